import { afterAll, beforeAll, expect, test } from 'vitest'
import { mail, type SmallBot, startSmallBot } from '../support/bot.ts'

/** "Share in channel", over HTTP: what is posted, how often, in whose words, and what is written down of it. */

/** What the rules and reports post to: nothing is posted by the clock here. */
const logical = ['sales-alerts', 'cs-alerts', 'marketing-alerts', 'ops', 'revenue']
const unmapped = Object.fromEntries(logical.map((name) => [name, null]))
let bot: SmallBot
beforeAll(async () => {
  bot = await startSmallBot({
    at: '2026-11-16T00:00:00Z',
    rows: { opportunities: [{ id: 'o', amount: 100 }] },
    people: [
      { name: 'mia', role: 'manager' },
      { name: 'ann', role: 'rep' },
    ],
    channels: [
      { id: 'C0SALES01', name: 'sales' },
      { id: 'C0PLAIN01', name: 'plain' },
      { id: 'C0PARTNER', name: 'partners', isExtShared: true },
      { id: 'C0FAILING', name: 'failing' },
    ],
    business: { channels: { ...unmapped, deals: 'C0SALES01' }, channelLocales: { deals: 'ja' } },
    environment: { REVOPS_PUBLIC_URL: 'https://revops.example.com' },
  })
}, 90_000)
afterAll(() => bot?.stop(), 60_000)

const user = mail('mia')
const posts = (channel: string) => bot.sandbox.messages(channel).filter(({ ephemeral }) => !ephemeral)
async function answer(text: string, channel: string): Promise<() => Promise<string>> {
  const [message] = (await bot.control('command', { user, channel, text })).messages
  return async () => {
    const { messages } = await bot.control('click', { user, channel, ts: message?.ts, action_id: 'share' })
    return messages.find(({ ephemeral }) => ephemeral)?.text ?? ''
  }
}
/** As the button carries it: Slack made a mention of the name. */
const question = 'pipeline <@U000000002|ann>'
const noted = async (channel: string) => {
  const text = `select question, outcome, scope from revops.audit where act = 'shared' and channel = $1 order by position`
  return (await bot.own.query(text, [channel])).rows
}

test('pressed twice it is posted once, and both presses are answered', async () => {
  const share = await answer('pipeline @ann', 'plain')
  expect(await Promise.all([share(), share()])).toEqual(['Shared in this channel.', 'Shared in this channel.'])
  expect(await share()).toBe('Shared in this channel.')
  expect(posts('plain')).toHaveLength(1)
  await expect
    .poll(() => noted('C0PLAIN01'), { timeout: 10_000 })
    .toEqual([{ question, outcome: 'answered', scope: 'people' }])
}, 60_000)

test('a channel reads it in its own language, with the question as it was typed', async () => {
  const share = await answer('pipeline @ann', 'sales')
  expect(await share()).toBe('Shared in this channel.')
  const [post] = posts('sales')
  expect(post?.text).toContain('パイプライン')
  expect(JSON.stringify(post?.blocks)).toContain('さんが共有 · /revops pipeline @ann@example.com')
}, 60_000)

test('below a link too', async () => {
  const [asked] = (await bot.control('command', { user, channel: 'sales', text: 'pipeline @ann' })).messages
  const copied = await bot.control('click', { user, channel: 'sales', ts: asked?.ts, action_id: 'copy_link' })
  const link = /<(https:[^>]+)>/.exec(copied.messages[0]?.text ?? '')?.[1] ?? ''
  const { ts } = (await bot.control('say', { user, channel: 'sales', text: link })) as unknown as { ts: string }
  const below = () => JSON.stringify(bot.sandbox.messages('sales').find((each) => each.ts === ts)?.unfurls ?? '')
  await expect.poll(below, { timeout: 20_000 }).toContain('自分用に開く')
  expect(below()).toContain('パイプライン')
}, 60_000)

test('what was refused or not posted is written down as that', async () => {
  const abroad = await answer('pipeline @ann', 'partners')
  expect(await abroad()).toContain('shared with another company')
  const failing = await answer('pipeline @ann', 'failing')
  bot.sandbox.faults.add('chat.postMessage', '500', 1)
  expect(await failing()).toContain('Slack did not say whether the answer was posted.')
  await expect
    .poll(() => noted('C0PARTNER'), { timeout: 10_000 })
    .toEqual([{ question, outcome: 'refused', scope: null }])
  await expect
    .poll(() => noted('C0FAILING'), { timeout: 10_000 })
    .toEqual([{ question, outcome: 'failed', scope: 'people' }])
}, 60_000)
