import { beforeEach, describe, expect, it } from 'vitest'
import type { Asked } from '../../src/define/context.ts'
import { shown, useWorld } from '../support/world.ts'

const at = '2026-11-16T00:00:00Z'
const world = await useWorld({ at, subscribing: true })
const asked: Asked = { channel: 'C0TEAM00', zone: 'Asia/Tokyo', unfit: async () => undefined }
const say = async (text: string, as = 'mia@example.com', locale: 'en' | 'ja' = 'en') =>
  shown(await world.ask(text, { as, asked, locale }), locale)
const refuse = (text: string, as = 'mia@example.com') => world.mistake(text, { as, asked })
const topics = async (person: string) =>
  (
    await world.database.query('select topic, channel from revops.subscriptions where person = $1 order by position', [
      person,
    ])
  ).rows

beforeEach(async () => {
  await world.database.query('truncate revops.subscriptions')
  for (const text of [
    'subscribe standup',
    'subscribe kpi bookings by segment',
    'subscribe account acme',
    'subscribe weekly-digest',
  ])
    await say(text)
})

describe('what somebody no longer wants', () => {
  it.each([
    [
      'a report',
      'unsubscribe daily-standup',
      'Unsubscribed: *Daily stand-up* no longer comes as a direct message.',
      'daily_standup',
    ],
    [
      'a KPI as it was subscribed',
      'unsubscribe kpi bookings by segment',
      'Unsubscribed: *Bookings by segment*',
      'bookings by segment',
    ],
    [
      'a KPI by its name alone',
      'unsubscribe kpi bookings',
      'Unsubscribed: *Bookings by segment*',
      'bookings by segment',
    ],
    ['an account by a part of its name', 'unsubscribe account ac', 'Unsubscribed: *Acme*', 'acme'],
  ])('%s', async (_, text, words, topic) => {
    expect(await say(text)).toContain(words)
    const left = (await topics('mia')).map((row) => row.topic)
    expect(left).toHaveLength(3)
    expect(left).not.toContain(topic)
  })

  it('all of it', async () => {
    expect(await say('unsubscribe all')).toBe('Unsubscribed from all: 4 subscriptions.')
    expect(await topics('mia')).toEqual([])
  })

  it('in Japanese', async () => {
    expect(await say('購読解除 営業デイリー', 'mia@example.com', 'ja')).toBe(
      '*営業デイリー* の配信を停止しました（DM）。',
    )
  })
})

describe('where', () => {
  it('one place of several has to be said', async () => {
    await say('subscribe standup here')
    expect(await refuse('unsubscribe standup')).toBe(
      'Daily stand-up comes to several places. Say which: `dm`, <#C0TEAM00>.',
    )
    expect(await say('unsubscribe standup here')).toContain('no longer comes in <#C0TEAM00>')
    expect(await topics('mia')).toContainEqual({ topic: 'daily_standup', channel: null })
  })

  it('another’s in a channel is for operations to end, and for nobody else', async () => {
    await say('subscribe standup here')
    expect(await refuse('unsubscribe standup here', 'ann@example.com')).toContain(
      'You are not subscribed to Daily stand-up',
    )
    expect(await say('unsubscribe standup here', 'rex@example.com')).toContain('Unsubscribed')
    expect(await topics('mia')).not.toContainEqual({ topic: 'daily_standup', channel: 'C0TEAM00' })
  })

  it('another’s direct messages are nobody else’s business', async () => {
    expect(await refuse('unsubscribe standup dm', 'rex@example.com')).toContain('You are not subscribed')
    expect(await topics('mia')).toHaveLength(4)
  })
})

it.each([
  ['unsubscribe', 'Which report?'],
  [
    'unsubscribe csm-weekly',
    'You are not subscribed to Weekly customer report. `/revops subscriptions` lists what you have.',
  ],
  ['unsubscribe daly-standup', 'Did you mean `daily-standup`?'],
])('%s', async (text, words) => {
  expect(await refuse(text)).toContain(words)
})

it('two of one KPI are told apart', async () => {
  await say('subscribe kpi bookings by region')
  expect(await refuse('unsubscribe kpi bookings')).toBe(
    'That may be several: `kpi bookings by segment`, `kpi bookings by region`. Say which.',
  )
})
