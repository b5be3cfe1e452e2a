import { bilingual } from '../words.ts'

const s = (n: number): string => `${n} ${n === 1 ? 'deal' : 'deals'}`

export const words = bilingual({
  en: {
    heading: 'Daily stand-up',
    since: (day: string) => `since ${day}`,
    yesterday: 'yesterday',
    won: (amount: string, n: number, when: string) => `*${amount}* won ${when} in ${s(n)}`,
    noneWon: (when: string) => `Nothing was won ${when}`,
    lost: (n: number) => `, ${s(n)} lost`,
    stop: '.',
    standing: (quarter: string, share: string, gap: string, coverage: string | null) =>
      `${quarter} stands at *${share}* of its target: *${gap}* to go, ${coverage === null ? 'and nothing open covers it' : `covered *${coverage}*`}.`,
    met: (quarter: string, share: string) => `The target of ${quarter} is met (${share}).`,
    noTarget: (quarter: string) => `No bookings target is set for ${quarter}.`,
    pace: (gone: string, standing: string) => `${gone} of the business days are gone: ${standing}.`,
    ahead: 'on or ahead of pace',
    behind: '*behind pace*',
    due: (today: string, n: number, week: string, m: number) =>
      n + m === 0
        ? 'Nothing is due to close this week.'
        : `Due to close: ${n === 0 ? 'nothing today' : `*${today}* today (${s(n)})`}, ${m === n ? 'nothing more this week' : `${week} by the end of the week (${s(m)})`}.`,
    wins: (when: string, n: number) => `Won ${when}: ${s(n)}`,
    losses: (when: string, n: number) => `Lost ${when}: ${s(n)}`,
    moved: (when: string, n: number) => `Moved ${when}: ${s(n)}`,
    slipped: (when: string, n: number) => `Put off ${when}: ${s(n)}`,
    today: (n: number) => `Due to close today: ${s(n)}`,
    week: (n: number) => `Due later this week: ${s(n)}`,
    attention: (n: number) => `${s(n)} ${n === 1 ? 'needs' : 'need'} attention`,
    more: (n: number) => `… and ${n} more`,
    unknown: '(unknown stage)',
    slip: (before: string, after: string, pushes: number) =>
      `${before} → ${after}${pushes > 1 ? `, put off ${pushes} times so far` : ''}`,
    noHistory: 'What moved or slipped is not connected: it needs `ssot.opportunity_history`.',
  },
  ja: {
    heading: '営業デイリー',
    since: (day) => `${day}以降`,
    yesterday: '昨日',
    won: (amount, n, when) => `${when}の受注は${n}件、 *${amount}* でした`,
    noneWon: (when) => `${when}の受注はありませんでした`,
    lost: (n) => `（失注${n}件）`,
    stop: '。',
    standing: (quarter, share, gap, coverage) =>
      `${quarter}の目標達成率は *${share}* で、目標まで残り *${gap}* です（${coverage === null ? '期間内にクローズ予定の商談なし' : `カバレッジ ${coverage}`}）。`,
    met: (quarter, share) => `${quarter}の目標は達成済みです（${share}）。`,
    noTarget: (quarter) => `${quarter}の受注目標は設定されていません。`,
    pace: (gone, standing) => `営業日の${gone}が経過しており、${standing}です。`,
    ahead: '順調なペース',
    behind: ' *遅れ気味のペース* ',
    due: (today, n, week, m) =>
      n + m === 0
        ? '今週クローズ予定の商談はありません。'
        : `クローズ予定：${n === 0 ? '今日はなし' : `今日 *${today}* （${n}件）`}、${m === n ? '今週はほかになし' : `今週末まで ${week}（${m}件）`}。`,
    wins: (when, n) => `${when}の受注 ${n}件`,
    losses: (when, n) => `${when}の失注 ${n}件`,
    moved: (when, n) => `${when}のステージ変更 ${n}件`,
    slipped: (when, n) => `${when}に予定日を延期した商談 ${n}件`,
    today: (n) => `今日クローズ予定 ${n}件`,
    week: (n) => `今週クローズ予定（明日以降） ${n}件`,
    attention: (n) => `要対応の商談 ${n}件`,
    more: (n) => `…ほか${n}件`,
    unknown: '（ステージ不明）',
    slip: (before, after, pushes) => `${before} → ${after}${pushes > 1 ? `（延期${pushes}回目）` : ''}`,
    noHistory: 'ステージや予定日の変化は未接続です（`ssot.opportunity_history` が必要です）。',
  },
})
