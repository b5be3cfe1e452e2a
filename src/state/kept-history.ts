import type pg from 'pg'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { countColumn, instantColumn, isUnmigrated, rowsOf } from './rows.ts'

interface Stand {
  readonly first: Temporal.Instant
  readonly latest: Temporal.Instant
  readonly mark: string
  readonly versions: number
}

/** The bot's snapshots as the SSOT's reader wants them. While this database is down, what is known of them serves on. */
export function createKeptHistory(pool: pg.Pool) {
  let known: Stand | undefined
  let loaded: { readonly mark: string; readonly columns: readonly string[] } | undefined

  return {
    /** How far they reach; undefined where none was taken. */
    async stand(): Promise<Stand | undefined> {
      const [found] = await rowsOf(pool, standRow, standText).catch((error: unknown) =>
        isUnmigrated(error) ? [] : [known],
      )
      known = found
      return known
    },
    /** All versions, by column, each as an array literal: it goes into a statement as it comes, however long. */
    async versions(): Promise<readonly string[] | undefined> {
      if (!known || loaded?.mark === known.mark) return loaded?.columns
      const { mark } = known
      const [row] = await rowsOf(pool, z.record(z.string(), z.string().nullable()), versionsText).catch(() => [])
      if (row) loaded = { mark, columns: columns.map((name) => row[name] ?? '{}') }
      return loaded?.columns
    },
  }
}

const standRow = z.object({ first: instantColumn, latest: instantColumn, mark: z.string(), versions: countColumn })
const standText = `
  select at as latest, mark, versions, (select min(at) from revops.snapshots) as first
  from revops.snapshots order by at desc limit 1`

/** In the order of the contract's opportunity_history. */
const columns = [
  'opportunity_id',
  'valid_from',
  'valid_to',
  'stage_id',
  'amount',
  'close_date',
  'forecast_category',
  'owner_id',
]

// Instants and days as ISO 8601, whatever this server's DateStyle: the other one reads that under any.
const iso = (name: string): string => `array_agg(to_json(${name}) #>> '{}' order by opportunity_id, valid_from)::text`
const versionsText = `
  select ${columns
    .map((name) =>
      /^valid_|_date$/.test(name)
        ? `${iso(name)} as ${name}`
        : `array_agg(${name} order by opportunity_id, valid_from)::text as ${name}`,
    )
    .join(', ')}
  from revops.opportunity_versions`
