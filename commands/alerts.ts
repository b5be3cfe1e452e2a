import { context as contextBlock, header, section } from '../src/blocks/build.ts'
import { formatInstant } from '../src/calendar/format.ts'
import { parseSchedule } from '../src/calendar/schedule.ts'
import { defineCommand } from '../src/define/command.ts'
import type { Context } from '../src/define/context.ts'
import type { Message } from '../src/define/message.ts'
import { answerBacktest } from '../src/present/alerts/backtest/answer.ts'
import { type AlertsArgs, parseAlerts } from '../src/present/alerts/command.ts'
import { firingFor } from '../src/present/firing.ts'
import { lineName } from '../src/present/names.ts'
import { spoken } from '../src/present/plain.ts'
import { bilingual } from '../src/present/words.ts'

const words = bilingual({
  en: {
    title: 'Alerts',
    firing: (n: number) => (n === 0 ? 'Nothing is firing.' : `*${n}* ${n === 1 ? 'alert is' : 'alerts are'} firing.`),
    since: (at: string) => `since ${at}`,
    recovering: 'recovering',
    rules: 'What is watched',
    more: (n: number) => `… and ${n} more`,
  },
  ja: {
    title: 'アラート',
    firing: (n) => (n === 0 ? '発生中のアラートはありません。' : `*${n}件* 発生中です。`),
    since: (at) => `${at}から`,
    recovering: '回復中',
    rules: '監視内容',
    more: (n) => `…ほか${n}件`,
  },
})

const mostSeries = 20

/** What is firing, since when and why, and what is watched; or what a rule would have told in the past. */
export default defineCommand<AlertsArgs>({
  summary: {
    en: 'What is firing, since when, why; how often a rule would have fired',
    ja: '発生中のアラートとその理由、ルールのバックテスト',
  },
  usage: { en: '[backtest <rule> [180 days]]', ja: '[backtest <ルール> [180日]]' },
  examples: {
    en: ['alerts', 'alerts backtest stage-conversion-drop', 'alerts backtest stage-velocity 30 days'],
    ja: ['alerts', 'alerts backtest stage-conversion-drop', 'アラート バックテスト stage-velocity 30日'],
  },
  aliases: ['alert', 'アラート'],
  live: true,
  parse: parseAlerts,
  run: (context, args) => (args.kind === 'backtest' ? answerBacktest(context, args) : firingMessage(context)),
})

async function firingMessage(context: Context): Promise<Message> {
  const { locale, catalog, company } = context
  const say = words[locale]
  const firing = await firingFor(context)
  const shown = firing.slice(0, mostSeries).map((series) => {
    const title = catalog.alerts.get(series.alert)?.title[locale] ?? series.alert
    const since = say.since(formatInstant(series.since, company.calendar.zone, locale))
    const state = series.state === 'recovering' ? ` · ${say.recovering}` : ''
    return section(
      `*${title}*${series.label ? ` · ${lineName(series.label)}` : ''}\n${series.summary[locale]}\n_${since}${state}_`,
    )
  })
  const rules = [...catalog.alerts.values()].map(
    (rule) =>
      `• *${rule.title[locale]}* · ${parseSchedule(rule.schedule, company.calendar).describe(locale)} · #${rule.channel}\n      ${rule.summary[locale]}`,
  )
  const rest = firing.length - shown.length
  return {
    text: spoken(locale, [say.title], say.firing(firing.length)),
    blocks: [
      header(say.title),
      section(say.firing(firing.length)),
      ...shown,
      ...(rest > 0 ? [contextBlock([say.more(rest)])] : []),
      section(`*${say.rules}*\n${rules.join('\n')}`),
    ],
    charts: [],
    readings: [],
  }
}
