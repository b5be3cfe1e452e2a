import { performance } from 'node:perf_hooks'
import pg from 'pg'
import type { Context } from '../../src/define/context.ts'
import type { Metric } from '../../src/define/metric.ts'
import type { Readings } from '../../src/query/engine.ts'
import { median } from '../statistics.ts'
import type { Asker } from './asker.ts'
import { byHand } from './by-hand/catalog.ts'
import { askedOf, type ByHand, type Figure } from './by-hand/hand-written.ts'
import type { Watched, Worked } from './cpu.ts'
import { difference, figuresOf } from './figures.ts'
import { questionOf, type Stretch, stretchOf, windowFor } from './questions.ts'

/** Medians of one KPI's rounds, milliseconds. */
export interface Race {
  readonly id: string
  readonly stretch: Stretch
  readonly handMs: number
  /** The whole question: what is known of the SSOT is looked up anew, then the figure. */
  readonly askedMs: number
  /** Of that, the figure. */
  readonly readMs: number
  readonly rounds: number
  /** Without waiting: of the same figures alone. */
  readonly worked?: Worked
  /** The two did not say the same; or one of them said nothing. */
  readonly fault?: string
}

/** Past the sixth time a prepared statement may be given a plan for all values: only then has it been seen at its worst. */
const warmUp = 8
const most = 15
const least = 5
/** A KPI of seconds is not asked as often as one of milliseconds. */
const budgetMs = { warmUp: 4_000, rounds: 12_000 }

/** As many connections as the bot reads the SSOT with. */
export const openPool = (url: string): pg.Pool =>
  new pg.Pool({ connectionString: url, max: 8, options: '-c TimeZone=UTC' })

/** One KPI asked of the engine and by hand, in turns. */
export async function race(asker: Asker, pool: pg.Pool, watched: Watched, id: string, metric: Metric): Promise<Race> {
  const hand = byHand[id]
  const stretch = stretchOf(metric)
  if (!hand) return { id, stretch, handMs: NaN, askedMs: NaN, readMs: NaN, rounds: 0, fault: 'not written by hand' }
  const times = { hand: [] as number[], asked: [] as number[], read: [] as number[] }
  let fault: string | undefined
  let worked: Worked | undefined
  try {
    const began = performance.now()
    const first = await turn(asker, pool, metric, hand, 0)
    fault = difference(figuresOf(metric, first.readings), first.written.figures)
    for (let round = 1; round < warmUp && performance.now() - began < budgetMs.warmUp; round += 1) {
      await turn(asker, pool, metric, hand, round)
    }
    const started = performance.now()
    for (let round = 0; round < most; round += 1) {
      if (round >= least && performance.now() - started > budgetMs.rounds) break
      const each = await turn(asker, pool, metric, hand, round)
      times.hand.push(each.written.ms)
      times.asked.push(each.askedMs)
      times.read.push(each.readMs)
    }
    worked = await workedFor(asker, watched, metric, hand)
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error)
  }
  const middle = (values: readonly number[]): number => (values.length > 0 ? median(values) : NaN)
  return {
    id,
    stretch,
    handMs: middle(times.hand),
    askedMs: middle(times.asked),
    readMs: middle(times.read),
    rounds: times.read.length,
    ...(worked === undefined ? {} : { worked }),
    ...(fault === undefined ? {} : { fault }),
  }
}

async function workedFor(asker: Asker, watched: Watched, metric: Metric, hand: ByHand): Promise<Worked | undefined> {
  const context = await asker.context()
  const ours = context.statements(questionOf(metric, context)).map(({ query }) => query)
  return watched.worked(ours, hand(askedOf(windowFor(metric, context), context)).statements)
}

interface Written {
  readonly ms: number
  readonly figures: readonly Figure[]
}

interface Turn {
  readonly written: Written
  readonly readings: Readings
  readonly askedMs: number
  readonly readMs: number
}

/** Who goes first alternates: whoever is second finds the pages read. */
async function turn(asker: Asker, pool: pg.Pool, metric: Metric, hand: ByHand, round: number): Promise<Turn> {
  const seen = await asker.context()
  const handFirst = round % 2 === 0
  const before = handFirst ? await write(pool, metric, hand, seen) : undefined
  const started = performance.now()
  const context = await asker.context()
  const known = performance.now()
  const readings = await context.read(questionOf(metric, context))
  const read = performance.now()
  const written = before ?? (await write(pool, metric, hand, seen))
  return { written, readings, askedMs: read - started, readMs: read - known }
}

async function write(pool: pg.Pool, metric: Metric, hand: ByHand, context: Context): Promise<Written> {
  const { statements, figures } = hand(askedOf(windowFor(metric, context), context))
  const started = performance.now()
  const results = await Promise.all(
    statements.map(({ text, values }) => pool.query<Record<string, unknown>>({ text, values })),
  )
  return { ms: performance.now() - started, figures: figures(results.map(({ rows }) => rows)) }
}
