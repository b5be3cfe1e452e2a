/** The load, in a process of its own: signed commands in, answers at the response_url out. */
import { createHmac } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { Pool } from 'undici'
import { startWebApi } from './web-api.ts'

/** For `seconds`, each of `connections` asks again as soon as its answer has arrived. */
export interface LoadOrder {
  readonly port: number
  readonly connections: number
  readonly seconds: number
  /** Slack ids of who asks, in turn. */
  readonly users: readonly string[]
  /** What every answer has to contain. */
  readonly expect: string
}

export interface LoadResult {
  readonly perSecond: number
  /** Milliseconds from sending the command to its answer's arrival. */
  readonly latencies: readonly number[]
}

const { SLACK_SIGNING_SECRET: secret = '', BENCH_PEOPLE: people = '{}' } = process.env
const api = await startWebApi(new Map(Object.entries(JSON.parse(people) as Record<string, string>)))
const waiting = new Map<string, (text: string) => void>()
api.onAnswer = (path, text) => {
  waiting.get(path)?.(text)
  waiting.delete(path)
}
let serial = 0

async function ask(pool: Pool, user: string, expected: string): Promise<number> {
  const path = `/answers/${++serial}`
  const body = new URLSearchParams({
    command: '/revops',
    text: 'pipeline',
    user_id: user,
    user_name: user.toLowerCase(),
    team_id: 'T0BENCH',
    team_domain: 'bench',
    channel_id: 'C0BENCH',
    channel_name: 'revenue',
    api_app_id: 'A0BENCH',
    is_enterprise_install: 'false',
    trigger_id: `1.2.${serial}`,
    response_url: `${api.url}${path}`,
  }).toString()
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
  const answered = new Promise<string>((resolve) => waiting.set(path, resolve))
  const started = performance.now()
  const acknowledged = await pool.request({
    path: '/slack/events',
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
    },
    body,
  })
  await acknowledged.body.dump()
  if (acknowledged.statusCode !== 200) throw new Error(`a command got ${acknowledged.statusCode}`)
  const text = await answered
  const elapsed = performance.now() - started
  if (!text.includes(expected)) throw new Error(`not the answer: ${text.slice(0, 300)}`)
  return elapsed
}

async function run({ port, connections, seconds, users, expect }: LoadOrder): Promise<LoadResult> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections })
  const latencies: number[] = []
  const started = performance.now()
  const until = started + seconds * 1_000
  const worker = async (place: number): Promise<void> => {
    for (let turn = place; performance.now() < until || turn === place; turn += 1) {
      latencies.push(await ask(pool, users[turn % users.length] ?? '', expect))
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, place) => worker(place)))
  const elapsed = (performance.now() - started) / 1_000
  await pool.close()
  return { perSecond: latencies.length / elapsed, latencies }
}

process.on('message', (order: LoadOrder) => {
  run(order).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.send?.({ url: api.url })
