import type { Period } from '../../calendar/period.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import { UserError } from '../../errors.ts'
import { nearest } from '../../nearest.ts'
import type { Against } from '../../query/other-window.ts'
import type { Filter } from '../../query/question.ts'
import { takePeriod, takeSelectors } from '../grammar.ts'
import { notUnderstood } from '../not-understood.ts'
import { typed } from '../typed.ts'
import { bilingual } from '../words.ts'

export interface KpiArgs {
  /** Undefined: the list of KPIs. */
  readonly metric: Metric | undefined
  readonly period: Period | undefined
  readonly by: readonly string[]
  readonly where: readonly Filter[]
  readonly against: Against
}

/** `<kpi> [period] [by …] [where …] [vs last year]`, in any order. */
export function parseKpi(words: readonly string[], context: Context): KpiArgs {
  const selectors = takeSelectors(words, context.locale)
  const versus = takeAgainst(selectors.rest)
  const { period, rest } = takePeriod(versus.rest, context)
  const { by, where } = selectors
  const asked = { period, by, where, against: versus.against }
  if (rest.length === 0) return { metric: undefined, ...asked }
  const found = leadingMetric(rest, context)
  if (!found) throw unknownMetric(rest, context)
  const { metric, used } = found
  if (used < rest.length) {
    const command = `kpi ${context.catalog.idOf(metric) ?? ''}`
    throw notUnderstood(rest.slice(used), context, { command, example: examplePeriod[context.locale] })
  }
  return { metric, ...asked }
}

const examplePeriod = { en: 'last quarter', ja: '先四半期' }

function takeAgainst(words: readonly string[]): { against: Against; rest: readonly string[] } {
  const text = words.join(' ')
  const found = /(?:^| )(?:vs|versus|against) last year(?= |$)|(?:^| )前年比(?= |$)/i.exec(text)
  if (!found) return { against: 'preceding', rest: words }
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
  return { against: 'last year', rest: rest.split(' ').filter(Boolean) }
}

/** The KPI whose name the words begin with, the longest name first: "win rate" before "win". */
export function leadingMetric(
  words: readonly string[],
  context: Context,
): { readonly metric: Metric; readonly used: number } | undefined {
  const known = new Map([...metricsByName(context)].map(([name, metric]) => [fold(name), metric]))
  for (let used = Math.min(words.length, longestName); used > 0; used -= 1) {
    const metric = known.get(fold(words.slice(0, used).join(' ')))
    if (metric) return { metric, used }
  }
  return undefined
}

/** Words that the name of a KPI has at most. */
const longestName = 6

/** Every name of every KPI: its id, what it is called in both languages, and its other names. */
export function metricsByName({ catalog }: Context): ReadonlyMap<string, Metric> {
  return new Map(
    [...catalog.metrics].flatMap(([id, metric]) =>
      [id, metric.label.en, metric.label.ja, ...(metric.aliases ?? [])].map((name) => [name, metric] as const),
    ),
  )
}

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '')

function unknownMetric(words: readonly string[], context: Context): UserError {
  const say = phrases[context.locale]
  const names = metricsByName(context)
  for (let used = Math.min(words.length, longestName); used > 0; used -= 1) {
    const name = words.slice(0, used).join(' ')
    const metric = names.get(nearest(name, names.keys()) ?? '')
    const id = metric && context.catalog.idOf(metric)
    if (id !== undefined) return new UserError(say.didYouMean(typed(name), id))
  }
  return new UserError(say.unknown(typed(words.join(' '))))
}

const phrases = bilingual({
  en: {
    unknown: (name: string) =>
      `I know no KPI “${name}”. \`/revops kpi\` lists them all; for example \`/revops kpi win_rate\`.`,
    didYouMean: (name: string, id: string) =>
      `I know no KPI “${name}”. Did you mean \`${id}\`? For example \`/revops kpi ${id}\`.`,
  },
  ja: {
    unknown: (name) =>
      `「${name}」というKPIはありません。\`/revops kpi\` で一覧を表示できます。例：\`/revops kpi win_rate\``,
    didYouMean: (name, id) => `「${name}」というKPIはありません。\`${id}\` のことですか？ 例：\`/revops kpi ${id}\``,
  },
})
