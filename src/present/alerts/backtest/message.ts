import { context as contextBlock, header, section } from '../../../blocks/build.ts'
import { formatInstant, fullDate } from '../../../calendar/format.ts'
import { parseSchedule } from '../../../calendar/schedule.ts'
import type { Context } from '../../../define/context.ts'
import type { Message, MessageBlock } from '../../../define/message.ts'
import type { Foretold } from '../../../insight/foretold.ts'
import { formatValue } from '../../format.ts'
import { plain, spoken } from '../../plain.ts'
import { provenance } from '../../provenance.ts'
import { styleOf } from '../../style.ts'
import { listTable } from '../../table.ts'
import { backtestChart, chartLegend } from './chart.ts'
import type { Backtested } from './report.ts'
import { daysLasted, firingShare } from './report.ts'
import { words } from './words.ts'

/**
 * What would have been told, as a message: the summary, a chart, every firing, and for accounts how right it was.
 * `listed`: false where whoever shows it lists the firings by itself.
 */
export function backtestMessage(context: Context, { rule, found, foretold }: Backtested, listed = true): Message {
  const { locale, company } = context
  const say = words[locale]
  const { alert } = rule
  const title = say.title(alert.title[locale])
  const schedule = parseSchedule(alert.schedule, company.calendar).describe(locale)
  const summary = summaryText(context, found)
  const drawn = backtestChart(context, alert, found)
  const known = found.knownSince && say.knownSince(fullDate(found.knownSince, locale))
  const blocks: MessageBlock[] = [
    header(title),
    contextBlock([say.about(found.days, found.looks.length, schedule)]),
    section([summary, ...(known ? [known] : [])].join('\n')),
    ...(foretold ? [section(foretoldText(context, foretold))] : []),
    ...(drawn ? [{ type: 'chart', chart: 0 } as const] : []),
    ...(listed ? firingTable(context, found) : []),
    provenance(context, {
      relations: alert.relations ?? [],
      readings: [],
      extra: [say.fresh, ...(drawn?.marked ? [chartLegend(context)] : [])],
    }),
  ]
  return { text: spoken(locale, [title], summary), blocks, charts: drawn ? [drawn.chart] : [], readings: [] }
}

/** How often it would have been told, how much of the time it would have fired, and what does now. */
export function summaryText(context: Context, found: Backtested['found']): string {
  const { locale } = context
  const say = words[locale]
  if (found.instants === 0) return say.never
  const { firings, days, now, looks } = found
  const first = looks[0]?.at
  const already = firings.filter(({ toldAt }) => first !== undefined && toldAt.equals(first)).length
  const series = new Set(firings.map((each) => each.series)).size
  const share = formatValue(firingShare(found), 'percent', styleOf(context))
  const state = now.length === 0 ? say.quiet : say.firing(now.length)
  const summary = say.summary(firings.length, days, series, share, state)
  return already === 0 ? summary : [summary, say.already(already)].join(locale === 'ja' ? '' : ' ')
}

/** Precision, recall and lead time, with what they mean. */
function foretoldText(context: Context, foretold: Foretold): string {
  const say = words[context.locale]
  const style = styleOf(context)
  const { precision, recall, medianLeadDays, horizonDays } = foretold
  return [
    `*${say.foretold}*`,
    say.precision(foretold, formatValue(precision, 'percent', style)),
    say.recall(foretold, formatValue(recall, 'percent', style)),
    ...(medianLeadDays === null ? [] : [say.lead(formatValue(medianLeadDays, 'days', style))]),
    `_${say.definition(horizonDays)}_`,
  ].join('\n')
}

function firingTable(context: Context, found: Backtested['found']): MessageBlock[] {
  const { caption, columns } = words[context.locale]
  return listTable({ caption, header: columns, rows: firingRows(context, found) }, context.locale)
}

/** Every firing, the latest first: when, what, until when, how long, and the sentence that told of it. */
export function firingRows(context: Context, found: Backtested['found']): string[][] {
  const { locale, company } = context
  const say = words[locale]
  const { zone } = company.calendar
  return [...found.firings].reverse().map((firing) => {
    const { label, since, until, observation } = firing
    return [
      formatInstant(since, zone, locale),
      label === '' ? say.company : label,
      until === null ? say.still : formatInstant(until, zone, locale),
      say.lasted(daysLasted(firing, context.now)),
      cellText(plain(observation.summary[locale], locale)),
    ]
  })
}

/** Cells are plain text. */
const cellText = (text: string): string =>
  text.replaceAll('\u00ad', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
