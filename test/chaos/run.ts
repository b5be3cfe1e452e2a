import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { startPostgres } from '../../sandbox/postgres.ts'
import { createSlackSandbox, type SlackSandbox } from '../../sandbox/server/sandbox.ts'
import { contractDdl } from '../../src/ssot/ddl.ts'
import { beginning, channelId, expectedOf } from './definitions.ts'
import { type ChaosOptions, type Disturbance, planOf } from './plan.ts'
import { botToken, createProduct, speed, type Where } from './product.ts'
import { supervise } from './supervisor.ts'
import { type Arrived, type Verdict, verdictOf } from './verdict.ts'

export interface Outcome extends Verdict {
  readonly kills: number
  readonly stops: number
  /** Replicas that ended without being told to. */
  readonly exits: number
  readonly restarts: number
  /** Faults that a request met; what is ordered last may find no request. */
  readonly faults: number
  /** Tries of a message beyond its first. */
  readonly retries: number
  readonly slowestStopMs: number
  readonly minutes: number
}

export interface RunOptions extends ChaosOptions {
  /** Of the replicas, which write to stderr. */
  readonly logLevel?: string
}

/** After the last disturbance, everything has arrived within this, or is lost. */
const patienceMs = 120_000

/** Carries out a plan against real processes, a PostgreSQL and a Slack of its own, and says what came of it. */
export async function runChaos({ logLevel = 'silent', ...options }: RunOptions): Promise<Outcome> {
  const started = performance.now()
  const plan = planOf(options)
  const expected = expectedOf(plan.rounds)
  // A crash loses what was not written: commits are waited for, here.
  const postgres = await startPostgres(['synchronous_commit=on', 'max_connections=200'])
  const slack = await createSlackSandbox({
    signingSecret: 'unused',
    botToken,
    people: [],
    channels: Array.from({ length: options.channels }, (_, i) => ({ id: channelId(i), name: `channel-${i}` })),
    rateSpeed: speed,
  })
  const counter = countFaults(slack)
  const where: Where = { databaseUrl: postgres.url(), apiUrl: slack.apiUrl }
  try {
    await prepare(where, options)
    const orders = { where, options, since: Date.now(), logLevel }
    const replicas = Array.from({ length: options.replicas }, () => supervise(orders))
    const disturb = (disturbance: Disturbance): void => {
      if (disturbance.what === 'fault') slack.faults.add(disturbance.method, disturbance.kind, 1)
      else if (disturbance.what === 'postgres') postgres.restart(disturbance.how, disturbance.downMs)
      else {
        const signal = disturbance.what === 'kill' ? 'SIGKILL' : 'SIGTERM'
        replicas[disturbance.replica]?.disturb(signal, disturbance.downMs)
      }
    }
    for (const disturbance of plan.disturbances) {
      await sleep(orders.since + disturbance.at - Date.now())
      disturb(disturbance)
    }
    await sleep(orders.since + plan.durationMs - Date.now())
    // Faults that no request has met yet, because replicas were down, are left to be met.
    const recorded = await allSent(where.databaseUrl, expected.size)
    await Promise.all(replicas.map((each) => each.end()))
    const sum = (of: 'kills' | 'stops' | 'exits') => replicas.reduce((all, { counts }) => all + counts[of], 0)
    return {
      ...verdictOf(expected, arrivedIn(slack), recorded),
      kills: sum('kills'),
      stops: sum('stops'),
      exits: sum('exits'),
      restarts: plan.disturbances.filter(({ what }) => what === 'postgres').length,
      faults: counter.faults(),
      retries: recorded.reduce((all, { attempts }) => all + attempts - 1, 0),
      slowestStopMs: Math.round(Math.max(0, ...replicas.flatMap(({ stopMs }) => stopMs))),
      minutes: Math.round((performance.now() - started) / 600) / 100,
    }
  } finally {
    await Promise.all([slack.close(), postgres.stop()])
  }
}

/** Makes the contract's tables and the bot's own, and every definition known before it falls due. */
async function prepare(where: Where, options: ChaosOptions): Promise<void> {
  const client = new pg.Client(where.databaseUrl)
  await client.connect()
  await client.query(contractDdl('ssot'))
  await client.end()
  const first = createProduct(where, options, { now: () => beginning }, 'silent')
  await first.scheduler.start()
  await first.close()
}

const row = z.object({
  key: z.string(),
  channel: z.string(),
  position: z.coerce.number(),
  state: z.string(),
  attempts: z.number(),
})

/** The queue of record, once it says that so many messages were sent, or time is up. */
async function allSent(url: string, posts: number): Promise<z.output<typeof row>[]> {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 2_000, query_timeout: 5_000 })
  pool.on('error', () => undefined)
  const text = 'select key, channel, position, state, attempts from revops.deliveries order by position'
  const recorded = async () => z.array(row).parse((await pool.query(text)).rows)
  const until = performance.now() + patienceMs
  try {
    for (;;) {
      const rows = await recorded().catch(() => undefined)
      const open = rows?.some(({ state }) => state === 'queued' || state === 'sending') ?? true
      if (rows && rows.length >= posts && !open) return rows
      if (performance.now() > until) return rows ?? (await recorded())
      await sleep(250)
    }
  } finally {
    await pool.end()
  }
}

const marked = z.object({ event_payload: z.object({ key: z.string() }) })

const arrivedIn = (slack: SlackSandbox): Arrived[] =>
  slack.messages().map(({ channel, metadata }) => ({ channel, key: marked.parse(metadata).event_payload.key }))

/** The sandbox forgets all but its latest requests. */
function countFaults({ workspace }: SlackSandbox) {
  let faults = 0
  workspace.subscribe((change) => {
    if (change.type === 'log' && change.entry.fault !== undefined) faults += 1
  })
  return { faults: () => faults }
}
