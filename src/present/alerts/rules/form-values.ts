import type { RuleSpec } from '../../../define/alert-rule.ts'
import type { FormValues } from '../../../define/form.ts'
import type { Metric } from '../../../define/metric.ts'
import type { Locale } from '../../../define/words.ts'
import { againstChoices, choiceOf, overChoices } from './choices.ts'
import { formWords } from './form-words.ts'

/** A KPI's breakdowns are a field of their own, so that what was chosen for another does not stay. */
export const byBlock = (metric: string): string => `by ${metric}`

/** Fields by their names, whichever KPI they are for; a breakdown of another KPI is none. */
export function fieldsOf(values: FormValues): FormValues {
  const { metric = '' } = values
  const rest = Object.entries(values).filter(([id]) => !id.startsWith('by '))
  return { ...Object.fromEntries(rest), by: values[byBlock(metric)] ?? '' }
}

/** The block id under which a field of a rule stands in the form: `watch.conditions.0.clears` is `clears`. */
export function blockOf(field: string, metric: string): string {
  const last = field.split('.').at(-1) ?? field
  const blocks: Readonly<Record<string, string>> = {
    by: byBlock(metric),
    worseBy: 'value',
    against: 'condition',
    repeatEveryDays: 'repeat',
    target: 'condition',
  }
  const block = blocks[last] ?? last
  // What the form does not show is told beside the KPI.
  return shown.includes(block) || block === byBlock(metric) ? block : 'metric'
}

const shown = 'over condition value clears floor atLeast confidence forDays repeat schedule channel'.split(' ')

/** What a form begins with. */
export const defaultValues = (locale: Locale, by = ''): FormValues => ({
  by,
  over: 'days:28',
  condition: 'before:180',
  value: '20',
  atLeast: '30',
  forDays: '0',
  repeat: '7',
  schedule: formWords[locale].scheduleDefault,
  severity: 'warning',
})

/** A rule as it stands in the form. */
export function valuesOf(spec: RuleSpec, { unit }: Metric): FormValues {
  const [condition] = spec.conditions
  const scale = unit === 'percent' ? 100 : 1
  const number = (value: number | undefined, times = scale): string =>
    value === undefined ? '' : String(+(value * times).toPrecision(12))
  const shared = {
    name: spec.name,
    by: spec.by ?? '',
    over: choiceOf(overChoices, spec.over),
    atLeast: String(spec.atLeast),
    forDays: String(spec.forDays),
    repeat: spec.repeatEveryDays === null ? '' : String(spec.repeatEveryDays),
    schedule: spec.schedule,
    channel: spec.channel,
    severity: spec.severity,
  }
  if (condition.kind === 'level') {
    const below = 'below' in condition
    const line = below ? condition.below : condition.above
    return { ...shared, condition: below ? 'below' : 'above', value: number(line), clears: number(condition.clears) }
  }
  return {
    ...shared,
    condition: choiceOf(againstChoices, condition.against),
    value: number(condition.worseBy, 100),
    clears: number(condition.clears, 100),
    floor: number(condition.floor),
    confidence: number(condition.confidence, 100),
  }
}
