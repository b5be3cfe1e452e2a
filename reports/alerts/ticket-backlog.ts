import { defineAlert } from '../../src/define/alert.ts'
import ticketResolutionTime from '../../src/metrics/ticket-resolution-time.ts'
import { type BacklogWatch, backlogMessage, observeBacklog } from '../../src/present/alerts/backlog.ts'
import { openTickets } from '../../src/ssot/facts/open-tickets.ts'

const watch: BacklogWatch = { weeks: 26, rule: { fires: 0.5, clears: 0.25, floor: 10, atLeast: 12 } }

const words = {
  title: { en: 'Tickets pile up', ja: '未解決チケットが増加' },
  playbook: {
    means: {
      en: 'More tickets are open than on the same weekday of any of the last 26 weeks: more come in than are solved. Customers wait, and those who wait longest are often the ones up for renewal.',
      ja: '未解決チケットが直近26週間で最多です。解決が起票に追いついておらず、お客様をお待たせしています。更新時期の近い顧客が含まれていないか注意してください。',
    },
    steps: [
      {
        en: 'See whether solving has slowed down: `/revops kpi ticket_resolution_time last 8 weeks weekly`. If it has not, more come in: a release, an outage.',
        ja: '解決が遅くなったのかを `/revops kpi ticket_resolution_time 直近8週 週次` で確認する。変わらなければ起票の増加（リリースや障害）が原因です。',
      },
      {
        en: 'Put the tickets of customers at risk first: `/revops accounts at-risk`.',
        ja: 'リスクのある顧客のチケットを優先する：`/revops accounts at-risk`。',
      },
      {
        en: 'Tell the CSMs, so that customers hear it from them and not from silence.',
        ja: 'CSMに共有し、お客様に先に状況を伝える。',
      },
    ],
    tuning: {
      en: 'A growing customer base has a growing backlog: where the median of 26 weeks lags behind, look back fewer weeks. Tickets that are never closed hide a real rise.',
      ja: '顧客が増えれば未解決も増えます。26週の中央値が実態より低い場合は週数を減らしてください。放置されたチケットが残っていると増加を見落とします。',
    },
  },
}

/** Half as many tickets again as usual are open, more than in any week of the half-year. */
export default defineAlert({
  ...words,
  summary: {
    en: 'Fires when open tickets are at least 50% and 10 above the median of the 26 weeks before, and above each of them, for two days. Over once they are less than 25% above.',
    ja: '未解決チケットが過去26週間の中央値より50%以上かつ10件以上多く、どの週よりも多い状態が2日続いたときに通知します。超過が25%未満に戻ると解消します。',
  },
  severity: 'warning',
  schedule: 'business days at 09:00',
  channel: 'cs-alerts',
  grouping: 'together',
  catchUpHours: 24,
  forDays: 1,
  repeatEveryDays: 14,
  tellChanges: false,
  relations: openTickets.reads,
  uses: [ticketResolutionTime],
  observe: (context) => observeBacklog(context, watch),
  message: (context, post) => backlogMessage(context, words, post, watch),
})
