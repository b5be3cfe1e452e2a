import { context as contextBlock, header, section } from '../../blocks/build.ts'
import type { Block } from '../../blocks/types.ts'
import { formatInstant } from '../../calendar/format.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import type { Locale } from '../../define/words.ts'
import { UserError } from '../../errors.ts'
import { readable } from '../../query/readable.ts'
import { inOwnWords } from '../breakdowns.ts'
import { dimensionLabels } from '../dimensions.ts'
import { formatValue } from '../format.ts'
import { filterText } from '../grammar.ts'
import { immatureSentence } from '../kpi/maturity.ts'
import { windowOf } from '../kpi/windows.ts'
import { isState, periodText } from '../periods.ts'
import { spoken } from '../plain.ts'
import { provenance, relationsOf, scopeText, staleWarning } from '../provenance.ts'
import { reasonText } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { todaysNote } from '../todays.ts'
import type { ExplainQuestion } from './parse.ts'
import { sqlBlocks, wholeSql } from './sql.ts'
import { usedBy } from './used-by.ts'
import { words } from './words.ts'

/** What a KPI means, the SQL that ran for this person and period, what it rests on, and who rests on it. */
export async function askExplain(context: Context, question: ExplainQuestion): Promise<Message> {
  const { metric, where, by, sql } = question
  const { locale, catalog } = context
  const say = words[locale]
  const label = metric.label[locale]
  const id = catalog.idOf(metric) ?? ''
  const window = windowOf(context, metric, question)
  const breakdown = by.length > 0 ? by : metric.kind === 'table' ? [metric.by] : []
  const ask = { metrics: [metric], windows: [window], where, by: breakdown }
  try {
    const readings = await context.read({ ...ask, ...(metric.kind === 'table' ? {} : { by: [] }) })
    const [reading] = readings.of(metric)
    const statements = context.statements(ask).map(({ fact, query }) => ({ fact: fact.id, text: readable(query) }))
    if (sql && statements.length === 0) throw new UserError(say.noSql(label))
    const relations = relationsOf(metric)
    const about = [periodText(window.period, context), scopeText(context, context.scope), filterText(where, locale)]
    const value =
      !reading || metric.kind === 'table'
        ? ''
        : reading.value === null
          ? reasonText(reading, metric, periodText(window.period, context), locale)
          : `*${formatValue(reading.value, metric.unit, styleOf(context))}* · n = ${reading.n.toLocaleString('en')}`
    const file = sql ? { name: `${id}.sql`, title: `${id}.sql`, content: wholeSql(statements) } : undefined
    return {
      text: spoken(locale, [say.title(label)], metric.description[locale]),
      blocks: [
        ...staleWarning(context, relations),
        header(say.title(label)),
        contextBlock([
          [`\`${id}\``, measure(metric, locale), metric.losses ? say.nearer : say.better[metric.better]].join(' · '),
        ]),
        section(metric.description[locale]),
        ...(value
          ? [
              section(
                [
                  about.filter(Boolean).join(' · '),
                  value,
                  ...immatureSentence(reading ?? { mature: true }, locale),
                ].join('\n'),
              ),
            ]
          : []),
        ...facts(context, metric),
        ...(file ? [section(say.sent)] : sqlBlocks(context, statements, question.typed)),
        provenance(context, {
          relations,
          readings: reading ? [reading] : [],
          extra: todaysNote({ by: [], where }, locale),
        }),
      ],
      charts: [],
      readings: readings.of(metric),
      ...(file ? { file, personal: true } : {}),
    }
  } catch (error) {
    throw inOwnWords(error, context, `explain ${id}`, `explain ${question.typed}`)
  }
}

/** What it is computed from, what it can be broken down by, what it rests on and how fresh that is, and who uses it. */
function facts(context: Context, metric: Metric): Block[] {
  const { locale, company } = context
  const say = words[locale]
  const used = usedBy(context, metric)
  const parts = metric.kind === 'formula' ? Object.values(metric.parts).map((part) => part.metric.label[locale]) : []
  const dimensions = context.dimensions(metric).map((name) => dimensionLabels[name]?.[locale] ?? name)
  const relations = relationsOf(metric).map((name) => {
    const at = context.sources.syncedAt([name])
    const state = !context.sources.has(name)
      ? say.notConnected
      : at
        ? say.synced(formatInstant(at, company.calendar.zone, locale))
        : say.unknown
    return `\`${name}\` ${state}`
  })
  const lines = [
    ...(parts.length > 0 ? [`*${say.parts}*  ${[...new Set(parts)].join(' · ')}`] : []),
    `*${say.dimensions}*  ${dimensions.length > 0 ? dimensions.join(' · ') : say.none}`,
    `*${say.relations}*\n${relations.join('\n')}`,
    `*${say.used}*  ${usedText(context, used) || say.nobody}`,
  ]
  return [section(lines.join('\n'))]
}

function usedText({ locale }: Context, { reports, alerts, roles, kpis }: ReturnType<typeof usedBy>): string {
  const say = words[locale]
  const groups = [
    [say.kpis, kpis],
    [say.reports, reports],
    [say.alerts, alerts],
    [say.scorecards, roles.map((role) => say.roles[role] ?? role)],
  ] as const
  return groups
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => say.group(what, names))
    .join(' · ')
}

function measure(metric: Metric, locale: Locale): string {
  const { measured, kinds, units } = words[locale]
  if (metric.kind === 'table') return kinds.table
  return measured(kinds[kindOf(metric)], units[metric.unit], metric.kind === 'ratio' && metric.unit === 'percent')
}

/** What METRICS calls its kind. */
function kindOf(metric: Metric): keyof (typeof words)['en']['kinds'] {
  if (metric.kind === 'sum') return isState(metric) ? 'stock' : 'flow'
  return metric.kind
}
