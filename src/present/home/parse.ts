import type { Period } from '../../calendar/period.ts'
import type { Context } from '../../define/context.ts'
import { takePeriod } from '../grammar.ts'
import { notUnderstood } from '../not-understood.ts'

export interface HomeArgs {
  /** Of the scorecard; each KPI's own by default. */
  readonly period: Period | undefined
}

/** `[period]` */
export function parseHome(words: readonly string[], context: Context): HomeArgs {
  const { period, rest } = takePeriod(words, context)
  if (rest.length > 0) throw notUnderstood(rest, context, { command: 'home', example: example[context.locale] })
  return { period }
}

const example = { en: 'this quarter', ja: '今四半期' }
