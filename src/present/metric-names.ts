import type { Context } from '../define/context.ts'
import type { Metric } from '../define/metric.ts'
import { UserError } from '../errors.ts'
import { type LeadingName, leadingName, nearestLeading } from './leading-name.ts'
import { typed } from './typed.ts'
import { bilingual } from './words.ts'

/** Words that the name of a KPI has at most. */
const longestName = 6

/** Every name of every KPI: its id, what it is called in both languages, and its other names. */
export function metricsByName({ catalog }: Pick<Context, 'catalog'>): ReadonlyMap<string, Metric> {
  return new Map(
    [...catalog.metrics].flatMap(([id, metric]) =>
      [id, metric.label.en, metric.label.ja, ...(metric.aliases ?? [])].map((name) => [name, metric] as const),
    ),
  )
}

/**
 * The KPI whose name the words begin with, the longest name first: "win rate" before "win"; of `least` words or more. Throws
 * a UserError for one that the asker may not see: it is named by whoever asks, so there is nothing to hide but its figures.
 */
export function leadingMetric(words: readonly string[], context: Context, least = 1): LeadingName<Metric> | undefined {
  const { metrics: hidden } = context.withheld
  if (hidden.size === 0) return leadingName(words, metricsByName(context), longestName, least)
  const all = { catalog: { ...context.catalog, metrics: new Map([...context.catalog.metrics, ...hidden]) } }
  const found = leadingName(words, metricsByName(all), longestName, least)
  if (found && [...hidden.values()].includes(found.value)) {
    throw new UserError(phrases[context.locale].notYours(found.value.label[context.locale], context.company.contact))
  }
  return found
}

export interface MetricsFound {
  readonly metrics: readonly Metric[]
  readonly rest: readonly string[]
}

/**
 * Takes KPIs from the front of the words: one, or several with commas (or 、) between them. None where there are no
 * words; a name that nobody knows is told with the nearest.
 */
export function takeMetrics(words: readonly string[], context: Context): MetricsFound {
  // "mrr,arr" and "mrr , arr" are the same list; a comma of its own is easier to walk past.
  let left = words.flatMap((word) => word.split(/([,、])/)).filter(Boolean)
  const metrics: Metric[] = []
  let wanted = true
  while (wanted && left.length > 0) {
    const found = leadingMetric(left, context)
    if (!found) throw unknownMetric(left.slice(0, stretch(left)), context)
    metrics.push(found.value)
    // What follows a comma is a KPI too.
    wanted = isComma(left[found.used])
    left = left.slice(found.used + (wanted ? 1 : 0))
  }
  return { metrics: [...new Set(metrics)], rest: left }
}

const isComma = (word: string | undefined): boolean => word === ',' || word === '、'

/** How many words there are up to the next comma. */
function stretch(words: readonly string[]): number {
  const comma = words.findIndex(isComma)
  return comma > 0 ? comma : words.length
}

function unknownMetric(words: readonly string[], context: Context): UserError {
  const say = phrases[context.locale]
  const near = nearestLeading(words, metricsByName(context), longestName)
  const id = near && context.catalog.idOf(near.value)
  if (near && id !== undefined) return new UserError(say.didYouMean(typed(near.text), id))
  return new UserError(say.unknown(typed(words.join(' '))))
}

const phrases = bilingual({
  en: {
    notYours: (label: string, contact: string | undefined) =>
      `${label} is not open to your role. Whoever runs RevOps decides who sees it${contact ? `: ask ${contact}` : ''}.`,
    unknown: (name: string) =>
      `I know no KPI “${name}”. \`/revops kpi\` lists them all; for example \`/revops kpi win_rate\`.`,
    didYouMean: (name: string, id: string) =>
      `I know no KPI “${name}”. Did you mean \`${id}\`? For example \`/revops kpi ${id}\`.`,
  },
  ja: {
    notYours: (label, contact) =>
      `${label}は、権限上閲覧できません。閲覧範囲は${contact ?? 'RevOps担当'}にお問い合わせください。`,
    unknown: (name) =>
      `「${name}」というKPIはありません。\`/revops kpi\` で一覧を表示できます。例：\`/revops kpi win_rate\``,
    didYouMean: (name, id) => `「${name}」というKPIはありません。\`${id}\` のことですか？ 例：\`/revops kpi ${id}\``,
  },
})
