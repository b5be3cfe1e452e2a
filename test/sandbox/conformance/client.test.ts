import { SlackAPIClient } from 'slack-web-api-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { methods } from '../../../sandbox/server/api/serve.ts'
import { app, ours } from './ours.ts'
import { type Compare, readPromises } from './promised.ts'
import { play, type Step, script } from './script.ts'
import type { Body, Stage } from './stage.ts'

/** What emulate has not. */
const more: readonly Step[] = [
  { name: 'a test', method: 'api.test' },
  { name: 'a connection', method: 'apps.connections.open', token: 'xapp-sandbox' },
  {
    name: 'a code for a token',
    method: 'oauth.v2.access',
    token: '',
    args: async ({ code }) => ({ code: await code?.(), client_id: app.clientId, client_secret: app.clientSecret }),
  },
  {
    name: 'a preview',
    method: 'chat.unfurl',
    args: ({ ids, linked }) => ({
      channel: ids.sales,
      ts: linked?.ts,
      unfurls: { [linked?.url ?? '']: { blocks: [{ type: 'divider' }] } },
    }),
  },
  { name: 'revoking for a try', method: 'auth.revoke', args: () => ({ test: true }) },
  {
    name: 'a status',
    method: 'assistant.threads.setStatus',
    args: ({ ids }, said) => ({ channel_id: ids.sales, thread_ts: said('a post').ts, status: 'is counting…' }),
  },
  { name: 'validating', method: 'blocks.validate', args: () => ({ blocks: [{ type: 'divider' }] }) },
]

/** Places where the client's types, which are made from recorded answers, do not have what Slack documents. */
const unrecorded: Readonly<Record<string, readonly string[]>> = {
  'auth.revoke': ['.revoked'],
  'chat.postMessage': ['.warning', '.response_metadata.warnings'],
  'chat.update': ['.message.ts'],
  'views.open': ['.view.state.values'],
  'views.publish': ['.view.state.values'],
  'views.push': ['.view.state.values'],
  'views.update': ['.view.state.values'],
}

const isUnrecorded = (method: string, fault: string): boolean =>
  (unrecorded[method] ?? []).some((place) => fault === `${place} is unknown`)

let stage: Stage
let answers: ReadonlyMap<string, Body>
let compare: Compare

/** Calls as the client does, which keeps the answer's headers in it. */
async function ask({ apiUrl, token: own }: Stage, method: string, args: object = {}, token = own): Promise<Body> {
  const client = new SlackAPIClient(token, { baseUrl: apiUrl, throwSlackAPIError: false, logLevel: 'ERROR' })
  const { headers: _, ...body } = await client.call(method, { ...args })
  return body
}

beforeAll(async () => {
  compare = readPromises()
  stage = await ours()
  answers = await play(stage, [...script, ...more], (place, ...rest) => ask({ ...stage, ...place }, ...rest))
}, 60_000)
afterAll(() => stage.close())

const steps = [...script, ...more].map((step) => [`${step.method}, ${step.name}`, step] as const)

test.each(steps)('%s is answered as the client’s types promise', (_, { name, method }) => {
  const answer = answers.get(name)
  if (answer?.ok !== true) return expect(answer).toMatchObject({ ok: false, error: expect.any(String) })
  // Of this one it has no types.
  if (method === 'blocks.validate') return expect(answer).toEqual({ ok: true })
  const faults = compare(method, answer).filter((fault) => !isUnrecorded(method, fault))
  expect(faults).toEqual([])
})

test('every method that the sandbox claims was called and answered', () => {
  const good = [...script, ...more].filter(({ name }) => answers.get(name)?.ok === true)
  expect([...new Set(good.map(({ method }) => method))].sort()).toEqual(Object.keys(methods).sort())
})
