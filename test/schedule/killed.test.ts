import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'

const script = fileURLToPath(new URL('./replica-process.ts', import.meta.url))

let database: TestDatabase | undefined
const children: ChildProcess[] = []
const server = createServer()
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  server.closeAllConnections()
  server.close()
  await database?.drop()
})

async function startReplica(url: string, slack: string, now: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, url, slack, now], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  if (child.stdout) await once(child.stdout, 'data')
  return child
}

test('a replica killed while Slack accepts its message: another finds it posted, goes on, and posts the rest once', async () => {
  database = await createDatabase()
  const posts: { key: string; text: string }[] = []
  let hangAt: number | undefined = 2
  server.on('request', async (request, response) => {
    const body = JSON.parse(await text(request)) as { key: string; text: string }
    if (request.url === '/find') {
      const index = posts.findIndex(({ key }) => key === body.key)
      response.end(index < 0 ? '' : String(index + 1))
      return
    }
    posts.push(body)
    if (posts.length - 1 === hangAt) return // accepted, never answered
    response.end(String(posts.length))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const slack = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const earlier = await startReplica(database.url, slack, '2026-11-09T08:00:00Z')
  earlier.kill('SIGTERM')
  await once(earlier, 'exit')
  const doomed = await startReplica(database.url, slack, '2026-11-09T09:00:00Z')
  await expect.poll(() => posts.length, { timeout: 5_000 }).toBe(3)
  doomed.kill('SIGKILL')
  await once(doomed, 'exit')
  const { rows: locked } = await database.query('select from revops_worker.jobs where locked_by is not null')
  // The one that hangs, and perhaps one that another call had just begun.
  expect(locked.length).toBeGreaterThan(0)

  hangAt = undefined
  await startReplica(database.url, slack, '2026-11-09T09:01:00Z')
  await expect.poll(() => posts.length, { timeout: 15_000 }).toBe(6)
  expect(posts.map((each) => each.text)).toEqual(Array.from({ length: 6 }, (_, i) => `s${i} fired`))
  const states = () => database?.query('select distinct state from revops.deliveries').then(({ rows }) => rows)
  await expect.poll(states).toEqual([{ state: 'sent' }])
  // What the dead process held in the job queue was given free, not left for four hours.
  const jobs = () =>
    database?.query('select from revops_worker.jobs where locked_by is not null').then(({ rowCount }) => rowCount)
  await expect.poll(jobs, { timeout: 5_000 }).toBe(0)
}, 120_000)
