import pg from 'pg'
import { expect } from 'vitest'
import type { RelationName } from '../../src/ssot/contract.ts'
import type { Ask, Ssot } from './ssot.ts'

/**
 * The sample company's KPIs derived a second time, from the tables' bare rows and without the product's code: what the
 * engine says in SQL is said again here in loops. Instants are milliseconds, days ISO text, and Tokyo is nine hours ahead.
 */
export type RawRow = Readonly<Record<string, string | number | boolean | null>>

const hour = 3_600_000
export const dayMs = 24 * hour
/** The calendar day in Tokyo. */
export const dayOf = (at: number): string => new Date(at + 9 * hour).toISOString().slice(0, 10)
/** Midnight in Tokyo at which the day begins. */
export const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) - 9 * hour
export const addDays = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * dayMs).toISOString().slice(0, 10)
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)

export async function rawRows(ssot: Ssot, relation: RelationName): Promise<RawRow[]> {
  const { builtins } = pg.types
  const parsers = new Map<number, (value: string) => unknown>([
    [builtins.NUMERIC, Number],
    [builtins.INT8, Number],
    [builtins.DATE, String],
    [builtins.TIMESTAMPTZ, (value) => Date.parse(value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))],
  ])
  const types = {
    getTypeParser: (oid: number) =>
      parsers.get(oid) ?? (pg.types.getTypeParser(oid, 'text') as (value: string) => unknown),
  }
  const { rows } = await ssot.database.client.query({ text: `select * from ssot.${relation}`, types })
  return rows
}

/** A row that a figure rests on: how a breakdown reads it, and whose it is. */
export interface Counted {
  readonly dims: Readonly<Record<string, string | null>>
  readonly people: readonly (string | null)[]
}

/** A question with its ends worked out. */
export interface Asked {
  readonly from: number
  readonly to: number
  readonly fromDay: string
  readonly toDay: string
  readonly asOf: number
  /** The earlier of the period's end and `asOf`: where a state is looked at. */
  readonly end: number
}

export interface Expected {
  readonly value: number | null
  readonly numerator?: number | null
  readonly denominator?: number | null
  readonly n?: number
  readonly p90?: number | null
}

/** Keeps the rows of one group of the question. */
export type Pick = <R extends Counted>(rows: readonly R[]) => R[]

export function asked(ssot: Ssot, question: Ask): Asked {
  const { period, asOf } = ssot.window(question)
  const [from, to] = [startOf(period.from.toString()), startOf(period.to.toString())]
  const seen = asOf.epochMilliseconds
  return { from, to, fromDay: `${period.from}`, toDay: `${period.to}`, asOf: seen, end: Math.min(to, seen) }
}

/** The trees of people that questions are asked for. */
interface Whose {
  readonly rep: readonly string[]
  readonly manager: readonly string[]
  readonly csm: readonly string[]
}
const whose: Whose = {
  rep: ['usr-kenta-ishikawa'],
  manager: [
    'usr-siobhan-obrien',
    'usr-sofia-marquez',
    'usr-weilun-chen',
    'usr-emma-becker',
    'usr-rahul-iyer',
    'usr-grace-tan',
  ],
  csm: ['usr-megumi-yoshida'],
}

export const except = (dimension: string, ...values: (string | null)[]) => ({ dimension, values, except: true })
export const only = (dimension: string, ...values: (string | null)[]) => ({ dimension, values })

/** Closed and running periods, seen from now and from instants long past (one of them a midnight). */
export const moments: readonly Ask[] = [
  { period: '2026-Q3' },
  { period: '2026-Q4' },
  { period: '2026-10' },
  { period: '2025-11-21/2026-11-22' },
  { period: '2026-02', asOf: '2026-05-14T09:30' },
  { period: '2026-Q2', asOf: '2026-05-14T09:30' },
  { period: '2026-Q3', asOf: '2026-09-01T00:00' },
  { period: '2025-Q4', asOf: '2026-01-01T00:00' },
]

/** Every moment, and each way to break down, filter and narrow. */
export const questions: readonly Ask[] = [
  ...moments,
  ...['owner', 'team', 'segment', 'region'].flatMap((name): Ask[] => [
    { period: '2026-Q3', by: [name] },
    { period: '2026-Q3', asOf: '2026-09-01T00:00', by: [name] },
  ]),
  { period: '2026-Q2', by: ['team', 'segment'] },
  { period: '2026-Q2', where: [only('segment', 'smb')] },
  { period: '2026-Q2', where: [only('region', 'APAC', 'EMEA')], by: ['segment'] },
  { period: '2026-Q2', where: [except('region', 'JP')] },
  { period: '2026-Q2', scope: whose.rep },
  { period: '2026-Q2', asOf: '2026-06-20T18:00', scope: whose.manager, by: ['owner'] },
  { period: '2026-Q3', scope: whose.csm, by: ['segment'] },
  { period: '2026-Q3', scope: whose.manager, where: [except('segment', 'SMB')] },
]

/** Holds every reading of the questions against the second derivation, group by group; absent groups must be nothing. */
export async function agree(
  ssot: Ssot,
  metric: string,
  asks: readonly Ask[],
  derive: (pick: Pick, question: Asked, group: Readonly<Record<string, string | null>>) => Expected,
  dimensions: Readonly<Record<string, readonly (string | null)[]>>,
): Promise<void> {
  for (const ask of asks) {
    const question = asked(ssot, ask)
    const by = ask.by ?? []
    const readings = await ssot.ask(metric, ask)
    const groups = by.reduce<(string | null)[][]>(
      (found, name) => found.flatMap((group) => [...(dimensions[name] ?? []), null].map((value) => [...group, value])),
      [[]],
    )
    const seen = new Map(
      readings.map((reading) => [JSON.stringify(by.map((name) => reading.by[name] ?? null)), reading]),
    )
    expect(seen.size, `${text(ask)}: groups with the same name`).toBe(readings.length)
    for (const group of groups) {
      const pick: Pick = (rows) =>
        rows.filter(
          (row) => inScope(row, ask) && kept(row, ask) && by.every((name, i) => (row.dims[name] ?? null) === group[i]),
        )
      const expected = derive(pick, question, Object.fromEntries(by.map((name, i) => [name, group[i] ?? null])))
      const reading = seen.get(JSON.stringify(group))
      seen.delete(JSON.stringify(group))
      if (reading) same(expected, reading, `${text(ask)} ${group.join(' / ')}`)
      else expect(expected.value ?? 0, `${text(ask)}: no reading of ${group.join(' / ')}`).toBe(0)
    }
    expect([...seen.keys()], `${text(ask)}: readings of unknown groups`).toEqual([])
  }
}

const text = ({ period, asOf = 'now', by = [], where = [], scope }: Ask): string =>
  `${period} at ${asOf} by ${by} where ${JSON.stringify(where)} of ${JSON.stringify(scope ?? 'all')}`

function inScope({ people }: Counted, { scope }: Ask): boolean {
  if (scope === undefined) return true
  return Array.isArray(scope) && people.some((id) => id !== null && scope.includes(id))
}

const kept = ({ dims }: Counted, { where = [] }: Ask): boolean =>
  where.every(({ dimension, values, except: not }) => {
    const value = dims[dimension] ?? null
    const named = values.some((each) => each?.toLowerCase() === value?.toLowerCase())
    return not ? !named : named
  })

function same(expected: Expected, reading: Expected, of: string): void {
  for (const name of ['value', 'numerator', 'denominator', 'n', 'p90'] as const) {
    const wanted = expected[name]
    if (wanted === undefined) continue
    const found = reading[name] ?? null
    if (wanted === null || found === null) expect(found, `${of}: ${name}`).toBe(wanted)
    else
      expect(Math.abs(found - wanted), `${of}: ${name} is ${found}, not ${wanted}`).toBeLessThanOrEqual(
        1e-9 * Math.max(1, Math.abs(wanted)),
      )
  }
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0)
export const ratio = (numerator: number, denominator: number): Expected => ({
  value: denominator === 0 ? null : numerator / denominator,
  numerator,
  denominator,
})

/** What `percentile_cont` is defined as: linear between the two neighbours. */
export function quantile(values: readonly number[], p: number): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const at = p * (sorted.length - 1)
  const [low = 0, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  return low + (high - low) * (at - Math.floor(at))
}

export function groupBy<R>(rows: readonly R[], key: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}
