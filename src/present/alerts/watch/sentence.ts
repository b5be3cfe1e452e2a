import { escapeMrkdwn } from '../../../blocks/build.ts'
import type { Context } from '../../../define/context.ts'
import type { Metric } from '../../../define/metric.ts'
import type { Against, Condition, Over, Watch } from '../../../define/rule.ts'
import type { Locale } from '../../../define/words.ts'
import type { Judgement, Verdict } from '../../../insight/condition.ts'
import { arrow, formatPercentChange, formatValue, type NumberStyle } from '../../format.ts'
import { reasonCell } from '../../reasons.ts'
import { styleOf } from '../../style.ts'
import { bilingual } from '../../words.ts'
import type { Measured } from './measure.ts'
import { ripening } from './spans.ts'

/** What happened, in one sentence with its numbers, what they are compared with, and how many rows they rest on. */
export function sentenceOf(
  locale: Locale,
  context: Context,
  watch: Watch,
  measured: Measured,
  { verdicts }: Judgement,
): string {
  const { metric, over, conditions } = watch
  const say = words[locale]
  const style = { ...styleOf(context), locale }
  const { now, label } = measured
  const value = now.met ? reasonCell({ reason: 'target_met' }, locale) : formatValue(now.value, metric.unit, style)
  const rows = rowsText(locale, measured)
  const compared = conditions.flatMap((condition, i) => {
    const verdict = verdicts[i]
    return verdict ? comparedText(locale, metric, style, condition, verdict) : []
  })
  const subject = label === '' ? metric.label[locale] : say.of(metric.label[locale], escapeMrkdwn(label))
  return say.sentence(subject, overText(locale, over, ripening(metric)), value, rows, compared)
}

/** Over more days there is more of it. */
const adds = (metric: Metric): boolean => metric.kind === 'sum' && metric.fact.time === 'event'

/** "27 of 220", "n = 412": what it rests on; nothing for what only counts itself. */
function rowsText(locale: Locale, { now }: Measured): string {
  const count = (value: number) => formatValue(value, 'count', { locale, currency: 'JPY' })
  return now.n > 0 && now.n !== now.value ? words[locale].rows(count(now.n)) : ''
}

function comparedText(
  locale: Locale,
  metric: Metric,
  style: NumberStyle,
  condition: Condition,
  { other, change }: Verdict,
): string[] {
  const say = words[locale]
  const { unit } = metric
  if (condition.kind === 'level') {
    const line = 'below' in condition ? condition.below : condition.above
    return [say.line(formatValue(line, unit, style, 'short'))]
  }
  if (other === null || change === null) return []
  const moved = `${arrow(change)} ${formatPercentChange(change, style)}`
  return [say.against(againstText(locale, condition.against, adds(metric)), formatValue(other, unit, style), moved)]
}

function overText(locale: Locale, over: Over, ripe: number): string {
  const say = words[locale]
  if (typeof over === 'object') return ripe > 0 ? say.ripeDays(over.days, ripe) : say.days(over.days)
  return say.over[over]
}

function againstText(locale: Locale, against: Against, scaled: boolean): string {
  const say = words[locale]
  if (typeof against === 'string') return say.to[against]
  if ('daysAgo' in against) return say.daysAgo(against.daysAgo)
  return scaled ? say.paceBefore(against.daysBefore) : say.daysBefore(against.daysBefore)
}

const days = (n: number): string => (n === 1 ? 'day' : `${n} days`)

const words = bilingual({
  en: {
    of: (metric: string, name: string) => `${metric} of *${name}*`,
    rows: (n: string) => ` (n = ${n})`,
    sentence: (subject: string, over: string, value: string, rows: string, compared: readonly string[]) =>
      `${subject}${over === '' ? '' : `, ${over},`} is *${value}*${rows}${compared.length > 0 ? `; ${compared.join('; ')}` : ''}.`,
    line: (line: string) => `the line is ${line}`,
    against: (what: string, value: string, change: string) => `${what} ${value} (${change})`,
    days: (n: number) => `over the last ${days(n)}`,
    ripeDays: (n: number, ripe: number) => `over ${days(n)}, each given ${ripe} days`,
    over: {
      'last week': 'last week',
      'last month': 'last month',
      'month to date': 'this month up to yesterday',
      'quarter to date': 'this quarter up to yesterday',
      now: '',
    } as Record<Exclude<Over, object>, string>,
    to: {
      'preceding period': 'in the period before it was',
      'same period last year': 'a year before it was',
      target: 'the target is',
      'target pace': 'on pace with the target it would be',
    } as Record<Exclude<Against, object>, string>,
    daysAgo: (n: number) => `${days(n)} ago it was`,
    daysBefore: (n: number) => `in the ${n} days before it was`,
    paceBefore: (n: number) => `at the pace of the ${n} days before it would be`,
  },
  ja: {
    of: (metric, name) => `*${name}* の${metric}`,
    // A blank ends the bold before it.
    rows: (n) => ` （n = ${n}）`,
    sentence: (subject, over, value, rows, compared) =>
      `${subject}は${over === '' ? '' : `${over}で`} *${value}*${rows || ' です'}${compared.length > 0 ? `。${compared.join('、')}` : ''}。`,
    line: (line) => `基準は${line}です`,
    against: (what, value, change) => `${what}${value}（${change}）`,
    days: (n) => `直近${n}日間`,
    ripeDays: (n, ripe) => `${n}日間（各${ripe}日の猶予）`,
    over: {
      'last week': '先週',
      'last month': '先月',
      'month to date': '今月（昨日まで）',
      'quarter to date': '今四半期（昨日まで）',
      now: '',
    },
    to: {
      'preceding period': 'その前の期間は',
      'same period last year': '前年同期は',
      target: '目標は',
      'target pace': '目標ペースは',
    },
    daysAgo: (n) => `${n}日前は`,
    daysBefore: (n) => `それ以前の${n}日間は`,
    paceBefore: (n) => `それ以前の${n}日間のペースなら`,
  },
})
