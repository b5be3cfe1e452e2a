import { Temporal } from 'temporal-polyfill'
import type { TrendSpec } from '../../blocks/chart.ts'
import { periodContaining, spanBetween } from '../../calendar/periods.ts'
import type { Alert, AlertPost, Observation } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Reading } from '../../define/reading.ts'
import type { Locale } from '../../define/words.ts'
import { type BacklogRule, judgeBacklog } from '../../insight/backlog.ts'
import openTickets from '../../metrics/measures/open-tickets.ts'
import { openTickets as fact } from '../../ssot/facts/open-tickets.ts'
import { arrow, formatPercentChange, formatValue } from '../format.ts'
import { chartFormat } from '../kpi/trend.ts'
import { periodShort } from '../periods.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { alertPost, alertReply } from './post.ts'

export interface BacklogWatch {
  /** How many weeks back it is held against, at the same hour of the same weekday. */
  readonly weeks: number
  readonly rule: BacklogRule
}

/** Open tickets week by week, the present last: all of them in one statement. */
async function readWeeks(context: Context, weeks: number): Promise<readonly Reading[]> {
  const { now, today, company } = context
  const period = periodContaining('quarter', today, company.calendar)
  const local = now.toZonedDateTimeISO(company.calendar.zone)
  const windows = Array.from({ length: weeks + 1 }, (_, i) => ({
    period,
    asOf: local.subtract({ days: 7 * (weeks - i) }).toInstant(),
  }))
  const readings = await context.read({ metrics: [openTickets], windows })
  return windows.flatMap((_, i) => readings.of(openTickets, i))
}

export async function observeBacklog(context: Context, { weeks, rule }: BacklogWatch): Promise<Observation[]> {
  const readings = await readWeeks(context, weeks)
  const values = readings.map(({ value }) => value ?? 0)
  const now = values.at(-1)
  if (now === undefined || readings.at(-1)?.reason === 'not_connected') return []
  const { usual, ...judged } = judgeBacklog(now, values.slice(0, -1), rule)
  const summary = (locale: Locale): string => {
    const style = { ...styleOf(context), locale }
    const count = (value: number) => formatValue(value, 'count', style)
    const change = usual === null || usual === 0 ? null : now / usual - 1
    const moved = change === null ? '' : `${arrow(change)} ${formatPercentChange(change, style)}`
    return words[locale].sentence(count(now), usual === null ? '–' : count(usual), moved, weeks)
  }
  return [
    {
      series: '',
      label: '',
      ...judged,
      weight: now - (usual ?? 0),
      fingerprint: judged.breached ? 'breached' : 'quiet',
      subject: 'open tickets',
      summary: { en: summary('en'), ja: summary('ja') },
      facts: { value: now, usual },
      mention: [],
      people: [],
    },
  ]
}

export async function backlogMessage(
  context: Context,
  rule: Pick<Alert, 'title' | 'playbook'>,
  post: AlertPost,
  { weeks }: BacklogWatch,
): Promise<Message> {
  if (post.as === 'reply') return alertReply(context, rule, post)
  const relations = fact.reads
  const [worst] = post.standing.filter(({ over }) => over === undefined)
  if (!worst) return alertPost(context, rule, post, { relations })
  const readings = await readWeeks(context, weeks)
  const { usual } = worst.observation.facts
  const say = words[context.locale]
  const chart: TrendSpec = {
    kind: 'trend',
    title: openTickets.label[context.locale],
    categories: readings.map(({ asOf }) => dayOf(context, asOf)),
    series: [{ name: openTickets.label[context.locale], values: readings.map(({ value }) => value) }],
    format: chartFormat(context, 'count'),
    ...(typeof usual === 'number' ? { threshold: { value: usual, label: say.usual } } : {}),
    highlight: { from: readings.length - 1, to: readings.length - 1 },
  }
  return alertPost(context, rule, post, { charts: [chart], readings, relations, ask: 'kpi ticket_resolution_time' })
}

function dayOf(context: Context, asOf: string): string {
  const { zone } = context.company.calendar
  const day = Temporal.Instant.from(asOf).toZonedDateTimeISO(zone).toPlainDate()
  return periodShort(spanBetween(day, day.add({ days: 1 })), context)
}

const words = bilingual({
  en: {
    usual: 'Usual',
    sentence: (now: string, usual: string, change: string, weeks: number) =>
      `*${now}* tickets are open; over the ${weeks} weeks before, the usual number was ${usual}${change === '' ? '' : ` (${change})`}.`,
  },
  ja: {
    usual: '通常の水準',
    sentence: (now, usual, change, weeks) =>
      `未解決のチケットは *${now}件* です。過去${weeks}週間の通常の水準は${usual}件${change === '' ? '' : `（${change}）`}でした。`,
  },
})
