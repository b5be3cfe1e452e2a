import { Temporal } from 'temporal-polyfill'
import { instants, isFuture } from '../calendar/periods.ts'
import type { BaseMetric, FormulaMetric, FormulaQuestion, PartValue, Reason } from '../define/metric.ts'
import type { Reading } from '../define/reading.ts'
import type { Words } from '../define/words.ts'
import type { SsotSnapshot } from '../ssot/source.ts'
import type { FigureTable } from './figures.ts'
import { type FormulaInputs, keepInputs } from './formula-inputs.ts'
import type { Figures, Group } from './groups.ts'
import { keptWords, restsOnHistory } from './kept-words.ts'
import { missingNeed, otherCurrency } from './needs.ts'
import { partWindow } from './other-window.ts'
import type { Targets } from './target-scope.ts'
import { type EngineSettings, type TimeWindow, windowFor } from './window.ts'

/** A metric that has a value of its own, which a table has not. */
type Valued = BaseMetric | FormulaMetric

export interface Evaluation {
  readonly metric: Valued
  readonly window: TimeWindow
  readonly table: FigureTable
  readonly targets: Targets
  readonly snapshot: SsotSnapshot
  readonly settings: EngineSettings
  readonly id: string
  readonly by: readonly string[]
  /** Names of people are told only to who may see them one by one. */
  readonly mayName: boolean
  /** The KPI's own target is wanted beside its value. */
  readonly withTarget: boolean
}

/** The readings of one metric in one window: one per group, in the groups' own order or the largest first. */
export function evaluate(evaluation: Evaluation): Reading[] {
  const { metric, snapshot, by, table } = evaluation
  const needs = missingNeed(metric, snapshot)
  const frame = frameOf(evaluation)
  if (needs) {
    const other = otherCurrency(needs, snapshot)
    const currency = other === undefined ? {} : { otherCurrency: other }
    return [{ ...frame, by: {}, keys: [], ...nothing, reason: 'not_connected', needs, ...currency }]
  }
  const ranked = table.groups
    .filter((group) => belongs(evaluation, group))
    .map((group) => ({ group, reading: readingOf(evaluation, group, frame, by) }))
  return ranked.sort((a, b) => compareGroups(a, b)).map(({ reading }) => reading)
}

/** Of a KPI that the asker may not see. */
export const withheldReading = (evaluation: Evaluation): Reading => ({
  ...frameOf(evaluation),
  by: {},
  keys: [],
  ...nothing,
  reason: 'not_allowed',
})

/**
 * A group that had rows in another window still shows in this one (0 bookings this quarter is news), except of a state:
 * a stage nobody is in has nothing to say.
 */
function belongs({ metric, window, table, settings, by }: Evaluation, group: Group): boolean {
  if (by.length === 0 || metric.kind === 'formula' || metric.fact.time !== 'state') return true
  return table.has(metric, windowFor(metric.fact, window, settings.zone), group)
}

const nothing = { value: null, numerator: null, denominator: null, n: 0, leftOut: [], beside: [], notes: [] }

type Ranked = { readonly group: Group; readonly reading: Reading }

function compareGroups(a: Ranked, b: Ranked): number {
  for (const [i, order] of a.group.order.entries()) {
    const other = b.group.order[i] ?? null
    if (order !== null && other !== null && order !== other) return order < other ? -1 : 1
    if ((order === null) !== (other === null)) return order === null ? 1 : -1
  }
  const byValue = (b.reading.value ?? Number.NEGATIVE_INFINITY) - (a.reading.value ?? Number.NEGATIVE_INFINITY)
  return byValue || a.group.id.localeCompare(b.group.id)
}

function readingOf(evaluation: Evaluation, group: Group, frame: Frame, by: readonly string[]): Reading {
  const { metric, window } = evaluation
  const found = resultOf(evaluation, metric, window, group)
  const { figures, notes } = found
  const target = targetOf(evaluation, group)
  const reading: Reading = {
    ...frame,
    by: Object.fromEntries(by.map((name, i) => [name, group.names[i] ?? null])),
    keys: group.keys,
    value: figures.value,
    numerator: figures.numerator,
    denominator: figures.denominator,
    n: figures.n,
    ...(figures.p90 === undefined ? {} : { p90: figures.p90 }),
    reason: found.reason,
    leftOut: figures.leftOut,
    beside: found.beside,
    notes: [...notes, ...target.notes, ...partialNotes(evaluation), ...historyNotes(evaluation)],
    ...target.told,
  }
  return keepInputs(reading, found.inputs)
}

/** The target told beside a value; of one that is set twice only that it is. */
function targetOf({ metric, window, targets, withTarget }: Evaluation, group: Group) {
  const target = withTarget ? targets.for(metric, window, group) : undefined
  if (!target) return { told: {}, notes: [] }
  const { value, note } = target
  return value === null
    ? { told: {}, notes: note ? [note] : [] }
    : { told: { target: { ...target, value } }, notes: [] }
}

interface Result {
  readonly figures: Figures
  readonly reason: Reason | null
  readonly beside: Reading['beside']
  readonly notes: readonly Words[]
  /** Of a formula. */
  readonly inputs?: FormulaInputs
}

function resultOf(evaluation: Evaluation, metric: Valued, window: TimeWindow, group: Group): Result {
  if (metric.kind === 'formula') return formulaResult(evaluation, metric, window, group)
  const { table, settings } = evaluation
  const raw = table.get(metric, windowFor(metric.fact, window, settings.zone), group)
  const blocked = metric.kind === 'ratio' ? metric.nullWhen?.(raw) : undefined
  const figures = blocked ? { ...raw, value: null } : raw
  const beside = (metric.beside ?? []).map(({ words, unit }, i) => ({ words, unit, value: figures.beside[i] ?? null }))
  const notes = metric.named && !evaluation.mayName ? [] : figures.notes
  return { figures, reason: figures.value === null ? (blocked ?? 'no_data') : null, beside, notes }
}

function formulaResult(evaluation: Evaluation, metric: FormulaMetric, window: TimeWindow, group: Group): Result {
  const { settings, targets } = evaluation
  const parts = Object.entries(metric.parts).map(([name, part]) => {
    if (part.metric.kind === 'table') throw new Error('a table is no part of a formula')
    const seen = partWindow(part, window, settings)
    const { figures, reason, beside, notes } = resultOf(evaluation, part.metric, seen, group)
    const value: PartValue = { ...figures, reason }
    return { name, value, leftOut: figures.leftOut, beside: part.beside ? beside : [], notes }
  })
  const target = metric.target ? targets.for(metric.target, window, group) : undefined
  const values = Object.fromEntries(parts.map(({ name, value }) => [name, value]))
  const question = { target: target?.value ?? null, ...aboutWindow(window, settings) }
  const result = metric.compute(values, question)
  const firstReason = parts.find(({ value }) => value.reason !== null)?.value.reason
  const notes = [
    ...parts.flatMap((part) => part.notes),
    ...(result.notes ?? []),
    ...(target?.note ? [target.note] : []),
  ]
  const figures: Figures = {
    value: result.value,
    numerator: result.numerator ?? null,
    denominator: result.denominator ?? null,
    n: parts[0]?.value.n ?? 0,
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
    beside: [],
    notes,
  }
  const reason = result.value === null ? (result.reason ?? firstReason ?? 'no_data') : null
  const beside = [...(result.beside ?? []), ...parts.flatMap((part) => part.beside)]
  return { figures, reason, beside, notes, inputs: { parts: values, question } }
}

type AboutWindow = Omit<FormulaQuestion, 'target'>

/** Every formula and every group of an answer asks for the same few windows. */
const known = new WeakMap<TimeWindow, { readonly settings: EngineSettings; readonly about: AboutWindow }>()

function aboutWindow(window: TimeWindow, settings: EngineSettings): AboutWindow {
  const found = known.get(window)
  if (found?.settings === settings) return found.about
  const about = lookAt(window, settings)
  known.set(window, { settings, about })
  return about
}

/** What a formula may know of the period that it is asked for. */
function lookAt({ period, asOf }: TimeWindow, { zone, metrics }: EngineSettings): AboutWindow {
  const { to } = instants(period, zone)
  const closed = Temporal.Instant.compare(asOf, to) >= 0
  // While it runs, the day that is not over yet counts: a stock "at its end" is as of that day (METRICS rule 2).
  const today = asOf.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(zone).toPlainDate()
  const until = closed ? period.to : today.add({ days: 1 })
  const whole = closed ? period.to : asOf.toZonedDateTimeISO(zone).toPlainDate()
  const aMonth = Temporal.PlainDate.compare(period.from.add({ months: 1 }), whole) <= 0
  return { settings: metrics, days: Math.max(0, period.from.until(until).days), closed, aMonth }
}

/** Parts of a definition that are off because the SSOT lacks what they need. */
function partialNotes({ metric, snapshot }: Evaluation): Words[] {
  return (metric.partial ?? []).filter(({ need }) => !need.some(snapshot.mapped.has)).map(({ words }) => words)
}

/** Time in stage and the like, where only the bot's own snapshots tell of them. */
function historyNotes({ metric, snapshot: { kept } }: Evaluation): Words[] {
  return kept?.used && restsOnHistory(metric) ? [keptWords(kept.day)] : []
}

/** What the readings of all groups have in common. */
type Frame = Pick<Reading, 'metric' | 'from' | 'to' | 'asOf' | 'closed' | 'ahead' | 'mature'>

function frameOf({ metric, window, settings, id }: Evaluation): Frame {
  const seen = metric.kind === 'formula' ? window : windowFor(metric.fact, window, settings.zone)
  const { period } = seen
  const { to } = instants(period, settings.zone)
  const days = metric.kind === 'formula' ? 0 : (metric.cohortDays ?? 0)
  const isRipe = () => {
    const ripe = instants({ ...period, to: period.to.add({ days }) }, settings.zone).to
    return Temporal.Instant.compare(window.asOf, ripe) >= 0
  }
  return {
    metric: id,
    ...written(seen),
    closed: Temporal.Instant.compare(window.asOf, to) >= 0,
    ...(isFuture(period, window.asOf, settings.zone) ? { ahead: true } : {}),
    mature: days === 0 || isRipe(),
  }
}

type Written = Pick<Reading, 'from' | 'to' | 'asOf'>
const texts = new WeakMap<TimeWindow, Written>()

function written(window: TimeWindow): Written {
  const { period, asOf } = window
  const text = texts.get(window) ?? { from: period.from.toString(), to: period.to.toString(), asOf: asOf.toString() }
  texts.set(window, text)
  return text
}
