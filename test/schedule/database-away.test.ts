import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { type OwnPostgres, startPostgres } from '../../sandbox/postgres.ts'
import { contractDdl } from '../../src/ssot/ddl.ts'
import { createFakeSlack } from './fake-slack.ts'
import { alert, bad, createReplica, observation, type Replica, stopped } from './rig.ts'

let postgres: OwnPostgres | undefined
let running: Replica | undefined
afterEach(async () => {
  await running?.stop()
  await postgres?.stop()
})

/** Five channels with four messages each. */
const names = ['a', 'b', 'c', 'd', 'e']
const channels = Object.fromEntries(names.map((name) => [name, `C${name.toUpperCase()}`]))
const channelIds = Object.values(channels)
const four = () => Array.from({ length: 4 }, (_, i) => observation(`s${i}`, { ...bad, weight: 4 - i }))
const definitions = { alerts: Object.fromEntries(names.map((channel) => [channel, alert(four, { channel })])) }

test('PostgreSQL goes away while five channels are being drained: their jobs cannot be written down as ended, and all goes on when it is back', async () => {
  postgres = await startPostgres(['synchronous_commit=on'])
  const url = postgres.url()
  const client = new pg.Client(url)
  await client.connect()
  await client.query(contractDdl('ssot'))
  await client.end()
  const earlier = createReplica({
    url,
    definitions,
    channels,
    clock: stopped('2026-11-09T08:00:00Z'),
    sender: createFakeSlack(),
  })
  await earlier.start()
  await earlier.stop()

  const slack = createFakeSlack()
  let held = 0
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  running = createReplica({
    url,
    definitions,
    channels,
    clock: stopped('2026-11-09T09:00:00Z'),
    // Longer than these sends are held.
    timing: { sendLeaseMs: 5_000 },
    sender: {
      find: slack.find,
      async send(delivery) {
        held += 1
        await opened
        // One after the other: it is the second that finds the worker shutting down.
        if (slack.posts.length < 5) await sleep(70 * channelIds.indexOf(delivery.channel))
        return slack.send(delivery)
      },
    },
  })
  await running.start()
  await expect.poll(() => held, { timeout: 10_000 }).toBe(5)
  postgres.restart('crash', 1_500)
  await sleep(300)
  // All five are posted, and neither that nor the end of their jobs can be written down.
  open()
  await expect.poll(() => slack.posts.length, { timeout: 20_000 }).toBe(20)
  await running.scheduler.settle()
  for (const id of Object.values(channels))
    expect(slack.texts(id)).toEqual(['s0', 's1', 's2', 's3'].map((s) => `${s} fired`))
  expect(running.log.lines.map(({ sentence }) => sentence)).toContain(
    'the queue’s worker stopped by itself, and is replaced',
  )
}, 60_000)
