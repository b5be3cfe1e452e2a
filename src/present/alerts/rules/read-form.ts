import type { RuleSpec } from '../../../define/alert-rule.ts'
import type { FormValues } from '../../../define/form.ts'
import type { Metric } from '../../../define/metric.ts'
import type { Condition } from '../../../define/rule.ts'
import type { Locale } from '../../../define/words.ts'
import { hasTest } from '../check/watch-faults.ts'
import { againstChoices, overChoices } from './choices.ts'
import { formWords } from './form-words.ts'

/** What stands in the form as a rule; or what of it cannot be read, by field. */
export type ReadForm = { readonly spec: RuleSpec } | { readonly unread: ReadonlyMap<string, string> }

/** Longest name: headers have 150 characters, and the series stands beside it. */
const longestName = 80

/** Reads a form's fields. `kept`: what the form does not show of a rule that is changed stays as it was. */
export function readForm(values: FormValues, id: string, metric: Metric, locale: Locale, kept?: RuleSpec): ReadForm {
  const say = formWords[locale]
  const unread = new Map<string, string>()
  const text = (field: string): string => (values[field] ?? '').normalize('NFKC').trim()
  const needed = (field: string): string => {
    if (text(field) === '') unread.set(field, say.missing)
    return text(field)
  }
  const number = (field: string, given: string): number => {
    const read = numberIn(given)
    if (read === undefined && given !== '') unread.set(field, say.number(given))
    return read ?? 0
  }
  const scale = metric.unit === 'percent' ? 100 : 1
  const condition = conditionOf(needed('condition'), {
    value: number('value', needed('value')),
    clears: text('clears') === '' ? undefined : number('clears', text('clears')),
    floor: text('floor') === '' ? undefined : number('floor', text('floor')) / scale,
    confidence:
      text('confidence') === '' || !hasTest(metric) ? undefined : number('confidence', text('confidence')) / 100,
    scale,
  })
  if (!condition && !unread.has('condition')) unread.set('condition', say.missing)
  const over = overChoices[needed('over')] ?? kept?.over
  if (!over && !unread.has('over')) unread.set('over', say.missing)
  const by = text('by')
  const { where, target, mention, escalateAfterHours } = kept ?? {}
  const spec = {
    name: text('name').slice(0, longestName) || metric.label[locale],
    metric: id,
    ...(by === '' ? {} : { by }),
    ...(where && { where }),
    ...(target !== undefined && { target }),
    atLeast: number('atLeast', needed('atLeast')),
    forDays: number('forDays', needed('forDays')),
    repeatEveryDays: text('repeat') === '' ? null : number('repeat', text('repeat')),
    schedule: needed('schedule'),
    channel: needed('channel'),
    severity: text('severity') === 'critical' ? ('critical' as const) : ('warning' as const),
    ...(mention && { mention }),
    ...(escalateAfterHours !== undefined && { escalateAfterHours }),
  }
  if (unread.size > 0 || !condition || !over) return { unread }
  const [, ...others] = kept?.conditions ?? []
  return { spec: { ...spec, over, conditions: [condition, ...others] } }
}

/** "1,200", "12.5 %", "−3": numbers as people write them; full-width ones are plain by now. */
function numberIn(text: string): number | undefined {
  const bare = text.replaceAll(/[,\s%¥$€]/g, '').replace('−', '-')
  return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : undefined
}

interface Numbers {
  readonly value: number
  readonly clears: number | undefined
  readonly floor: number | undefined
  readonly confidence: number | undefined
  /** A KPI in percent is typed in percent, and a fraction. */
  readonly scale: number
}

function conditionOf(choice: string, numbers: Numbers): Condition | undefined {
  const { value, clears, floor, confidence, scale } = numbers
  if (choice === 'below' || choice === 'above') {
    const line = value / scale
    const level = { kind: 'level', clears: clears === undefined ? line : clears / scale } as const
    return choice === 'below' ? { ...level, below: line } : { ...level, above: line }
  }
  const against = againstChoices[choice]
  if (against === undefined) return undefined
  const worseBy = value / 100
  return {
    kind: 'change',
    against,
    worseBy,
    clears: clears === undefined ? worseBy / 2 : clears / 100,
    ...(floor === undefined ? {} : { floor }),
    ...(confidence === undefined ? {} : { confidence }),
  }
}
