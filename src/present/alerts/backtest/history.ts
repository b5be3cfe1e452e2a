import type { Temporal } from 'temporal-polyfill'
import { fullDate } from '../../../calendar/format.ts'
import type { Alert } from '../../../define/alert.ts'
import type { Context } from '../../../define/context.ts'
import { UserError } from '../../../errors.ts'
import { bilingual } from '../../words.ts'

/** Instants of which it is known how deals stood then. */
export interface Known {
  readonly instants: readonly Temporal.Instant[]
  /** The day before which that is not known, where some were left out. */
  readonly since: Temporal.PlainDate | undefined
}

/**
 * Leaves out what the past cannot be told of. A rule over deals needs their history, or the bot's own snapshots; without
 * either it is refused, for a backtest of deals as they are today would flatter or blame the rule.
 */
export function knownInstants(
  { sources, locale }: Context,
  { relations = [] }: Pick<Alert, 'relations'>,
  instants: readonly Temporal.Instant[],
): Known {
  if (!relations.includes('opportunity_history')) return { instants, since: undefined }
  const say = words[locale]
  const past = instants.map((at) => sources.past(at))
  if (past.includes('without history')) throw new UserError(say.none)
  const known = instants.filter((_, i) => past[i] !== 'before snapshots')
  const { snapshots } = sources
  if (known.length === instants.length || !snapshots) return { instants, since: undefined }
  if (known.length === 0) throw new UserError(say.tooYoung(fullDate(snapshots.since, locale)))
  return { instants: known, since: snapshots.since }
}

/** Whether all of an alert's relations are there. */
export function requireConnected({ sources, locale }: Context, { relations = [] }: Pick<Alert, 'relations'>): void {
  // What stands in for the history is no relation of its own.
  const missing = relations.filter((relation) => relation !== 'opportunity_history' && !sources.has(relation))
  if (missing.length > 0) throw new UserError(words[locale].notConnected(missing.map((name) => `\`ssot.${name}\``)))
}

const words = bilingual({
  en: {
    none: 'This rule is about deals, and nothing tells how they stood in the past: there is no `ssot.opportunity_history`, and the bot keeps no snapshots of its own yet. Connect either, and backtest once it has grown.',
    tooYoung: (day: string) =>
      `How deals stood is known since ${day}, when the bot’s own snapshots began, and the rule has not looked since. Try again in a few days.`,
    notConnected: (names: readonly string[]) => `This rule rests on what is not connected: ${names.join(', ')}.`,
  },
  ja: {
    none: 'このルールは商談を対象としていますが、過去の状態が分かりません（`ssot.opportunity_history` がなく、ボット自身の記録もまだありません）。どちらかを用意し、データがたまってからお試しください。',
    tooYoung: (day) =>
      `商談の過去の状態が分かるのは${day}（ボットによる記録の開始）以降で、その後ルールはまだ評価されていません。数日後にお試しください。`,
    notConnected: (names) => `このルールに必要なデータが未接続です：${names.join('、')}`,
  },
})
