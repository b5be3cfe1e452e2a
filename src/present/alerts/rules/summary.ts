import type { RuleSpec } from '../../../define/alert-rule.ts'
import type { Metric } from '../../../define/metric.ts'
import type { Condition } from '../../../define/rule.ts'
import type { Locale } from '../../../define/words.ts'
import { dimensionLabels } from '../../dimensions.ts'
import { formatValue } from '../../format.ts'
import { bilingual } from '../../words.ts'
import { againstWords, overWords } from './choices.ts'

/** When a rule fires and when it is over, in one sentence, from its conditions. */
export function ruleSummary(spec: RuleSpec, metric: Metric, locale: Locale): string {
  const say = words[locale]
  const { by, over, conditions, atLeast, forDays } = spec
  const what = metric.label[locale]
  const subject = by === undefined ? what : say.each(what, dimensionLabels[by]?.[locale] ?? by)
  const holds = conditions.map((condition) => conditionText(condition, metric, locale))
  return say.fires(subject, overWords(over, locale), holds.join(say.and), atLeast, forDays)
}

function conditionText(condition: Condition, { unit, better }: Metric, locale: Locale): string {
  const say = words[locale]
  // The yen of a line are the company's own currency; the sentence is told without its sign.
  const value = (x: number): string => formatValue(x, unit === 'money' ? 'count' : unit, { locale, currency: 'JPY' })
  if (condition.kind === 'level') {
    return 'below' in condition
      ? say.below(value(condition.below), value(condition.clears))
      : say.above(value(condition.above), value(condition.clears))
  }
  const { against, worseBy, clears, floor, confidence } = condition
  const percent = (share: number): string => `${+(share * 100).toFixed(1)}%`
  return [
    say.worse(percent(worseBy), better, againstWords(against, locale), percent(clears)),
    floor === undefined ? '' : say.floor(unit === 'percent' ? percent(floor) : value(floor)),
    confidence === undefined ? '' : say.confidence(percent(confidence)),
  ].join('')
}

/** "An owner", "a segment", "a CSM". */
function oneOf(label: string): string {
  const noun = label === label.toUpperCase() ? label : label.toLowerCase()
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
}

const words = bilingual({
  en: {
    each: (what: string, by: string) => `${what} of ${oneOf(by)}`,
    and: ', and ',
    fires: (what: string, over: string, holds: string, n: number, days: number) =>
      `Fires when ${what} (${over}) is ${holds}, on at least ${n} ${n === 1 ? 'row' : 'rows'}${days > 0 ? `, for ${days} ${days === 1 ? 'day' : 'days'}` : ''}.`,
    below: (line: string, clears: string) => `below ${line} (over at ${clears})`,
    above: (line: string, clears: string) => `above ${line} (over at ${clears})`,
    worse: (by: string, better: 'up' | 'down', than: string, clears: string) =>
      `at least ${by} ${better === 'up' ? 'below' : 'above'} ${than} (over under ${clears})`,
    floor: (floor: string) => ` and by at least ${floor}`,
    confidence: (share: string) => ` with ${share} confidence`,
  },
  ja: {
    each: (what, by) => `${by}別の${what}`,
    and: '、かつ',
    fires: (what, over, holds, n, days) =>
      `${what}（${over}）が${holds}で、${n}件以上あるとき${days > 0 ? `（${days}日継続時）` : ''}に通知します。`,
    below: (line, clears) => `${line}未満（${clears}で解消）`,
    above: (line, clears) => `${line}超（${clears}で解消）`,
    worse: (by, better, than, clears) =>
      `${than}より${by}以上${better === 'up' ? '低い' : '高い'}状態（${clears}未満で解消）`,
    floor: (floor) => `、差が${floor}以上`,
    confidence: (share) => `、確度${share}`,
  },
})
