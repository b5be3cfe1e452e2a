import type { Metric } from '../define/metric.ts'
import { SpokenError } from '../errors.ts'
import { dimensionNames, UnknownDimension } from './dimensions.ts'
import { factsOf } from './plan.ts'
import type { Question } from './question.ts'
import type { EngineSettings } from './window.ts'

/**
 * Refuses what cannot be answered honestly, before anything is read: a breakdown that one side of a KPI does not have
 * (METRICS rule 4), and figures of the whole company asked for by somebody who sees their own records.
 */
export function checkQuestion(question: Question, metrics: readonly Metric[], settings: EngineSettings): void {
  const wanted = [...(question.by ?? []), ...(question.where ?? []).map(({ dimension }) => dimension)]
  for (const metric of metrics) {
    const facts = factsOf(metric)
    if (question.scope.kind === 'people' && facts.some(({ people }) => people.length === 0)) {
      throw new SpokenError(companyOnly(metric))
    }
    const known = dimensionNames(facts, settings)
    for (const name of wanted) if (!known.includes(name)) throw new UnknownDimension(name, known)
  }
}

const companyOnly = ({ label }: Metric) => ({
  en: `${label.en} is a figure of the whole company; your role sees its own records only.`,
  ja: `${label.ja}は全社の数値です。権限上、閲覧できるのはご自身の担当分のみです。`,
})
