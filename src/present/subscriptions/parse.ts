import type { Schedule } from '../../calendar/schedule.ts'
import type { Context } from '../../define/context.ts'
import type { Report } from '../../define/report.ts'
import type { Locale } from '../../define/words.ts'
import { UserError } from '../../errors.ts'
import { checkKpi } from '../kpi/check.ts'
import { type KpiArgs, parseKpi } from '../kpi/parse.ts'
import { takeMetrics } from '../metric-names.ts'
import { retyped } from '../typed.ts'
import { bilingual } from '../words.ts'
import { beginsWithMetric, leadingReport, unknownReport } from './reports.ts'
import { takePlace } from './take-place.ts'
import { readWhen, takeWhen } from './take-when.ts'

/** What somebody wants to follow; an account is looked for when the command runs. */
export type Wanted =
  | { readonly kind: 'report'; readonly id: string; readonly report: Report }
  | { readonly kind: 'kpi'; readonly question: string }
  | { readonly kind: 'account'; readonly name: string }

export interface SubscribeArgs {
  readonly wanted: Wanted
  /** Undefined: the usual time of what is wanted. */
  readonly when: Schedule | undefined
  /** Null: direct messages; undefined: not said, which is the same. */
  readonly channel: string | null | undefined
  /** Undefined: as is usual for what is wanted. */
  readonly onlyChanges: boolean | undefined
  /** Undefined: whoever subscribes, or the company for its own channels. */
  readonly zone?: string
  /** The same. */
  readonly locale?: Locale
}

/** `<report> | kpi <kpi> [by …] [where …] | account <name>`, then `[when] [where] [when changed | always]`. */
export function parseSubscribe(words: readonly string[], context: Context): SubscribeArgs {
  const place = takePlace(words, context)
  const { onlyChanges, rest } = takeChanges(place.rest)
  const shared = { channel: place.channel, onlyChanges }
  const named = leadingReport(rest, context)
  if (named) {
    const { id, report } = named
    return { ...shared, wanted: { kind: 'report', id, report }, when: readWhen(named.rest, context) }
  }
  const kind = kindOf(rest, context)
  if (!kind) throw unknownReport(rest, context, 'subscribe')
  const { when, rest: what } = takeWhen(kind.rest, context)
  return { ...shared, wanted: followable(kind.kind, what, context), when }
}

/** What is not wanted any more: the same without a time. */
export function parseUnsubscribe(words: readonly string[], context: Context) {
  const { channel, rest } = takePlace(words, context)
  if (rest.length === 1 && /^(all|everything|すべて|全て|全部)$/i.test(rest[0] ?? ''))
    return { channel, wanted: 'all' as const }
  const named = leadingReport(rest, context)
  if (named && named.rest.length === 0) {
    return { channel, wanted: { kind: 'report', id: named.id, report: named.report } as const }
  }
  const kind = kindOf(rest, context)
  if (!kind) throw unknownReport(rest, context, 'unsubscribe')
  return { channel, wanted: wantedOf(kind.kind, kind.rest, context) }
}

function kindOf(words: readonly string[], context: Context) {
  const [first = '', ...rest] = words
  if (/^(kpi|metric|指標)$/i.test(first)) return { kind: 'kpi' as const, rest }
  if (/^(accounts?|アカウント|顧客)$/i.test(first)) return { kind: 'account' as const, rest }
  return beginsWithMetric(words, context) ? { kind: 'kpi' as const, rest: words } : undefined
}

/** What the words after `kpi` or `account` ask for. Throws a UserError, as these commands do. */
function wantedOf(kind: 'kpi' | 'account', words: readonly string[], context: Context): Wanted {
  if (words.length === 0) throw new UserError(say[context.locale][kind])
  if (kind === 'account') return { kind, name: words.join(' ') }
  return { kind, question: questionOf(parseKpi(words, context), words, context) }
}

/** The same for what is to come by itself: a question that could not be answered would never come. */
export function followable(kind: 'kpi' | 'account', words: readonly string[], context: Context): Wanted {
  if (kind === 'account' || words.length === 0) return wantedOf(kind, words, context)
  const args = parseKpi(words, context)
  const question = questionOf(args, words, context)
  checkKpi(context, args)
  return { kind, question }
}

/** A KPI's question by the ids of its KPIs, so that two names of one KPI are one subscription; refused as `kpi` would refuse it. */
function questionOf({ metrics }: KpiArgs, words: readonly string[], context: Context): string {
  if (metrics.length === 0) throw new UserError(say[context.locale].kpi)
  const { rest } = takeMetrics(words, context)
  return [metrics.map((metric) => context.catalog.idOf(metric)).join(','), retyped(rest)].filter(Boolean).join(' ')
}

/** The longest first. */
const changed = [
  'only when it changes',
  'only when changed',
  'when it changes',
  'when changed',
  'if it changes',
  'if changed',
  '変化時のみ',
  '変化時',
]
const always = ['every time', 'always', '毎回']

function takeChanges(words: readonly string[]): { onlyChanges: boolean | undefined; rest: readonly string[] } {
  const forChanges = withoutPhrase(words, changed)
  if (forChanges) return { onlyChanges: true, rest: forChanges }
  const forAlways = withoutPhrase(words, always)
  return forAlways ? { onlyChanges: false, rest: forAlways } : { onlyChanges: undefined, rest: words }
}

/** The words without the first of these phrases that is among them; undefined when none is. */
function withoutPhrase(words: readonly string[], phrases: readonly string[]): readonly string[] | undefined {
  for (const phrase of phrases) {
    const parts = phrase.split(' ')
    const start = words.findIndex((_, i) => parts.every((part, k) => words[i + k]?.toLowerCase() === part))
    if (start >= 0) return [...words.slice(0, start), ...words.slice(start + parts.length)]
  }
  return undefined
}

const say = bilingual({
  en: {
    kpi: 'Which KPI? For example `/revops subscribe kpi bookings by segment mondays at 8`.',
    account: 'Which account? For example `/revops subscribe account harbor foods`.',
  },
  ja: {
    kpi: 'どのKPIですか？ 例：`/revops subscribe kpi 受注金額 セグメント別 毎週月曜 8:00`',
    account: 'どのアカウントですか？ 例：`/revops subscribe account 東和フーズ`',
  },
})
