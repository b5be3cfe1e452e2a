import type { Context } from '../../../define/context.ts'
import { UserError } from '../../../errors.ts'
import { notUnderstood } from '../../not-understood.ts'
import { bilingual } from '../../words.ts'
import { takeRule } from './find.ts'
import type { NamedRule } from './run.ts'

/** Days that are looked back over when nothing is said, and at most. */
export const usualDays = 180
const mostDays = 730

export interface BacktestArgs {
  readonly rule: NamedRule
  readonly days: number
}

/** `backtest <rule> [180 days]`: what follows "backtest". */
export function parseBacktest(words: readonly string[], context: Context): BacktestArgs {
  const { rule, rest } = takeRule(words, context)
  const text = rest.join('').normalize('NFKC').toLowerCase()
  if (text === '') return { rule, days: usualDays }
  const [, days] = /^(?:last|over|直近|過去)?(\d+)(?:days?|d|日間?)?$/.exec(text) ?? []
  if (days === undefined) throw notUnderstood(rest, context, grammarOf(rule, context))
  return { rule, days: checkedDays(Number(days), context) }
}

/** Throws a UserError for a number of days that nobody can look back over. */
export function checkedDays(days: number, { locale }: Pick<Context, 'locale'>): number {
  if (Number.isInteger(days) && days >= 1 && days <= mostDays) return days
  throw new UserError(phrases[locale].days(mostDays))
}

const grammarOf = ({ id }: NamedRule, { locale }: Context) => {
  const example = phrases[locale].example(usualDays)
  return {
    command: `alerts backtest ${id.replaceAll('_', '-')}`,
    example,
    known: [[example, example] as const],
  }
}

const phrases = bilingual({
  en: {
    days: (most: number) => `A backtest looks back over 1 to ${most} days, such as \`180 days\`.`,
    example: (days: number) => `${days} days`,
  },
  ja: {
    days: (most) => `バックテストの期間は1〜${most}日で指定してください（例：\`180日\`）。`,
    example: (days) => `${days}日`,
  },
})
