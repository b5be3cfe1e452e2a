import type { Metric } from '../define/metric.ts'
import type { Words } from '../define/words.ts'
import { SpokenError } from '../errors.ts'
import { dimensionNames, UnknownDimension } from './dimensions.ts'
import { factsOf } from './plan.ts'
import type { Question } from './question.ts'
import type { Scope } from './scope.ts'
import type { EngineSettings } from './window.ts'

/**
 * Refuses what cannot be answered honestly, before anything is read: a breakdown that one side of a KPI does not have
 * (METRICS rule 4), and figures of the whole company asked for by somebody who sees their own records.
 */
export function checkQuestion(question: Question, metrics: readonly Metric[], settings: EngineSettings): void {
  const wanted = [...(question.by ?? []), ...(question.where ?? []).map(({ dimension }) => dimension)]
  for (const metric of metrics) {
    const refused = refusedIn(question.scope, metric)
    if (refused) throw new SpokenError(refused)
    const known = dimensionNames(factsOf(metric), settings)
    for (const name of wanted) if (!known.includes(name)) throw new UnknownDimension(name, known)
  }
}

/** Why nobody of this scope may see a KPI at all: what it counts belongs to nobody. */
export const refusedIn = ({ kind }: Scope, metric: Metric): Words | undefined =>
  kind === 'people' && factsOf(metric).some(({ people }) => people.length === 0) ? companyOnly(metric) : undefined

const companyOnly = ({ label }: Metric) => ({
  en: `${label.en} is a figure of the whole company; your role sees its own records only.`,
  ja: `${label.ja}は全社の数値です。権限上、閲覧できるのはご自身の担当分のみです。`,
})
