import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { section } from '../../../src/blocks/build.ts'
import { clientOf, control, startWithBot } from './fake-bot.ts'

let rig: Awaited<ReturnType<typeof startWithBot>>
const heard: { event: Record<string, unknown>; scopes?: unknown }[] = []
const pressed: Record<string, unknown>[] = []
const url = 'https://revops.example.com/a/1?x=1&y=2'

beforeAll(async () => {
  rig = await startWithBot(
    (app) => {
      app.event('link_shared', async ({ event }) => {
        heard.push({ event: { ...event } })
      })
      app.action('open', async ({ ack, body }) => {
        await ack()
        pressed.push({ ...body })
      })
    },
    { unfurlDomains: ['revops.example.com', 'crm.example'] },
  )
})
afterAll(() => rig.stop())

const client = () => clientOf(rig.sandbox)
const channel = () => rig.sandbox.workspace.findChannel('sales')?.id ?? ''
const say = async (text: string, where = 'sales') =>
  (await control(rig.sandbox, 'say', { user: 'rep@example.com', channel: where, text })) as unknown as { ts: string }
const heardOf = async (ts: string) => {
  await expect.poll(() => heard.find(({ event }) => event.message_ts === ts)).toBeDefined()
  return heard.find(({ event }) => event.message_ts === ts)?.event ?? {}
}
const blocks = (text: string) => [section(text)]

describe('link_shared', () => {
  test('tells of links of registered hosts, where they stand and who wrote them', async () => {
    const { ts } = await say(`Look: ${url}, and https://eu.crm.example/7 and https://other.example/1`)
    const event = await heardOf(ts)
    expect(event).toMatchObject({
      channel: channel(),
      user: rig.sandbox.workspace.people[0]?.id,
      is_bot_user_member: true,
      source: 'conversations_history',
      links: [
        { url, domain: 'revops.example.com' },
        { url: 'https://eu.crm.example/7', domain: 'crm.example' },
      ],
    })
    expect(JSON.stringify(event)).not.toContain('Look')
  })

  test('comes from conversations the app is not in, too', async () => {
    const event = await heardOf((await say(url, 'finance')).ts)
    expect(event.is_bot_user_member).toBe(false)
  })

  test('does not come for other hosts, for hosts that only end alike, or without the scope', async () => {
    const others = [await say('https://other.example/1'), await say('https://notrevops.example.com.evil.example/a')]
    const { ts } = await say(url)
    await heardOf(ts)
    expect(heard.filter(({ event }) => others.some((each) => each.ts === event.message_ts))).toEqual([])
    const poor = await startWithBot(
      (app) => app.event('link_shared', async ({ event }) => void heard.push({ event: { ...event } })),
      { unfurlDomains: ['revops.example.com'], scopes: ['commands', 'chat:write'] },
    )
    const before = heard.length
    const said = { user: 'rep@example.com', channel: 'sales', text: url }
    await control(poor.sandbox, 'say', said)
    await poor.stop()
    expect(heard).toHaveLength(before)
  })
})

describe('chat.unfurl', () => {
  test('puts blocks below the message, by its ts or by what the event called it; a second time changes them', async () => {
    const { ts } = await say(url)
    const { unfurl_id } = await heardOf(ts)
    await client().chat.unfurl({ channel: channel(), ts, unfurls: { [url]: { blocks: blocks('first') } } })
    const below = () => rig.sandbox.messages('sales').find((each) => each.ts === ts)
    expect(below()).toMatchObject({
      text: `<${url.replace('&', '&amp;')}>`,
      unfurls: [{ url, blocks: blocks('first') }],
    })
    await client().chat.unfurl({
      unfurl_id: String(unfurl_id),
      source: 'conversations_history',
      unfurls: { [url]: { blocks: blocks('second') } },
    })
    expect(below()).toMatchObject({ unfurls: [{ url, blocks: blocks('second') }] })
    const { messages } = await client().conversations.history({
      channel: channel(),
      latest: ts,
      inclusive: true,
      limit: 1,
    })
    expect(messages).toMatchObject([{ ts, attachments: [{ id: 1, is_app_unfurl: true, app_unfurl_url: url }] }])
  })

  test.each<[string, object, string]>([
    ['without unfurls', { unfurls: '' }, 'missing_unfurls'],
    ['with unfurls that are no map', { unfurls: '[1]' }, 'invalid_unfurls_format'],
    ['with unfurls that are no JSON', { unfurls: '{' }, 'invalid_unfurls_format'],
    ['without a channel', { channel: '' }, 'missing_channel'],
    ['without a ts', { ts: '' }, 'missing_ts'],
    ['for a channel that is none', { channel: 'C9' }, 'cannot_find_channel'],
    ['for a message that is none', { ts: '1.1' }, 'cannot_find_message'],
    [
      'for a link that the message does not hold',
      { unfurls: { 'https://crm.example/8': {} } },
      'cannot_unfurl_message',
    ],
    ['for a host that is not registered', { unfurls: { 'https://other.example/1': {} } }, 'cannot_unfurl_url'],
    ['without blocks', { unfurls: { [url]: { text: 'x' } } }, 'cannot_parse_attachment'],
    ['with blocks that Slack refuses', { unfurls: { [url]: { blocks: [{ type: 'sectio' }] } } }, 'invalid_blocks'],
  ])('%s is refused', async (_, more, error) => {
    const { ts } = await say(`${url} https://other.example/1`)
    const given = { channel: channel(), ts, unfurls: { [url]: { blocks: blocks('x') } }, ...more }
    await expect(client().apiCall('chat.unfurl', given)).rejects.toMatchObject({ data: { ok: false, error } })
  })

  test('a button below says which link it stands under', async () => {
    const { ts } = await say(url)
    const button = {
      type: 'button' as const,
      action_id: 'open',
      value: '7',
      text: { type: 'plain_text' as const, text: 'Open' },
    }
    const shown = [{ type: 'actions' as const, elements: [button] }]
    await client().chat.unfurl({ channel: channel(), ts, unfurls: { [url]: { blocks: shown } } })
    await control(rig.sandbox, 'click', {
      user: 'cro@example.com',
      channel: 'sales',
      ts,
      action_id: 'open',
      value: '7',
    })
    expect(pressed.at(-1)).toMatchObject({
      container: {
        type: 'message_attachment',
        message_ts: ts,
        attachment_id: 1,
        is_app_unfurl: true,
        app_unfurl_url: url,
      },
      actions: [{ action_id: 'open', value: '7' }],
      response_url: expect.stringContaining('/response/'),
    })
  })
})
