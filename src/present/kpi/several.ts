import { context as contextBlock, header, section } from '../../blocks/build.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import { UserError } from '../../errors.ts'
import { sameGroup } from '../../insight/comparison.ts'
import { dimensionLabels } from '../dimensions.ts'
import { formatValue } from '../format.ts'
import { filterText } from '../grammar.ts'
import { soFar, whenLegend, whenShort } from '../periods.ts'
import { spoken } from '../plain.ts'
import { provenance, relationsOf, scopeText, staleWarning } from '../provenance.ts'
import { reasonCell } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { listTable } from '../table.ts'
import { todaysNote } from '../todays.ts'
import { bilingual } from '../words.ts'
import { groupName } from './breakdown.ts'
import { rowsFollowUps } from './follow-ups.ts'
import { immatureLegend, marked } from './maturity.ts'
import type { KpiArgs } from './parse.ts'
import { changeOf, targetCell, valueCell } from './rows.ts'
import { windowsFor } from './windows.ts'

/** Columns that a table of KPIs by group still has room for. */
const mostColumns = 8

/** Refuses KPIs that have no place beside others, and more of them than there is room for. */
export function checkSeveral({ locale }: Context, { metrics, by }: Pick<KpiArgs, 'metrics' | 'by'>): void {
  if (metrics.some(({ kind }) => kind === 'table')) throw new UserError(say[locale].tableAlone)
  if (by.length > 0 && metrics.length > mostColumns) throw new UserError(say[locale].tooMany(mostColumns))
}

/** Several KPIs in one question, each over the period asked for or its own: a row each, or a column each by group. */
export async function severalMessage(context: Context, args: KpiArgs): Promise<Message> {
  const { locale } = context
  const { metrics, by, where } = args
  const words = say[locale]
  checkSeveral(context, args)
  const windows = new Map(metrics.map((metric) => [metric, windowsFor(context, metric, args)]))
  const read = { metrics, where, by, targets: by.length === 0 }
  const readings = await context.read({ ...read, windows: (metric) => windows.get(metric) ?? [] })
  const all = metrics.flatMap((metric) => readings.of(metric))
  const style = styleOf(context)
  const when = (metric: Metric): string => {
    const [window] = windows.get(metric) ?? []
    return window ? whenShort(metric, window, context) : ''
  }
  const table =
    by.length > 0
      ? groupRows(context, metrics, by, (metric) => readings.of(metric))
      : {
          header: words.columns,
          rows: metrics.map((metric) => [
            metric.label[locale],
            when(metric),
            valueCell(context, metric, readings.one(metric)),
            changeOf(context, metric, readings.one(metric), readings.one(metric, 1)),
            targetCell(context, metric, readings.one(metric)),
          ]),
        }
  const told = metrics.map((metric) => {
    const [reading] = readings.of(metric)
    if (!reading) return `${metric.label[locale]} *–*`
    const value = reading.value === null ? reasonCell(reading, locale) : formatValue(reading.value, metric.unit, style)
    const [window] = windows.get(metric) ?? []
    const partial = window && reading.value !== null ? soFar(metric, window, context) : ''
    return `${metric.label[locale]} ${marked(`*${value}*`, reading, locale)}${partial}`
  })
  const relations = [...new Set(metrics.flatMap(relationsOf))]
  const dates = whenLegend(
    metrics.map((metric) => [metric, windows.get(metric)?.[0]] as const),
    context,
  )
  const about = [dates, scopeText(context, context.scope), filterText(where, locale)].filter(Boolean).join(' · ')
  return {
    text: spoken(
      locale,
      [words.title(metrics.length), dates],
      by.length > 0 ? words.broken(by.map((name) => labelOf(name, locale))) : told.join(words.comma),
    ),
    blocks: [
      ...staleWarning(context, relations),
      header(metrics.map(({ label }) => label[locale]).join(' · ')),
      contextBlock([about]),
      ...(by.length > 0 ? [] : [section(told.join('\n'))]),
      ...listTable({ caption: words.caption, ...table }, locale),
      provenance(context, {
        relations,
        readings: all,
        extra: [...immatureLegend(all, locale), ...todaysNote(args, locale)],
      }),
    ],
    charts: [],
    readings: all,
    followUps: rowsFollowUps(context, metrics, readings, args),
  }
}

const labelOf = (name: string, locale: 'en' | 'ja'): string => dimensionLabels[name]?.[locale] ?? name

/** One row per group that any of the KPIs has, one column per KPI. */
function groupRows(
  context: Context,
  metrics: readonly Metric[],
  by: readonly string[],
  of: (metric: Metric) => readonly Reading[],
) {
  const { locale } = context
  const groups = new Map<string, Reading>()
  for (const metric of metrics)
    for (const reading of of(metric)) {
      const key = JSON.stringify(reading.keys)
      // What is not connected has one reading for all groups.
      if (reading.reason !== 'not_connected' && !groups.has(key)) groups.set(key, reading)
    }
  const rows = [...groups.values()].map((group) => [
    ...by.map((name) => groupName(group, name, locale)),
    ...metrics.map((metric) => {
      const reading = sameGroup(group, of(metric)) ?? of(metric).find(({ reason }) => reason === 'not_connected')
      return reading ? valueCell(context, metric, reading) : '–'
    }),
  ])
  return { header: [...by.map((name) => labelOf(name, locale)), ...metrics.map(({ label }) => label[locale])], rows }
}

const say = bilingual({
  en: {
    title: (n: number) => `${n} KPIs`,
    comma: ', ',
    none: '(none)',
    broken: (by: readonly string[]) => `by ${by.join(', ')}`,
    columns: ['KPI', 'Period', 'Value', 'Change', 'Target'],
    caption: 'KPIs side by side. ~ = a change within what chance explains',
    tableAlone: 'A table such as `campaign_performance` is asked for alone: `/revops kpi campaign_performance`.',
    tooMany: (n: number) => `A breakdown has room for ${n} KPIs. Ask for fewer, or without \`by\`.`,
  },
  ja: {
    title: (n) => `KPI ${n}件`,
    comma: '、',
    none: '（なし）',
    broken: (by) => `${by.join('・')}別`,
    columns: ['KPI', '期間', '値', '変化', '目標'],
    caption: 'KPIの比較（~ は偶然の範囲内の変化）',
    tableAlone: '`campaign_performance` のような一覧は単独で指定してください：`/revops kpi campaign_performance`',
    tooMany: (n) => `内訳と同時に指定できるKPIは${n}件までです。KPIを減らすか、内訳なしでお試しください。`,
  },
})
