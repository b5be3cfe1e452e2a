import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { turnAway } from '../../../src/slack/installing/turned-away.ts'

const heard: { readonly text: string }[] = []
const server = createServer((request, response) => void hear(request).then(() => response.end('ok')))
let origin = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(() => {
  heard.length = 0
})
afterAll(() => {
  server.close()
})
async function hear(request: IncomingMessage): Promise<void> {
  let text = ''
  for await (const chunk of request) text += chunk
  heard.push(JSON.parse(text))
}

/** What was acknowledged. */
async function turned(body: Record<string, unknown>, apiUrl = `${origin}/api/`): Promise<unknown[]> {
  const acknowledged: unknown[] = []
  await turnAway({ body, ack: async (answer?: unknown) => void acknowledged.push(answer) }, 'not installed', apiUrl)
  return acknowledged
}
const both = /RevOps is not set up for this workspace.*\nRevOpsはこのワークスペースでは利用できません/

describe('who asks where nobody is', () => {
  it('with a command gets a sentence in both languages, alone', async () => {
    const said = await turned({ command: '/revops', text: 'help', response_url: `${origin}/1` })
    expect(said).toEqual([{ response_type: 'ephemeral', text: expect.stringMatching(both) }])
    expect(heard).toEqual([])
  })

  it('with a button gets it beside what was pressed, and only from Slack’s own address', async () => {
    const press = { type: 'block_actions', response_url: `${origin}/1` }
    expect(await turned(press)).toEqual([undefined])
    expect(heard).toEqual([expect.objectContaining({ text: expect.stringMatching(both), replace_original: false })])
    expect(await turned(press, 'https://slack.example/api/')).toEqual([undefined])
    expect(heard).toHaveLength(1)
  })

  it('with a form gets it in the form’s place', async () => {
    expect(await turned({ type: 'view_submission' })).toMatchObject([
      { response_action: 'update', view: { type: 'modal' } },
    ])
  })

  it('events are only acknowledged', async () => {
    expect(await turned({ type: 'event_callback', event: { type: 'app_mention' } })).toEqual([undefined])
    expect(heard).toEqual([])
  })
})
