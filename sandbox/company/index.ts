import type { ClientBase, Pool } from 'pg'
import type { Temporal } from 'temporal-polyfill'
import type { RelationName } from '../../src/ssot/contract.ts'
import { generateLives } from './generate.ts'
import { changesWithin, type Life, type Lives, rowAsOf } from './life.ts'
import { type Person, people } from './people.ts'
import { createWorld } from './world.ts'
import { type Batch, insertRows, inTransaction, quote, renewFreshness, replaceRows } from './write.ts'

export interface CompanyOptions {
  /** The demo's now: 24 months lie before it, five weeks after. */
  readonly start: Temporal.Instant
  /** The company's time zone. */
  readonly zone?: string
  readonly seed?: number
}

export interface Company {
  readonly people: readonly Person[]
  /** Fills the empty tables of the contract with all that had happened by `at`, then analyzes them. */
  load(client: ClientBase | Pool, schema: string, at: Temporal.Instant): Promise<void>
  /** Applies what happens in (from, to]; doing it twice changes nothing. */
  advance(client: ClientBase | Pool, schema: string, from: Temporal.Instant, to: Temporal.Instant): Promise<void>
}

/** A company's past and next five weeks, the same for the same start, zone and seed. Touches no database by itself. */
export function generateCompany({ start, zone = 'Asia/Tokyo', seed = 3 }: CompanyOptions): Company {
  const world = createWorld(start.epochMilliseconds, zone, seed)
  const lives = generateLives(world)
  const { time } = world
  return {
    people,
    async load(client, schema, at) {
      await inTransaction(client, async (own) => {
        for (const batch of batches(lives, at.epochMilliseconds)) await insertRows(own, schema, batch)
        await renewFreshness(own, schema, { at: at.epochMilliseconds, time })
        for (const relation of Object.keys(lives)) await own.query(`analyze ${quote(schema)}.${quote(relation)}`)
      })
    },
    async advance(client, schema, from, to) {
      const [after, until] = [from.epochMilliseconds, to.epochMilliseconds]
      if (until <= after) return
      await inTransaction(client, async (own) => {
        for (const batch of batches(lives, until, after)) await replaceRows(own, schema, batch)
        await renewFreshness(own, schema, { at: until, time })
      })
    },
  }
}

/** The rows of each relation as of an instant: all, or those to which something happened since another. */
function* batches(lives: Lives, at: number, since?: number): Generator<Batch> {
  for (const [relation, all] of Object.entries(lives) as [RelationName, Life<RelationName>[]][]) {
    const touched = since === undefined ? all : all.filter((life) => changesWithin(life, since, at))
    const rows = touched.map((life) => rowAsOf(life, at)).filter((row) => row !== undefined)
    if (rows.length > 0) yield { relation, rows }
  }
}
