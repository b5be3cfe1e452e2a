import { Temporal } from 'temporal-polyfill'
import { context as contextBlock, escapeMrkdwn, section } from '../blocks/build.ts'
import type { Block } from '../blocks/types.ts'
import { formatDay, formatInstant, fullDate } from '../calendar/format.ts'
import type { Context } from '../define/context.ts'
import type { Reading } from '../define/reading.ts'
import type { Locale, Words } from '../define/words.ts'
import { keptWords } from '../query/kept-words.ts'
import type { Scope } from '../query/scope.ts'
import type { RelationName } from '../ssot/contract.ts'
import type { Person } from '../ssot/people.ts'
import { bilingual } from './words.ts'

export { relationsOf } from '../query/touched.ts'

/** Whose records an answer covers, as a person says it; one's own by name, too, as an answer may be shared. */
export function scopeText({ people, locale }: Context, scope: Scope): string {
  const words = say[locale]
  if (scope.kind !== 'people') return words.company
  if (scope.ids.length === 1) {
    const person = people.find(({ id }) => id === scope.ids[0])
    return person ? escapeMrkdwn(person.name) : words.one
  }
  const members = people.filter(({ id }) => scope.ids.includes(id))
  return words.team(teamName(members, locale), members.filter(({ active }) => active).length)
}

/** A team as everybody in a channel knows it: by the name that its members share, else by who leads it. */
function teamName(members: readonly Person[], locale: Locale): string {
  const [name, ...others] = new Set(members.filter(({ active }) => active).map(({ team }) => team))
  if (name && others.length === 0) return escapeMrkdwn(name)
  const [lead, other] = members.filter(({ managerId }) => !members.some(({ id }) => id === managerId))
  return lead && !other ? say[locale].ledBy(escapeMrkdwn(lead.name)) : say[locale].someTeam
}

/** "Data is stale" comes before everything else. */
export function staleWarning(context: Context, relations: readonly RelationName[]): Block[] {
  if (!context.sources.isStale(relations)) return []
  const at = context.sources.syncedAt(relations)
  const since = at ? formatInstant(at, context.company.calendar.zone, context.locale) : '?'
  return [section(`:warning: ${say[context.locale].stale(since)}`)]
}

export interface Provenance {
  readonly relations: readonly RelationName[]
  readonly readings: readonly Reading[]
  readonly n?: number
  readonly extra?: readonly string[]
}

/**
 * The small print every answer carries: as of when, on how many rows, how fresh, what was left out. Where the rows it rests
 * on make figures wrong, one line before it says so.
 */
export function provenance(context: Context, { relations, readings, n, extra = [] }: Provenance): Block {
  const { locale, company } = context
  const words = say[locale]
  const zone = company.calendar.zone
  const synced = context.sources.syncedAt(relations)
  const leftOut = mergeCounts(readings, locale)
  const notes = [...new Set(readings.flatMap((reading) => reading.notes.map((note) => noteText(note, locale))))]
  const findings = context.sources.findings.filter(({ relation }) => relations.includes(relation))
  const [gravest, ...others] = findings.filter(({ severity }) => severity === 'error')
  const warning = gravest && words.wrong(escapeMrkdwn(gravest.words[locale]), others.length)
  const ends = endsShown(context, readings)
  const parts = [
    ...asOfText(context, readings, ends),
    ...(n === undefined ? [] : [`n = ${n.toLocaleString('en')}`]),
    synced ? words.synced(formatInstant(synced, zone, locale)) : words.unknownFreshness,
    ...leftOut.map(({ text, count }) => words.leftOut(text, count)),
    ...[context.now, ...ends].flatMap((at) => pastText(context, at)),
    ...findings.flatMap(({ told, words: found }) => (told ? [`:warning: ${found[locale]}`] : [])),
    ...notes,
    ...extra,
  ]
  return contextBlock([[...(warning ? [warning] : []), [...new Set(parts)].join(' · ')].join('\n')])
}

/** A note, which may name people, as mrkdwn. */
export const noteText = (note: Words, locale: Locale): string => escapeMrkdwn(note[locale])

/** The ends of closed periods that readings were taken at, other than now: states of then (METRICS rule 2). */
function endsShown({ now }: Context, readings: readonly Reading[]): Temporal.Instant[] {
  const ends = new Set(readings.filter(({ closed }) => closed).map(({ asOf }) => asOf))
  return [...ends]
    .map((asOf) => Temporal.Instant.from(asOf))
    .filter((asOf) => Temporal.Instant.compare(asOf, now) < 0)
    .sort(Temporal.Instant.compare)
}

/** As of when: now, the end of a closed period, or both. */
function asOfText(context: Context, readings: readonly Reading[], ends: readonly Temporal.Instant[]): string[] {
  const { locale, company, endOfDay, today, now } = context
  const { zone } = company.calendar
  const words = say[locale]
  const days = ends.map((end) =>
    formatDay(end.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(zone).toPlainDate(), locale),
  )
  const [only] = days
  if (only !== undefined && days.length === 1 && readings.every(({ asOf }) => ends[0]?.toString() === asOf)) {
    return [words.endOf(only)]
  }
  const whole = endOfDay ? words.endOf(formatDay(today, locale)) : words.asOf(formatInstant(now, zone, locale))
  return days.length === 0 ? [whole] : [whole, words.stocksOf(days.join(words.comma))]
}

/** What tells of an instant that is past. */
function pastText({ sources: { past, snapshots }, locale }: Context, at: Temporal.Instant): string[] {
  const words = say[locale].past
  const told = past(at)
  if (told === null) return []
  if (!snapshots || told === 'from history' || told === 'without history') {
    return [told === 'from history' ? words.history : words.without]
  }
  return told === 'from snapshots'
    ? [words.history, keptWords(snapshots.since)[locale]]
    : [words.before(fullDate(snapshots.since, locale))]
}

/** That deals' past is from the bot's own snapshots, where it is: for answers that show time in stage or movements. */
export const snapshotNote = ({ sources: { snapshots }, locale }: Context): string[] =>
  snapshots?.used ? [keptWords(snapshots.since)[locale]] : []

function mergeCounts(readings: readonly Reading[], locale: Locale): { text: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { leftOut } of readings) {
    // Several KPIs over the same rows leave out the same rows: the most, not the sum.
    for (const { words, n } of leftOut) counts.set(words[locale], Math.max(n, counts.get(words[locale]) ?? 0))
  }
  return [...counts].map(([text, count]) => ({ text, count }))
}

const say = bilingual({
  en: {
    company: 'Whole company',
    one: 'One person',
    team: (name: string, n: number) => `${name} (${n} people)`,
    ledBy: (name: string) => `${name}’s team`,
    someTeam: 'Team',
    stale: (since: string) => `*Data is stale:* last synced ${since}. The figures below are as of then.`,
    wrong: (what: string, others: number) =>
      `:warning: *Data error:* ${what}${others > 0 ? `; and ${others} more: \`/revops status\`` : ''}`,
    asOf: (at: string) => `As of ${at}`,
    endOf: (day: string) => `As of the end of ${day}`,
    stocksOf: (days: string) => `stocks of closed periods as of the end of ${days}`,
    comma: ', ',
    synced: (at: string) => `data synced ${at}`,
    unknownFreshness: 'data freshness unknown',
    leftOut: (what: string, n: number) => `left out: ${n} ${what}`,
    past: {
      history: 'stages, amounts, owners and close dates of deals as they were then, everything else as known today',
      without: 'no `ssot.opportunity_history`: deals as known today, and open where they closed later',
      before: (day: string) =>
        `before the bot’s own snapshots of deals began on ${day}: deals as known today, and open where they closed later`,
    },
  },
  ja: {
    company: '全社',
    one: '1名',
    team: (name, n) => `${name}（${n}名）`,
    ledBy: (name) => `${name}さんのチーム`,
    someTeam: 'チーム',
    stale: (since) => `*データが古くなっています。* 最終同期：${since}。以下はその時点の数値です。`,
    wrong: (what, others) =>
      `:warning: *データエラー：* ${what}${others > 0 ? `（ほか${others}件は \`/revops status\` で確認）` : ''}`,
    asOf: (at) => `${at}時点`,
    endOf: (day) => `${day}終了時点`,
    stocksOf: (days) => `終了した期間のストック指標は${days}終了時点`,
    comma: '、',
    synced: (at) => `データ同期 ${at}`,
    unknownFreshness: 'データの鮮度は不明',
    leftOut: (what, n) => `除外：${what} ${n}件`,
    past: {
      history: '商談のステージ・金額・担当者・予定日は当時のもの、それ以外は現時点の情報',
      without: '`ssot.opportunity_history` がないため、商談は現時点の情報（その後クローズしたものは進行中扱い）',
      before: (day) =>
        `このボットによる商談の記録の開始（${day}）より前のため、商談は現時点の情報（その後クローズしたものは進行中扱い）`,
    },
  },
})
