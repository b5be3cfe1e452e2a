import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSlackSandbox, type SlackSandbox } from '../../../sandbox/server/sandbox.ts'
import { people } from './fake-bot.ts'

interface Heard {
  readonly at: number
  readonly num: string | undefined
  readonly reason: string | undefined
  readonly id: string
}

/** A minute of Slack's takes this long here; in milliseconds. */
const minute = 200
let sandbox: SlackSandbox
let server: Server
let heard: Heard[]
/** What the bot answers to each try, in order, and then to all that follow. */
let answers: { status: number; headers?: Record<string, string> }[]

beforeEach(async () => {
  heard = []
  sandbox = await createSlackSandbox({
    signingSecret: 's',
    botToken: 'xoxb-sandbox',
    people,
    channels: [{ id: 'C1', name: 'sales' }],
    retrySpeed: 60_000 / minute,
  })
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const { event_id: id } = JSON.parse(Buffer.concat(chunks).toString()) as { event_id: string }
    const header = (name: string) => request.headers[name]?.toString()
    heard.push({ at: performance.now(), num: header('x-slack-retry-num'), reason: header('x-slack-retry-reason'), id })
    const answer = answers[Math.min(heard.length, answers.length) - 1]
    response.writeHead(answer?.status ?? 500, answer?.headers).end()
  }).listen(0)
  await once(server, 'listening')
  sandbox.setBot({ eventsUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events` })
})
afterEach(async () => {
  await sandbox.close()
  server.close()
  server.closeAllConnections()
})

const tell = () => sandbox.event('app_uninstalled')

test('an event that is never taken is said four times: at once, after a minute, after five more', async () => {
  answers = [{ status: 500 }]
  expect(await tell()).toMatchObject({ error: 'dispatch_failed' })
  await expect.poll(() => heard.length, { timeout: 10 * minute }).toBe(4)
  await sleep(2 * minute)
  expect(heard.map(({ num, reason }) => [num, reason])).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
    ['3', 'http_error'],
  ])
  expect(new Set(heard.map(({ id }) => id)).size).toBe(1)
  const waited = heard.slice(1).map(({ at }, i) => at - (heard[i]?.at ?? 0))
  expect(waited[0]).toBeLessThan(minute)
  expect(waited[1]).toBeGreaterThanOrEqual(minute - 10)
  expect(waited[2]).toBeGreaterThanOrEqual(5 * minute - 10)
})

test('one that is taken at the second try is not said again', async () => {
  answers = [{ status: 500 }, { status: 200 }]
  expect((await tell()).error).toBeUndefined()
  await sleep(2 * minute)
  expect(heard).toHaveLength(2)
})

test('nor one of which the bot wants no more', async () => {
  answers = [{ status: 500, headers: { 'x-slack-no-retry': '1' } }]
  expect(await tell()).toMatchObject({ error: 'dispatch_failed' })
  await sleep(2 * minute)
  expect(heard).toHaveLength(1)
})

test('a bot that is away is tried again, and told that it was', async () => {
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  answers = [{ status: 200 }]
  expect(await tell()).toMatchObject({ error: 'dispatch_failed' })
  server.listen(port)
  await once(server, 'listening')
  await expect.poll(() => heard, { timeout: 5 * minute }).toMatchObject([{ num: '2', reason: 'connection_failed' }])
})
