import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, it } from 'vitest'
import { createSubscribeDesk } from '../../src/answers/subscribe-desk.ts'
import { validateView } from '../../src/blocks/validate.ts'
import type { Asked, Unfit } from '../../src/define/context.ts'
import type { Modal } from '../../src/define/form.ts'
import type { Subscriber } from '../../src/define/subscribe-desk.ts'
import { insertRows } from '../support/rows.ts'
import { useWorld } from '../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo. Ann and Bob sell under Mia, Cleo has customers, Rex runs operations.
const at = '2026-11-16T00:00:00Z'
const world = await useWorld({
  at,
  subscribing: true,
  business: { channels: { revenue: 'C0REVENUE', team: 'C0TEAM00' } },
})
await insertRows(world.database, 'users', [{ id: 'max', name: 'Max', email: 'max@example.com', role: 'marketing' }])
const desk = createSubscribeDesk(world.workshop, { now: () => Temporal.Instant.from(at) })
const { subscriptions } = world.workshop
beforeEach(async () => {
  await world.database.query('delete from revops.subscriptions')
})

interface As {
  readonly locale?: 'en' | 'ja'
  readonly zone?: string
  readonly unfit?: Unfit
}
const as = (name: string, { locale = 'en', zone = 'Asia/Tokyo', unfit }: As = {}): Subscriber => ({
  email: `${name}@example.com`,
  locale,
  zone,
  unfit: async () => unfit,
})
const here = 'C0TEAM00'
const fresh = JSON.stringify({ id: '', here })
const defaults = {
  what: 'report:daily_standup',
  every: 'usual',
  zone: 'Asia/Tokyo',
  place: 'dm',
  language: 'en',
  changes: 'always',
}
type Fields = Readonly<Record<string, string>>
/** Fields that are there and empty. */
const empty = Object.fromEntries(
  'metric question account weekday monthday time schedule channel'.split(' ').map((field) => [field, '']),
)
const save = (fields: Fields = {}, maker = as('mia'), metadata = fresh) =>
  desk.save(maker, { metadata, values: { ...empty, ...defaults, ...fields } })
const errorsOf = async (...given: Parameters<typeof save>) => {
  const result = await save(...given)
  return 'errors' in result ? result.errors : {}
}
const saidBy = async (...given: Parameters<typeof save>) => {
  const result = await save(...given)
  if ('errors' in result) throw new Error(JSON.stringify(result.errors))
  expect(validateView(result.saved)).toEqual([])
  return textsOf(result.saved)
}
const textsOf = ({ blocks }: Modal): string =>
  blocks.flatMap((block) => (block.type === 'section' ? [block.text?.text] : [])).join('\n')
const blockIds = ({ blocks }: Modal) => blocks.flatMap((block) => (block.type === 'input' ? [block.block_id] : []))
/** What a form has chosen, by block id: what Slack would send back untouched. */
const standing = ({ blocks }: Modal): Fields =>
  Object.fromEntries(
    blocks.flatMap((block) => {
      if (block.type !== 'input') return []
      const { element, block_id: id = '' } = block
      if (element.type === 'static_select') return [[id, element.initial_option?.value ?? '']]
      if (element.type === 'conversations_select') return [[id, element.initial_conversation ?? '']]
      return element.type === 'plain_text_input' ? [[id, element.initial_value ?? '']] : []
    }),
  )
const kept = async (person = 'mia') =>
  ((await subscriptions?.of(person)) ?? []).map(({ id: _, told: __, ...rest }) => ({
    ...rest,
    knownSince: String(rest.knownSince),
  }))

describe('the form', () => {
  it.each(['en', 'ja'] as const)('is one that Slack takes, whatever is chosen in it (%s)', async (locale) => {
    for (const what of ['report:weekly_digest', 'kpi', 'account', 'report:gone']) {
      for (const every of ['usual', 'daily', 'weekly', 'monthly', 'words']) {
        for (const place of ['dm', 'here', 'channel']) {
          const values = { ...defaults, what, every, place }
          const form = await desk.redraw(as('rex', { locale }), { metadata: fresh, values })
          expect(validateView(form), `${what} ${every} ${place}`).toEqual([])
        }
      }
    }
  })

  it('begins with the digest, at its usual time, to oneself, by one’s own clock', async () => {
    const form = await desk.form(as('ann', { zone: 'America/New_York' }), { kind: 'new' }, here)
    expect(blockIds(form)).toEqual(['what', 'every', 'zone', 'place', 'language', 'changes'])
    expect(standing(form)).toEqual({
      ...defaults,
      what: 'report:weekly_digest',
      zone: 'America/New_York',
    })
    expect(JSON.stringify(form)).toContain('as usual: Mondays at 08:00')
  })

  it('asks for what a choice leaves open', async () => {
    const ids = async (fields: Fields) =>
      blockIds(await desk.redraw(as('mia'), { metadata: fresh, values: { ...defaults, ...fields } }))
    expect(await ids({ what: 'kpi' })).toEqual(expect.arrayContaining(['metric', 'question']))
    expect(await ids({ what: 'account' })).toContain('account')
    expect(await ids({ every: 'weekly' })).toEqual(expect.arrayContaining(['weekday', 'time']))
    expect(await ids({ every: 'monthly' })).toEqual(expect.arrayContaining(['monthday', 'time']))
    expect(await ids({ every: 'words' })).toContain('schedule')
    expect(await ids({ place: 'channel' })).toContain('channel')
  })

  it.each([
    ['rex', ['board_monthly', 'csm_weekly', 'daily_standup', 'weekly_digest'], ['kpi', 'account']],
    ['ann', ['csm_weekly', 'daily_standup', 'weekly_digest'], ['kpi', 'account']],
    ['max', ['weekly_digest'], ['kpi']],
  ])('offers %s what they may have', async (name, reports, figures) => {
    const [what] = (await desk.form(as(name), { kind: 'new' }, here)).blocks
    const groups = what?.type === 'input' && 'option_groups' in what.element ? (what.element.option_groups ?? []) : []
    expect(groups.map(({ options }) => options.map(({ value }) => value).sort())).toEqual([
      reports.map((id) => `report:${id}`),
      [...figures].sort(),
    ])
  })

  it.each([
    ['rex', true],
    ['ann', false],
  ])('offers %s the KPIs that they may see', async (name, offered) => {
    const values = { ...defaults, what: 'kpi' }
    const form = JSON.stringify(await desk.redraw(as(name), { metadata: fresh, values }))
    expect(form).toContain('"value":"win_rate"')
    expect(form.includes('"value":"cac"')).toBe(offered)
  })

  it('has no “this channel” where it was opened in none, or in a direct message', async () => {
    for (const opened of [undefined, 'D0MIA']) {
      expect(JSON.stringify(await desk.form(as('mia'), { kind: 'new' }, opened))).not.toContain('"here"')
    }
  })

  it('begins with what a button says', async () => {
    const topic = { kind: 'kpi', topic: 'bookings by segment', label: '' } as const
    expect(standing(await desk.form(as('mia'), { kind: 'new', topic }, here))).toMatchObject({
      what: 'kpi',
      metric: 'bookings',
      question: 'by segment',
    })
  })
})

describe('what is saved is what the command keeps', () => {
  const asked: Asked = { channel: here, zone: 'Asia/Tokyo', unfit: async () => undefined }
  it.each<[string, Fields, string]>([
    ['the usual time', {}, 'subscribe standup'],
    ['an hour of one’s own', { every: 'weekdays', time: '8:45' }, 'subscribe standup weekdays at 8:45'],
    ['business days', { every: 'business days', time: '9' }, 'subscribe standup business days at 9'],
    ['a weekday', { every: 'weekly', weekday: 'Friday', time: '5pm' }, 'subscribe standup fridays at 5pm'],
    [
      'a day of the month',
      { every: 'monthly', monthday: 'last business day', time: '１７：００' },
      'subscribe standup last business day of month at 17:00',
    ],
    ['words of one’s own', { every: 'words', schedule: '毎週月・木曜 8:30' }, 'subscribe standup 毎週月・木曜 8:30'],
    ['this channel', { place: 'here', every: 'daily', time: '9:00' }, 'subscribe standup daily at 9:00 here'],
    [
      'another channel',
      { place: 'channel', channel: 'C0OTHER1', every: 'daily', time: '9:00' },
      'subscribe standup daily at 9:00 #C0OTHER1',
    ],
    [
      'a KPI',
      { what: 'kpi', metric: 'bookings', question: 'by segment, region where segment=SMB last month' },
      'subscribe kpi bookings by segment, region where segment=SMB last month',
    ],
    ['a KPI as it is', { what: 'kpi', metric: 'win_rate' }, 'subscribe win rate'],
    ['an account', { what: 'account', account: 'acm', changes: 'changed' }, 'subscribe account acm'],
  ])('%s', async (_, fields, command) => {
    await world.ask(command, { as: 'mia@example.com', asked })
    const typed = await kept()
    await world.database.query('delete from revops.subscriptions')
    await save(fields)
    // A schedule may be written otherwise; it is the same one.
    const bare = (rows: typeof typed) => rows.map(({ schedule, ...rest }) => ({ ...rest, when: whenOf(schedule) }))
    expect(typed).toHaveLength(1)
    expect(bare(await kept())).toEqual(bare(typed))
  })

  const whenOf = (schedule: string) =>
    schedule
      .normalize('NFKC')
      .toLowerCase()
      .replace(/^(\w+)day at/, '$1days at')

  it('and is confirmed in the same words', async () => {
    expect(await saidBy({ every: 'weekly', weekday: 'Wednesday', time: '9' })).toBe(
      'Subscribed: *Daily stand-up*, Wednesdays at 09:00 (Asia/Tokyo), as a direct message.\nFirst: Wed 18 Nov 2026, 09:00 JST',
    )
    expect(await saidBy({ every: 'daily', time: '午前10時', language: 'ja' }, as('mia', { locale: 'ja' }))).toBe(
      '*営業デイリー* の配信を変更しました：毎日 10:00（Asia/Tokyo）、DM\n次回：2026年11月16日(月) 10:00',
    )
    expect(await kept()).toMatchObject([{ locale: 'ja', schedule: 'daily at 午前10時' }])
  })

  it('by the clock of the zone that stands in it', async () => {
    // 08:45 in New York on a Monday in November is 22:45 in Tokyo.
    expect(await saidBy({ zone: 'America/New_York' })).toContain('First: Mon 16 Nov 2026, 08:45 EST')
  })
})

describe('what is wrong stands beside its field', () => {
  it.each<[string, Fields, string, As, Readonly<Record<string, string>>]>([
    ['no time', { every: 'daily', time: '' }, 'mia', {}, { time: 'Please fill this in.' }],
    ['a time that is none', { every: 'daily', time: '25:00' }, 'mia', {}, { time: '“25:00” is no time of day.' }],
    ['a time with days in it', { every: 'daily', time: '9:00 mondays' }, 'mia', {}, { time: 'is no time of day' }],
    ['a schedule that is none', { every: 'words', schedule: 'sometimes' }, 'mia', {}, { schedule: '“sometimes”' }],
    [
      'too often',
      { every: 'words', schedule: 'every 15 minutes' },
      'mia',
      {},
      { schedule: 'At most once an hour. Say for example hourly' },
    ],
    ['no zone', { zone: 'Tokio' }, 'mia', {}, { zone: 'no time zone “Tokio”' }],
    ['no channel', { place: 'channel' }, 'mia', {}, { channel: 'Please fill this in.' }],
    ['no KPI', { what: 'kpi' }, 'mia', {}, { metric: 'Please fill this in.' }],
    [
      'a question that is not understood',
      { what: 'kpi', metric: 'bookings', question: 'lats quarter' },
      'mia',
      {},
      { question: 'Did you mean last quarter?' },
    ],
    [
      'a breakdown and a filter that are none',
      { what: 'kpi', metric: 'win_rate', question: 'by moon where plnet=Mars' },
      'mia',
      {},
      { question: 'There is no breakdown “moon” here. It has: ' },
    ],
    [
      'a KPI that is not theirs to see',
      { what: 'kpi', metric: 'cac', question: 'last quarter' },
      'ann',
      {},
      { metric: 'CAC is a figure of the whole company; your role sees its own records only.' },
    ],
    ['no account', { what: 'account', account: '' }, 'mia', {}, { account: 'Please fill this in.' }],
    [
      'an account that is nobody’s of theirs',
      { what: 'account', account: 'R&D <labs>' },
      'mia',
      {},
      { account: 'No account of yours is called “R&D <labs>”' },
    ],
    ['a report that is gone', { what: 'report:gone' }, 'mia', {}, { what: 'Please fill this in.' }],
    ['the board’s report', { what: 'report:board_monthly' }, 'mia', {}, { what: 'for executives and RevOps' }],
    [
      'the company’s figures in a channel',
      { what: 'report:weekly_digest', place: 'here' },
      'mia',
      {},
      { place: 'only executives and RevOps can have figures posted in one' },
    ],
    [
      'the same in a channel that was chosen',
      { what: 'kpi', metric: 'bookings', place: 'channel', channel: 'C0OTHER1' },
      'ann',
      {},
      { channel: 'only executives and RevOps can have figures posted in one' },
    ],
    ['one’s own work', { what: 'report:csm_weekly', place: 'here' }, 'cleo', {}, { place: 'one person’s own work' }],
    [
      'another company reads',
      { place: 'here' },
      'mia',
      { unfit: 'external' },
      { place: 'shared with another company' },
    ],
    ['an archive', { place: 'here' }, 'mia', { unfit: 'archived' }, { place: 'archived' }],
    ['where the bot is not', { place: 'here' }, 'mia', { unfit: 'uninvited' }, { place: '/invite @RevOps' }],
    [
      'where one is not',
      { place: 'channel', channel: 'C0SECRET' },
      'mia',
      { unfit: 'foreign' },
      { channel: 'You are not in that channel' },
    ],
    ['nobody knows where', { place: 'here' }, 'mia', { unfit: 'unseen' }, { place: 'groups:read' }],
    [
      'what comes there anyway',
      { what: 'report:weekly_digest', place: 'channel', channel: 'C0REVENUE' },
      'rex',
      {},
      { channel: 'That channel gets this report already' },
    ],
    [
      'several at once, in Japanese',
      { what: 'account', account: '', every: 'weekly', weekday: '', time: '朝', zone: '' },
      'mia',
      { locale: 'ja' },
      { account: '入力してください', weekday: '入力してください', time: '「朝」は時刻', zone: '入力してください' },
    ],
  ])('%s', async (_, fields, name, more, expected) => {
    const errors = await errorsOf(fields, as(name, more))
    expect(Object.keys(errors).sort()).toEqual(Object.keys(expected).sort())
    for (const [field, words] of Object.entries(expected)) expect(errors[field]).toContain(words)
    expect(await kept(name)).toEqual([])
  })

  it('refuses each where the command refuses, in the same words', async () => {
    const asked: Asked = { channel: here, zone: 'Asia/Tokyo', unfit: async () => undefined }
    for (const [command, fields] of [
      ['subscribe board', { what: 'report:board_monthly' }],
      ['subscribe weekly-digest here', { what: 'report:weekly_digest', place: 'here' }],
      ['subscribe account xyz', { what: 'account', account: 'xyz' }],
      ['subscribe kpi cac', { what: 'kpi', metric: 'cac' }],
      ['subscribe kpi bookings by segmnet', { what: 'kpi', metric: 'bookings', question: 'by segmnet' }],
      ['subscribe kpi bookings here', { what: 'kpi', metric: 'bookings', place: 'here' }],
      ['subscribe kpi bookings lats quarter', { what: 'kpi', metric: 'bookings', question: 'lats quarter' }],
      ['subscribe standup every 15 minutes', { every: 'words', schedule: 'every 15 minutes' }],
    ] as const) {
      const said = await world.mistake(command, { as: 'ann@example.com', asked })
      expect(Object.values(await errorsOf(fields, as('ann')))).toEqual([said.replaceAll('`', '')])
    }
  })

  it.each<[Fields, string]>([
    [{ what: 'kpi' }, 'what'],
    [{ what: 'account' }, 'what'],
    [{ every: 'weekly' }, 'every'],
    [{ every: 'words' }, 'every'],
    [{ place: 'channel' }, 'place'],
  ])('of a field that is not there yet it is told beside its menu: %j', async (fields, menu) => {
    const result = await desk.save(as('mia'), { metadata: fresh, values: { ...defaults, ...fields } })
    expect(result).toEqual({ errors: { [menu]: 'Please fill this in.' } })
  })

  it('an account that several are called says so', async () => {
    await insertRows(world.database, 'accounts', [{ id: 'acme2', name: 'Acme', owner_id: 'ann' }])
    expect((await errorsOf({ what: 'account', account: 'Acme' })).account).toContain('accounts match')
    await world.database.query(`delete from ssot.accounts where id = 'acme2'`)
  })
})

describe('changing one', () => {
  const one = async (person = 'mia') => (await subscriptions?.of(person))?.[0]
  const open = async (maker = as('mia')) => desk.form(maker, { kind: 'edit', id: (await one())?.id ?? '' }, 'C0OTHER1')

  it.each<[string, Fields]>([
    ['a report at its time', { every: 'weekly', weekday: 'Tuesday', time: '08:05' }],
    ['in a channel', { place: 'channel', channel: 'C0TEAM00', every: 'monthly', monthday: '2nd day', time: '09:00' }],
    ['in this one', { place: 'here', every: 'daily', time: '09:00' }],
    ['a KPI', { what: 'kpi', metric: 'bookings', question: 'by segment' }],
    ['in words of its own', { every: 'words', schedule: 'last business day of quarter at 17:00' }],
  ])('opens with what it is: %s', async (_, fields) => {
    await save(fields, as('mia'), JSON.stringify({ id: '', here: 'C0OTHER1' }))
    const form = await open()
    expect(validateView(form)).toEqual([])
    expect(form.title.text).toBe('Change subscription')
    const stands = standing(form)
    // What is usual is told by its hour once it is kept.
    expect(stands).toMatchObject({ ...fields })
    // Sent as it stands, nothing changes.
    const result = await desk.save(as('mia'), { metadata: form.private_metadata, values: stands })
    expect('saved' in result && textsOf(result.saved)).toContain('You have that already')
  })

  it('several KPIs in one question stay several', async () => {
    await world.ask('subscribe kpi nrr, grr by segment', { as: 'mia@example.com' })
    expect(standing(await open())).toMatchObject({ what: 'kpi', metric: 'nrr,grr', question: 'by segment' })
  })

  it('keeps its identity, whatever of it changes', async () => {
    await save()
    const before = await one()
    await world.database.query(`update revops.subscriptions set told = 'x', paused = 'y'`)
    const metadata = JSON.stringify({ id: before?.id, here })
    expect(await saidBy({ every: 'daily', time: '10:00' }, as('mia'), metadata)).toContain('now comes daily at 10:00')
    // The same topic in the same place: what was told is still what was told.
    expect(await one()).toMatchObject({ id: before?.id, told: 'x', paused: null })
    await saidBy({ what: 'kpi', metric: 'bookings', place: 'dm' }, as('mia'), metadata)
    expect(await subscriptions?.of('mia')).toMatchObject([
      { id: before?.id, kind: 'kpi', topic: 'bookings', told: null, schedule: 'mondays at 09:00' },
    ])
  })

  it('into one that there is already is refused', async () => {
    await save()
    await save({ what: 'kpi', metric: 'bookings' })
    const metadata = JSON.stringify({ id: (await one())?.id })
    expect((await errorsOf({ what: 'kpi', metric: 'bookings' }, as('mia'), metadata)).what).toContain(
      'as a subscription of its own',
    )
    expect(await kept()).toHaveLength(2)
  })

  it('an account stays the one it is, however many are called so', async () => {
    const called = (id: string) => ({ id, name: 'Harbor Foods', owner_id: 'ann' })
    await insertRows(world.database, 'accounts', [called('001')])
    await save({ what: 'account', account: 'harbor foods' })
    await insertRows(world.database, 'accounts', [called('002')])
    const form = await open()
    const result = await desk.save(as('mia'), {
      metadata: form.private_metadata,
      values: { ...standing(form), every: 'daily', time: '7:00' },
    })
    expect('saved' in result && textsOf(result.saved)).toContain('*Harbor Foods* now comes daily at 07:00')
    expect(await kept()).toMatchObject([{ topic: '001' }])
    await world.database.query(`delete from ssot.accounts where id in ('001', '002')`)
  })

  it.each([
    ['one that is gone', 'mia', '00000000-0000-0000-0000-000000000000'],
    ['another’s', 'ann', undefined],
    ['no id at all', 'mia', 'x'],
  ])('%s is none of theirs', async (_, name, id) => {
    await save()
    const seed = { kind: 'edit', id: id ?? (await one())?.id ?? '' } as const
    await expect(desk.form(as(name), seed, here)).rejects.toThrow('has ended already')
    const metadata = JSON.stringify({ id: seed.id })
    await expect(save({}, as(name), metadata)).rejects.toThrow('has ended already')
  })
})

it('who is not known gets no form', async () => {
  await expect(desk.form(as('nobody'), { kind: 'new' }, here)).rejects.toThrow('I do not know you yet')
})
