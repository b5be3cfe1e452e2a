import { describe, expect, it } from 'vitest'
import type { Asked } from '../../src/define/context.ts'
import { mostSubscriptions } from '../../src/define/subscription.ts'
import { insertRows } from '../support/rows.ts'
import { shown, useWorld } from '../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const at = '2026-11-16T00:00:00Z'
const world = await useWorld({
  at,
  subscribing: true,
  business: { channels: { revenue: 'C0REVENUE', team: 'C0TEAM00' } },
})
const without = await useWorld({ at })
await insertRows(world.database, 'users', [{ id: 'max', name: 'Max', email: 'max@example.com', role: 'marketing' }])

const inSlack = (fields: Partial<Asked> = {}): Asked => ({
  channel: 'C0TEAM00',
  zone: 'Asia/Tokyo',
  unfit: async () => undefined,
  ...fields,
})
const say = async (text: string, as = 'mia@example.com', asked = inSlack(), locale: 'en' | 'ja' = 'en') =>
  shown(await world.ask(text, { as, asked, locale }), locale)
const refuse = (text: string, as = 'mia@example.com', asked = inSlack()) => world.mistake(text, { as, asked })
/** Everything a person has, as they read it, and nothing left of it. */
async function cleared(as: string): Promise<string[]> {
  const lines = (await say('subscriptions', as, inSlack({ channel: undefined }))).split('\n')
  await say('unsubscribe all', as, inSlack({ channel: undefined }))
  return lines.filter((line) => line.startsWith('•'))
}

describe('a report', () => {
  it.each([
    [
      'by default at its own hour, as a direct message',
      'subscribe weekly-digest',
      'Subscribed: *Weekly revenue digest*, Mondays at 08:00 (Asia/Tokyo), as a direct message.\nFirst: Mon 23 Nov 2026, 08:00 JST',
    ],
    [
      'at an hour of one’s own',
      'subscribe daily standup weekdays at 9',
      'Subscribed: *Daily stand-up*, weekdays at 09:00 (Asia/Tokyo), as a direct message.\nFirst: Tue 17 Nov 2026, 09:00 JST',
    ],
    [
      'in the channel it is typed in',
      'subscribe standup weekdays at 8:45 here',
      'Subscribed: *Daily stand-up*, weekdays at 08:45 (Asia/Tokyo), in <#C0TEAM00>.\nFirst: Tue 17 Nov 2026, 08:45 JST',
    ],
    [
      'in a channel by its id, as Slack sends it',
      'subscribe standup #C0OTHER1',
      'Subscribed: *Daily stand-up*, business days at 08:45 (Asia/Tokyo), in <#C0OTHER1>.\nFirst: Tue 17 Nov 2026, 08:45 JST',
    ],
    [
      'in a channel by its name',
      'subscribe standup #team',
      'Subscribed: *Daily stand-up*, business days at 08:45 (Asia/Tokyo), in <#C0TEAM00>.\nFirst: Tue 17 Nov 2026, 08:45 JST',
    ],
  ])('%s', async (_, text, words) => {
    expect(await say(text)).toBe(words)
    await cleared('mia@example.com')
  })

  it('by its Japanese name, with a Japanese time, answered in Japanese', async () => {
    expect(await say('購読 営業デイリー 平日 9:00', 'mia@example.com', inSlack(), 'ja')).toBe(
      '*営業デイリー* の配信を設定しました：平日 9:00（Asia/Tokyo）、DM\n初回：2026年11月17日(火) 09:00',
    )
    await cleared('mia@example.com')
  })

  it('in the subscriber’s own time zone, which the confirmation names', async () => {
    // 08:00 in New York on a Monday in November is 22:00 in Tokyo.
    expect(await say('subscribe weekly-digest', 'ann@example.com', inSlack({ zone: 'America/New_York' }))).toBe(
      'Subscribed: *Weekly revenue digest*, Mondays at 08:00 (America/New_York), as a direct message.\nFirst: Mon 16 Nov 2026, 08:00 EST',
    )
    await cleared('ann@example.com')
  })

  it('here, in a direct message, is oneself', async () => {
    expect(await say('subscribe standup here', 'ann@example.com', inSlack({ channel: 'D0ANN' }))).toContain(
      'as a direct message',
    )
    await cleared('ann@example.com')
  })

  it('twice is once; at another hour it is changed', async () => {
    await say('subscribe standup')
    expect(await say('subscribe daily-standup')).toContain(
      'You have that already: *Daily stand-up*, business days at 08:45',
    )
    expect(await say('subscribe standup weekdays at 10:00')).toContain(
      'Changed: *Daily stand-up* now comes weekdays at 10:00',
    )
    expect(await cleared('mia@example.com')).toEqual([
      '• *Daily stand-up* · weekdays at 10:00 (Asia/Tokyo), as a direct message · next Mon 16 Nov 2026, 10:00 JST',
    ])
  })

  it('typed again in other words it is as it was, and has a next time', async () => {
    await say('subscribe standup mondays at 8')
    expect(await say('subscribe standup 毎週月曜 8:00')).toBe(
      'You have that already: *Daily stand-up*, Mondays at 08:00 (Asia/Tokyo), as a direct message.\nNext: Mon 23 Nov 2026, 08:00 JST',
    )
    expect(await say('subscribe standup mondays at 10')).toContain('\nNext: Mon 16 Nov 2026, 10:00 JST')
    await cleared('mia@example.com')
  })

  it('has no button that shares it: it is the asker’s own business', async () => {
    const message = await world.ask('subscribe standup', { as: 'mia@example.com', asked: inSlack() })
    expect(message.personal).toBe(true)
    await cleared('mia@example.com')
  })
})

describe('a KPI and an account', () => {
  it.each([
    ['subscribe kpi bookings by segment mondays at 8', '*Bookings by segment*, Mondays at 08:00'],
    ['subscribe kpi bookings by segment,region', '*Bookings by segment, region*, Mondays at 09:00'],
    [
      'subscribe win rate last month 1st business day of month at 9am',
      '*Win rate last month*, 1st business day of month at 09:00',
    ],
    ['subscribe kpi 受注金額 where segment=SMB', '*Bookings where segment=SMB*, Mondays at 09:00'],
    [
      'subscribe kpi nrr, grr daily at 18:00 when changed',
      '*NRR, GRR*, daily at 18:00 (Asia/Tokyo), as a direct message, when something changed',
    ],
    [
      'subscribe account acme',
      '*Acme*, business days at 09:00 (Asia/Tokyo), as a direct message, when something changed',
    ],
    ['subscribe account acme fridays at 16:00 always', '*Acme*, Fridays at 16:00 (Asia/Tokyo), as a direct message.'],
  ])('%s', async (text, words) => {
    expect(await say(text)).toContain(`Subscribed: ${words}`)
    await cleared('mia@example.com')
  })

  it('two names of one KPI are one subscription', async () => {
    await say('subscribe kpi 受注金額')
    expect(await say('subscribe kpi bookings')).toContain('You have that already')
    expect(await cleared('mia@example.com')).toHaveLength(1)
  })
})

describe('each recipient sees what they may see', () => {
  it.each([
    [
      'a rep, the company’s in a channel',
      'ann@example.com',
      'subscribe weekly-digest here',
      'Everybody in a channel can see what is posted there, so only executives and RevOps can have figures posted in one. Yours come to you alone: choose your direct messages (in a command, `dm`).',
    ],
    ['a manager, a KPI in a channel', 'mia@example.com', 'subscribe kpi bookings here', 'only executives and RevOps'],
    [
      'a rep, a team’s stand-up in a channel',
      'ann@example.com',
      'subscribe standup here',
      'so only a manager can have a team’s deals posted in one. Yours come to you alone: choose your direct messages',
    ],
    [
      'a CSM, their customers in a channel',
      'cleo@example.com',
      'subscribe csm-weekly here',
      'it only goes to direct messages: choose yours (in a command, `dm`).',
    ],
    [
      'even operations, somebody’s customers in a channel',
      'rex@example.com',
      'subscribe csm-weekly here',
      'it only goes to direct messages',
    ],
    [
      'a manager, the board’s',
      'mia@example.com',
      'subscribe board',
      'This report is for executives and RevOps. `/revops subscribe weekly-digest` sends you the week within what you may see.',
    ],
    [
      'marketing, deals by name',
      'max@example.com',
      'subscribe standup',
      'Your role sees deals and customers only as totals',
    ],
    ['marketing, an account', 'max@example.com', 'subscribe account acme', 'Your role sees customers only as totals'],
    [
      'a manager, the company’s own figure',
      'mia@example.com',
      'subscribe kpi cac',
      'CAC is a figure of the whole company; your role sees its own records only.',
    ],
    [
      'marketing, by person',
      'max@example.com',
      'subscribe kpi bookings by owner',
      'Your role sees these figures only as totals, not by owner.',
    ],
    [
      'a rep, another’s account',
      'ann@example.com',
      'subscribe account globex',
      'No account of yours is called “globex”',
    ],
  ])('not %s', async (_, as, text, words) => {
    expect(await refuse(text, as)).toContain(words)
    expect(await cleared(as)).toEqual([])
  })

  it.each([
    ['operations, the company’s in a channel', 'rex@example.com', 'subscribe board #C0BOARD1'],
    ['a manager, their team’s stand-up in a channel', 'mia@example.com', 'subscribe standup here'],
    ['a CSM, their own customers', 'cleo@example.com', 'subscribe csm-weekly'],
    ['marketing, the week in totals', 'max@example.com', 'subscribe weekly-digest'],
  ])('but %s', async (_, as, text) => {
    expect(await say(text, as)).toContain('Subscribed')
    await cleared(as)
  })

  it.each([
    ['shared with another company', 'external' as const, 'shared with another company'],
    ['archived', 'archived' as const, 'archived'],
  ])('no channel that is %s', async (_, unfit, words) => {
    expect(await refuse('subscribe standup here', 'mia@example.com', inSlack({ unfit: async () => unfit }))).toContain(
      words,
    )
  })

  it('no channel twice: one that gets it anyway, or by somebody else', async () => {
    expect(await refuse('subscribe weekly-digest #revenue', 'rex@example.com')).toBe(
      'That channel gets this report already, for everybody.',
    )
    await insertRows(world.database, 'users', [{ id: 'eve', name: 'Eve', email: 'eve@example.com', role: 'executive' }])
    await say('subscribe board here', 'eve@example.com')
    expect(await refuse('subscribe board here', 'rex@example.com')).toBe(
      'That channel gets this already: Eve subscribed it.',
    )
    await cleared('eve@example.com')
  })
})

describe('what is not understood is told with what to type instead', () => {
  it.each([
    [
      'subscribe',
      'Which report? There are `board-monthly`, `csm-weekly`, `daily-standup`, `weekly-digest`; or follow a KPI or an account',
    ],
    ['subscribe wekly-digest', 'Did you mean `weekly-digest`? For example `/revops subscribe weekly-digest`.'],
    ['subscribe 週次ダイジェスツ', 'Did you mean `weekly-digest`?'],
    ['subscribe xylophone', 'I know no report “xylophone”. There are `board-monthly`'],
    ['subscribe standup sometimes', 'I do not understand “sometimes” as a time. Say for example `weekdays at 09:00`'],
    ['subscribe standup every 15 minutes', 'At most once an hour.'],
    ['subscribe standup #teem', 'I know no channel “teem”. Did you mean `#team`?'],
    ['subscribe standup here dm', 'That names two places.'],
    ['subscribe kpi', 'Which KPI?'],
    ['subscribe kpi bokings', 'Did you mean `bookings`?'],
    ['subscribe kpi bookings lats quarter', 'Did you mean `last quarter`?'],
    [
      'subscribe kpi bookings by segmnet mondays at 8',
      'There is no breakdown “segmnet”. Did you mean `segment`? For example `/revops kpi bookings by segment`.',
    ],
    ['subscribe kpi bookings where plnet=Mars', 'There is no breakdown “plnet” here. It has: '],
    ['subscribe kpi nrr, grr by moon', 'There is no breakdown “moon” here.'],
    ['subscribe kpi campaign_performance by segment', 'is a table by campaign and has no other breakdown.'],
    ['subscribe kpi campaign_performance, bookings', 'A table such as `campaign_performance` is asked for alone'],
    ['subscribe kpi pipeline_health last 4 quarters', 'Pipeline health is known as of now only'],
    ['subscribe kpi bookings next quarter', 'has not begun'],
    ['subscribe account', 'Which account?'],
    ['subscribe standup as of 2026-10-01', 'A subscription begins now'],
  ])('%s', async (text, words) => {
    expect(await refuse(text)).toContain(words)
    expect(await cleared('mia@example.com')).toEqual([])
  })

  it('here, outside Slack', async () => {
    expect(await world.mistake('subscribe standup here', { as: 'mia@example.com' })).toContain(
      'Say `dm` or `#channel`.',
    )
  })

  it('without a database of the bot’s own', async () => {
    expect(await without.mistake('subscribe weekly-digest')).toContain('`DATABASE_URL`')
  })
})

it(`at most ${mostSubscriptions} a person, also when all are made at once`, async () => {
  const hours = Array.from({ length: mostSubscriptions + 10 }, (_, i) => `subscribe kpi bookings last ${i + 2} days`)
  const results = await Promise.all(
    hours.map((text) => say(text, 'bob@example.com').catch((error: Error) => error.message)),
  )
  expect(results.filter((each) => each.startsWith('Subscribed'))).toHaveLength(mostSubscriptions)
  expect(results.filter((each) => each.includes('more there cannot be'))).toHaveLength(10)
  expect(await cleared('bob@example.com')).toHaveLength(mostSubscriptions)
})
