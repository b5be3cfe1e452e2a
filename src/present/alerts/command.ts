import type { Context } from '../../define/context.ts'
import { notUnderstood } from '../not-understood.ts'
import { type BacktestArgs, parseBacktest } from './backtest/parse.ts'

/** What `alerts` is asked for: what is firing, a form for a new rule, or how a rule would have done. */
export type AlertsArgs = { readonly kind: 'list' | 'new' } | ({ readonly kind: 'backtest' } & BacktestArgs)

/** `/revops alerts new`: in Slack these words open a form instead of being answered. */
export const newWords = ['new', 'create', 'add', '新規', '作成', '追加']
const backtestWords = ['backtest', 'backtests', 'バックテスト']

export function parseAlerts(words: readonly string[], context: Context): AlertsArgs {
  const [first, ...rest] = words
  if (first === undefined) return { kind: 'list' }
  const word = first.normalize('NFKC').toLowerCase()
  if (newWords.includes(word)) return { kind: 'new' }
  if (backtestWords.includes(word)) {
    return { kind: 'backtest', ...parseBacktest(rest, context) }
  }
  throw notUnderstood(words, context, { command: 'alerts', example: 'backtest churn-risk', known })
}

const known = [
  ...newWords.map((word) => [word, 'new'] as const),
  ...backtestWords.map((word) => [word, 'backtest'] as const),
]
