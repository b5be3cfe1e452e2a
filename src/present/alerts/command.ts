import type { Context } from '../../define/context.ts'
import { notUnderstood } from '../not-understood.ts'
import { type BacktestArgs, parseBacktest } from './backtest/parse.ts'

/** What `alerts` is asked for: what is firing, or how a rule would have done. */
export type AlertsArgs = { readonly kind: 'list' } | ({ readonly kind: 'backtest' } & BacktestArgs)

const backtestWords = ['backtest', 'backtests', 'バックテスト']

export function parseAlerts(words: readonly string[], context: Context): AlertsArgs {
  const [first, ...rest] = words
  if (first === undefined) return { kind: 'list' }
  if (backtestWords.includes(first.normalize('NFKC').toLowerCase())) {
    return { kind: 'backtest', ...parseBacktest(rest, context) }
  }
  throw notUnderstood(words, context, { command: 'alerts', example: 'backtest churn-risk', known })
}

const known = backtestWords.map((word) => [word, 'backtest'] as const)
