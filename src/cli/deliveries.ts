import type pg from 'pg'
import type { Temporal } from 'temporal-polyfill'
import { type Config, ConfigError } from '../config.ts'
import { UserError } from '../errors.ts'
import { callDrain } from '../schedule/call-drain.ts'
import { type DeliveryState, deliveryStates, type LedgerLine, latestDeliveries, requeue } from '../state/ledger.ts'
import { openStatePool } from '../state/pool.ts'
import { isUnmigrated } from '../state/rows.ts'
import { inTransaction } from '../state/transaction.ts'
import { columnsAsText } from './text.ts'

export interface DeliveriesOptions {
  readonly state?: string | undefined
  readonly limit?: string | undefined
  readonly unseen?: boolean | undefined
}

const usualLimit = 20
const mostLines = 1_000

/** `revops deliveries`: the ledger of messages, or one of them put back into the queue. */
export async function deliveries(
  config: Config,
  [what, key]: readonly string[],
  options: DeliveriesOptions,
): Promise<number> {
  if (what !== undefined && what !== 'retry') throw new UserError(`deliveries retry <key>, not “${what}”.`)
  if (what === 'retry' && key === undefined) throw new UserError('Which one? Add its key, from `revops deliveries`.')
  const asked = { state: stateOf(options.state), limit: limitOf(options.limit) }
  if (config.databaseUrl === undefined) throw new ConfigError('DATABASE_URL is not set: the bot’s own tables')
  const pool = openStatePool({ url: config.databaseUrl, onIdleError: () => undefined })
  try {
    if (key !== undefined) return await retry(pool, key, options.unseen ?? false)
    const lines = await latestDeliveries(pool, asked.state, asked.limit)
    console.log(lines.length === 0 ? 'There are none.' : table(lines, config))
    return 0
  } catch (error) {
    if (isUnmigrated(error)) throw new UserError('Nothing was ever sent from here: the bot has not been started yet.')
    throw error
  } finally {
    await pool.end()
  }
}

async function retry(pool: pg.Pool, key: string, unseen: boolean): Promise<number> {
  const channel = await inTransaction(pool, async (db) => {
    const found = await requeue(db, key, unseen)
    if (found !== undefined) await callDrain(db, found)
    return found
  })
  if (channel === undefined) throw new UserError(`No failed or unknown message has the key “${key}”.`)
  console.log(`${key} waits in ${channel} again.`)
  return 0
}

function table(lines: readonly LedgerLine[], { zone, business }: Config): string {
  const named = new Map(Object.entries(business.channels).map(([name, id]) => [id, name]))
  const header = ['when', 'from', 'channel', 'state', 'tries', 'error', 'ts', 'key']
  const rows = lines.map(({ at, kind, source, channel, state, attempts, error, ts, key }) => [
    minuteOf(at, zone),
    `${kind} ${source}`,
    named.get(channel) ?? channel,
    state,
    String(attempts),
    error ?? '',
    ts ?? '',
    key,
  ])
  return columnsAsText([header, ...rows])
}

const minuteOf = (at: Temporal.Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')

function stateOf(given: string | undefined): DeliveryState | undefined {
  const found = deliveryStates.find((state) => state === given)
  if (given !== undefined && !found)
    throw new UserError(`--state is one of ${deliveryStates.join(', ')}, not “${given}”.`)
  return found
}

function limitOf(given: string | undefined): number {
  const limit = given === undefined ? usualLimit : Number(given)
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostLines) return limit
  throw new UserError(`--limit is a whole number from 1 to ${mostLines}, not “${given}”.`)
}
