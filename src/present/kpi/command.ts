import type { Period } from '../../calendar/period.ts'
import { isFuture } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import { UserError } from '../../errors.ts'
import { type Against, otherWindow } from '../../insight/comparison.ts'
import { nearest } from '../../nearest.ts'
import { UnknownDimension } from '../../query/dimensions.ts'
import type { Filter } from '../../query/question.ts'
import { filterText, takePeriod, takeSelectors } from '../grammar.ts'
import { defaultPeriod, periodText } from '../periods.ts'
import { bilingual } from '../words.ts'
import { kpiMessage, trendWindows } from './answer.ts'
import { catalogMessage } from './list.ts'

export interface KpiArgs {
  /** Undefined: the list of KPIs. */
  readonly metric: Metric | undefined
  readonly period: Period | undefined
  readonly by: readonly string[]
  readonly where: readonly Filter[]
  readonly against: Against
}

export function parseKpi(words: readonly string[], context: Context): KpiArgs {
  const selectors = takeSelectors(words, context.locale)
  const versus = takeAgainst(selectors.rest)
  const { period, rest } = takePeriod(versus.rest, context)
  const name = rest.join(' ')
  const { by, where } = selectors
  if (name === '') return { metric: undefined, period, by, where, against: versus.against }
  const metric = metricNamed(name, context)
  if (!metric) {
    const guess = nearest(name, namesOf(context).keys())
    const say = phrases[context.locale]
    const id = guess ? context.catalog.idOf(namesOf(context).get(guess) ?? {}) : undefined
    throw new UserError(id ? say.didYouMean(clip(name), id) : say.unknown(clip(name)))
  }
  return { metric, period, by, where, against: versus.against }
}

function takeAgainst(words: readonly string[]): { against: Against; rest: readonly string[] } {
  const text = words.join(' ')
  const found = /(?:^| )(?:vs|versus|against) last year(?= |$)|(?:^| )前年比(?= |$)/i.exec(text)
  if (!found) return { against: 'preceding', rest: words }
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
  return { against: 'last year', rest: rest.split(' ').filter(Boolean) }
}

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '')

function namesOf({ catalog }: Context): Map<string, Metric> {
  return new Map(
    [...catalog.metrics].flatMap(([id, metric]) =>
      [id, metric.label.en, metric.label.ja, ...(metric.aliases ?? [])].map((name) => [name, metric] as const),
    ),
  )
}

const metricNamed = (typed: string, context: Context): Metric | undefined =>
  [...namesOf(context)].find(([name]) => fold(name) === fold(typed))?.[1]

const clip = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

export async function askKpi(context: Context, args: KpiArgs): Promise<Message> {
  const { metric, by, where } = args
  if (!metric) return catalogMessage(context)
  const period = args.period ?? defaultPeriod(metric, context)
  if (isFuture(period, context.now, context.company.calendar.zone) && !looksAhead(metric)) {
    throw new UserError(phrases[context.locale].future(periodText(period, context)))
  }
  const window = { period, asOf: context.now }
  const other = otherWindow(window, context.company.calendar, args.against, metric)
  const windows = trendWindows(context, window)
  try {
    const ask = { metrics: [metric], where }
    const [whole, broken, trend] = await Promise.all([
      context.read({ ...ask, windows: [window, other] }),
      by.length > 0 ? context.read({ ...ask, windows: [window, other], by }) : undefined,
      windows.length > 0 ? context.read({ ...ask, windows }) : undefined,
    ])
    return kpiMessage(context, {
      metric,
      window,
      other,
      by,
      filters: filterText(where, context.locale),
      whole,
      readings: broken ?? whole,
      ...(trend ? { trend: { windows, readings: trend } } : {}),
    })
  } catch (error) {
    throw error instanceof UnknownDimension ? unknownDimension(error, metric, context) : error
  }
}

/** Forecasts and coverage speak of what is to come. */
const looksAhead = (metric: Metric): boolean =>
  metric.kind === 'formula'
    ? Object.values(metric.parts).some((part) => looksAhead(part.metric))
    : metric.fact.id === 'forecast_opportunities'

function unknownDimension(
  { wanted, known }: UnknownDimension,
  metric: Metric,
  { locale, catalog }: Context,
): UserError {
  const say = phrases[locale]
  const guess = nearest(wanted, known)
  const id = catalog.idOf(metric) ?? ''
  return new UserError(
    guess
      ? say.nearDimension(clip(wanted), guess, id)
      : say.noDimension(clip(wanted), known.join(', '), id, known[0] ?? ''),
  )
}

const phrases = bilingual({
  en: {
    unknown: (typed: string) =>
      `I know no KPI “${typed}”. \`/revops kpi\` lists them all; for example \`/revops kpi win_rate\`.`,
    didYouMean: (typed: string, id: string) =>
      `I know no KPI “${typed}”. Did you mean \`${id}\`? For example \`/revops kpi ${id}\`.`,
    future: (period: string) => `${period} has not begun. Try \`this quarter\` or \`last quarter\`.`,
    nearDimension: (typed: string, guess: string, id: string) =>
      `There is no breakdown “${typed}”. Did you mean \`${guess}\`? For example \`/revops kpi ${id} by ${guess}\`.`,
    noDimension: (typed: string, known: string, id: string, first: string) =>
      `There is no breakdown “${typed}” here. It has: ${known}. For example \`/revops kpi ${id} by ${first}\`.`,
  },
  ja: {
    unknown: (typed) =>
      `「${typed}」というKPIはありません。\`/revops kpi\` で一覧を表示できます。例：\`/revops kpi win_rate\``,
    didYouMean: (typed, id) => `「${typed}」というKPIはありません。\`${id}\` のことですか？ 例：\`/revops kpi ${id}\``,
    future: (period) => `${period}はまだ始まっていません。\`今四半期\` や \`先四半期\` をお試しください。`,
    nearDimension: (typed, guess, id) =>
      `「${typed}」という内訳はありません。\`${guess}\` のことですか？ 例：\`/revops kpi ${id} by ${guess}\``,
    noDimension: (typed, known, id, first) =>
      `「${typed}」という内訳はありません。使えるもの：${known}。例：\`/revops kpi ${id} by ${first}\``,
  },
})
