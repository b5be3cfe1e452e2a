import { context as contextBlock, header, section } from '../src/blocks/build.ts'
import { formatInstant } from '../src/calendar/format.ts'
import { parseSchedule } from '../src/calendar/schedule.ts'
import type { Alert } from '../src/define/alert.ts'
import { defineCommand } from '../src/define/command.ts'
import { waitsForData } from '../src/present/alerts/resting.ts'
import { firingFor } from '../src/present/firing.ts'
import { lineSections } from '../src/present/lines.ts'
import { lineName } from '../src/present/names.ts'
import { spoken } from '../src/present/plain.ts'
import { bilingual } from '../src/present/words.ts'

const words = bilingual({
  en: {
    title: 'Alerts',
    firing: (n: number) => (n === 0 ? 'Nothing is firing.' : `*${n}* ${n === 1 ? 'alert is' : 'alerts are'} firing.`),
    since: (at: string) => `since ${at}`,
    recovering: 'recovering',
    waiting: ':hourglass: waiting for data',
    rules: 'What is watched',
    more: (n: number) => `… and ${n} more`,
  },
  ja: {
    title: 'アラート',
    firing: (n) => (n === 0 ? '発生中のアラートはありません。' : `*${n}件* 発生中です。`),
    since: (at) => `${at}から`,
    recovering: '回復中',
    waiting: ':hourglass: データの更新待ち',
    rules: '監視内容',
    more: (n) => `…ほか${n}件`,
  },
})

const mostSeries = 20

/** What is firing, since when and why; and what is watched. */
export default defineCommand({
  summary: { en: 'What is firing, since when, why', ja: '発生中のアラートとその理由' },
  usage: { en: '', ja: '' },
  examples: { en: ['alerts'], ja: ['alerts'] },
  aliases: ['alert', 'アラート'],
  live: true,
  parse: () => undefined,
  async run(context) {
    const { locale, catalog, company } = context
    const say = words[locale]
    const firing = await firingFor(context)
    const waiting = (rule: Alert): string => (waitsForData(context, rule) ? ` · ${say.waiting}` : '')
    const shown = firing.slice(0, mostSeries).map((series) => {
      const rule = catalog.alerts.get(series.alert)
      const title = rule?.title[locale] ?? series.alert
      const since = say.since(formatInstant(series.since, company.calendar.zone, locale))
      const state = `${series.state === 'recovering' ? ` · ${say.recovering}` : ''}${rule ? waiting(rule) : ''}`
      return section(
        `*${title}*${series.label ? ` · ${lineName(series.label)}` : ''}\n${series.summary[locale]}\n_${since}${state}_`,
      )
    })
    const rules = [...catalog.alerts.values()].map(
      (rule) =>
        `• *${rule.title[locale]}* · ${parseSchedule(rule.schedule, company.calendar).describe(locale)} · #${rule.channel}${waiting(rule)}\n      ${rule.summary[locale]}`,
    )
    const rest = firing.length - shown.length
    return {
      text: spoken(locale, [say.title], say.firing(firing.length)),
      blocks: [
        header(say.title),
        section(say.firing(firing.length)),
        ...shown,
        ...(rest > 0 ? [contextBlock([say.more(rest)])] : []),
        ...lineSections([`*${say.rules}*`, ...rules]),
      ],
      charts: [],
      readings: [],
    }
  },
})
