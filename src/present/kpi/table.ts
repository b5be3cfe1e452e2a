import { context as contextBlock, header, section } from '../../blocks/build.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { TableMetric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import { UserError } from '../../errors.ts'
import { dimensionLabels } from '../dimensions.ts'
import { filterText } from '../grammar.ts'
import { periodText } from '../periods.ts'
import { spoken } from '../plain.ts'
import { provenance, relationsOf, scopeText, staleWarning } from '../provenance.ts'
import { reasonText } from '../reasons.ts'
import { listTable } from '../table.ts'
import { todaysNote } from '../todays.ts'
import { bilingual } from '../words.ts'
import { immatureLegend } from './maturity.ts'
import type { KpiArgs } from './parse.ts'
import { valueCell } from './rows.ts'
import { windowOf } from './windows.ts'

/** Refuses another breakdown than the table's own. */
export function checkTable({ locale }: Context, { label, by: fixed }: TableMetric, { by }: Pick<KpiArgs, 'by'>): void {
  if (by.some((name) => name !== fixed)) throw new UserError(say[locale].fixed(label[locale], fixed))
}

/** A table KPI: one row per value of its dimension, one column per KPI, the largest in the first column first. */
export async function tableMessage(context: Context, metric: TableMetric, args: KpiArgs): Promise<Message> {
  const { locale } = context
  const words = say[locale]
  checkTable(context, metric, args)
  const window = windowOf(context, metric, args)
  const readings = await context.read({ metrics: [metric], windows: [window], where: args.where, by: [metric.by] })
  const all = readings.of(metric)
  // Readings go by ids: a column that is not connected has one for all groups, so their places in a row say nothing.
  const columns = Object.entries(metric.columns).map(([name, column]) => ({
    name,
    column,
    id: context.catalog.idOf(column) ?? column.id ?? name,
  }))
  const missing = all.filter(({ reason, keys }) => reason === 'not_connected' && keys.length === 0)
  const off = new Set(missing.map((reading) => reading.metric))
  const rows = groupsOf(all.filter(({ keys }) => keys.length > 0))
  const label = dimensionLabels[metric.by]?.[locale] ?? metric.by
  const table = rows.map((row) => [
    row.name ?? words.none,
    ...columns.map(({ name, column, id }) => {
      const reading = row.readings.get(id)
      if (!reading) return off.has(id) ? words.off : '–'
      const what = row.name === null && reading.value ? metric.without?.[name]?.[locale] : undefined
      return valueCell(context, column, reading, what)
    }),
  ])
  const ranked = columns.find(({ id }) => !off.has(id))?.column.label[locale] ?? ''
  const relations = relationsOf(metric)
  const lead =
    rows.length > 0
      ? words.lead(rows.length, ranked)
      : missing[0]
        ? reasonText(missing[0], metric, '', locale)
        : words.nothing
  const when = periodText(window.period, context)
  return {
    text: spoken(locale, [metric.label[locale], when], lead),
    blocks: [
      ...staleWarning(context, relations),
      header(metric.label[locale]),
      contextBlock([
        [when, scopeText(context, context.scope), filterText(args.where, locale)].filter(Boolean).join(' · '),
      ]),
      section(lead),
      ...listTable(
        {
          caption: metric.description[locale],
          header: [label, ...columns.map(({ column }) => column.label[locale])],
          rows: table,
        },
        locale,
      ),
      provenance(context, {
        relations,
        readings: all,
        extra: [...immatureLegend(all, locale), ...todaysNote(args, locale)],
      }),
    ],
    charts: [],
    readings: all,
  }
}

interface Row {
  readonly name: string | null
  /** By the ids that readings of the columns go by. */
  readonly readings: ReadonlyMap<string, Reading>
}

/** Readings of columns, put side by side again: they come column by column, each with a reading of every group. */
function groupsOf(readings: readonly Reading[]): Row[] {
  const rows = new Map<string, { name: string | null; readings: Map<string, Reading> }>()
  for (const reading of readings) {
    const key = JSON.stringify(reading.keys)
    const row = rows.get(key) ?? { name: Object.values(reading.by)[0] ?? null, readings: new Map() }
    row.readings.set(reading.metric, reading)
    rows.set(key, row)
  }
  return [...rows.values()]
}

const say = bilingual({
  en: {
    none: '(no campaign)',
    off: 'not connected',
    nothing: 'No data in this period.',
    lead: (n: number, label: string) => `*${n}* ${n === 1 ? 'row' : 'rows'}, by ${label}, the largest first.`,
    fixed: (label: string, by: string) => `${label} is a table by ${by} and has no other breakdown.`,
  },
  ja: {
    none: '（キャンペーンなし）',
    off: '未接続',
    nothing: 'この期間のデータはありません。',
    lead: (n, label) => `*${n}件* （${label}の大きい順）`,
    fixed: (label, by) => `${label}は${by}別の一覧のため、ほかの内訳は指定できません。`,
  },
})
