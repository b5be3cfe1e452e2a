import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSlackSandbox, type SlackSandbox } from '../../sandbox/server/sandbox.ts'
import { section } from '../../src/blocks/build.ts'
import { bodyText, sendBody } from '../../src/slack/respond.ts'

/** What the next command is answered with. */
let body = ''
const logged: string[] = []
const note = (_: object, sentence: string) => void logged.push(sentence)
let server: Server
let sandbox: SlackSandbox

beforeAll(async () => {
  sandbox = await createSlackSandbox({
    signingSecret: 'secret',
    botToken: 'xoxb-sandbox',
    people: [{ email: 'a@example.com', name: 'A', role: 'rep' }],
    channels: [{ name: 'general' }],
  })
  server = createServer(async (request, response) => {
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString('utf8'))
    response.end()
    await sendBody(form.get('response_url') ?? '', body, { info: note, warn: note, error: note })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  sandbox.setBot({ eventsUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })
})
afterAll(async () => {
  server?.close()
  await sandbox?.close()
})

async function answered(given: string) {
  body = given
  logged.length = 0
  const response = await fetch(`${sandbox.url}/sandbox/command`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'a@example.com', channel: 'general', text: 'kpi win rate' }),
  })
  const { messages } = (await response.json()) as { messages: { text: string; blocks: unknown[] }[] }
  return messages.map(({ text, blocks }) => ({ text, blocks: blocks.length }))
}

it('an answer goes with its blocks', async () => {
  expect(await answered(bodyText({ text: 'Win rate 38%', blocks: [section('38%')] }))).toEqual([
    { text: 'Win rate 38%', blocks: 1 },
  ])
  expect(logged).toEqual([])
})

it.each([
  ['blocks that Slack does not take', [section('x'.repeat(3_001))]],
  ['more than one message holds', Array.from({ length: 12 }, () => section('x'.repeat(1_000)))],
])('with %s its text goes alone, and the log says so', async (_, blocks) => {
  expect(await answered(bodyText({ text: 'Win rate 38%', blocks }))).toEqual([{ text: 'Win rate 38%', blocks: 0 }])
  expect(logged).toEqual(['Slack refused the blocks of an answer; its text was sent alone'])
})
