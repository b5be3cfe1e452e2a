import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Block } from '../../src/blocks/types.ts'
import { loadCatalog } from '../../src/catalog.ts'
import type { Report } from '../../src/define/report.ts'
import type { NewSubscription } from '../../src/define/subscription.ts'
import { createMovableClock } from '../../src/schedule/movable-clock.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { writeWorld } from '../support/rows.ts'
import { createFakeSlack } from './fake-slack.ts'
import { createReplica, instant, message, type Replica, type ReplicaOptions, report, stopped } from './rig.ts'

// Friday 6 November 2026, noon UTC. The small world: Ann and Bob sell under Mia, Cleo has customers, Rex runs operations.
const friday = instant('2026-11-06T12:00:00Z')
const monday = '2026-11-09T09:00:00Z'

let database: TestDatabase
let replicas: Replica[] = []
beforeEach(async () => {
  database = await createDatabase()
  await writeWorld(database, 'UTC', {})
})
afterEach(async () => {
  await Promise.all(replicas.map((each) => each.stop()))
  replicas = []
  await database.drop()
})

function replica(options: Omit<ReplicaOptions, 'url'>): Replica {
  const made = createReplica({ url: database.url, ...options })
  replicas.push(made)
  return made
}

/** Says with whose eyes it was seen: "who: the people in scope"; posted nowhere by itself. */
const { channel: _, ...eyes } = report({
  schedule: 'mondays at 09:00',
  run: async ({ who, scope }) => message(`${who.id}: ${scope.kind === 'people' ? scope.ids.join(' ') : scope.kind}`),
})

const wanted = (fields: Partial<NewSubscription> = {}): NewSubscription => ({
  person: 'ann',
  kind: 'report',
  topic: 'eyes',
  label: '',
  channel: null,
  locale: 'en',
  schedule: 'mondays at 09:00',
  zone: 'UTC',
  onlyChanges: false,
  knownSince: friday,
  ...fields,
})

async function subscribe({ scheduler }: Replica, ...all: readonly NewSubscription[]): Promise<void> {
  for (const each of all) await scheduler.workshop.subscriptions?.add(each)
}

const runs = async () =>
  (await database.query(`select outcome, late, reason from revops.runs where kind = 'subscription' order by due`)).rows

/** One replica under a clock that can be moved, with the report `eyes`. */
async function started(options: Partial<ReplicaOptions> = {}) {
  const slack = createFakeSlack()
  const clock = createMovableClock({ start: friday })
  const made = replica({ clock, sender: slack, definitions: { reports: { eyes } }, ...options })
  await made.start()
  return { slack, clock, made }
}

describe('whose eyes', () => {
  test('each recipient gets what they may see, in their direct messages', async () => {
    const { slack, clock, made } = await started()
    await subscribe(made, wanted(), wanted({ person: 'mia' }), wanted({ person: 'rex' }))
    await clock.set(instant(monday))
    const told = new Map(slack.posts.map(({ channel, text }) => [channel, text]))
    expect(told).toEqual(
      new Map([
        ['D-ann@example.com', 'ann: ann'],
        ['D-mia@example.com', 'mia: mia ann bob'],
        ['D-rex@example.com', 'rex: everything'],
      ]),
    )
  })

  test('two questions about one KPI come under headings of their own', async () => {
    const { slack, clock, made } = await started({ catalog: await loadCatalog(), channels: {} })
    const kpi = (topic: string) => wanted({ person: 'rex', kind: 'kpi', topic, channel: 'C0TEAM' })
    await subscribe(made, kpi('bookings'), kpi('bookings by segment'), { ...kpi('bookings by region'), locale: 'ja' })
    await clock.set(instant(monday))
    const blocks = slack.posts.filter(({ channel }) => channel === 'C0TEAM').flatMap((post) => post.blocks as Block[])
    const headings = blocks.flatMap((block) => (block.type === 'header' ? [block.text.text] : []))
    expect(headings.sort()).toEqual(['Bookings', 'Bookings by segment', '受注金額 地域別'])
  })

  test('a channel sees with the eyes of who subscribed it, as they are by then', async () => {
    const { slack, clock, made } = await started({ definitions: { reports: { eyes: { ...eyes, audience: 'team' } } } })
    await subscribe(made, wanted({ person: 'mia', channel: 'C0TEAM' }))
    await database.query(`update ssot.users set manager_id = 'rex' where id = 'bob'`)
    await clock.set(instant(monday))
    expect(slack.texts('C0TEAM')).toEqual(['mia: mia ann'])
  })

  test('who left gets nothing, and the subscription is paused with one note', async () => {
    const { slack, clock, made } = await started()
    await subscribe(made, wanted())
    await database.query(`update ssot.users set active = false where id = 'ann'`)
    await clock.set(instant('2026-11-23T09:00:00Z'))
    expect(slack.posts).toEqual([])
    const why = 'whoever subscribed is not active in ssot.users any more'
    expect(await runs()).toEqual([{ outcome: 'no access', late: false, reason: why }])
    expect(made.log.lines.filter(({ sentence }) => sentence.includes('lost access'))).toHaveLength(1)
    expect((await made.scheduler.workshop.subscriptions?.of('ann'))?.[0]?.paused).toBe(why)
  })

  test('who may not have it there any more gets nothing; subscribing again wakes it', async () => {
    const { slack, clock, made } = await started({ definitions: { reports: { eyes: { ...eyes, audience: 'team' } } } })
    const mias = wanted({ person: 'mia', channel: 'C0TEAM' })
    await subscribe(made, mias)
    await database.query(`update ssot.users set role = 'rep' where id = 'mia'`)
    await clock.set(instant(monday))
    expect(slack.posts).toEqual([])
    expect(await runs()).toMatchObject([{ outcome: 'no access', reason: 'the role rep may not have this there' }])
    await database.query(`update ssot.users set role = 'manager' where id = 'mia'`)
    await subscribe(made, { ...mias, knownSince: clock.now() })
    await clock.set(instant('2026-11-16T09:00:00Z'))
    expect(slack.texts('C0TEAM')).toEqual(['mia: mia ann bob'])
  })

  test('a table of users that is just being loaded takes nobody’s access away', async () => {
    const { slack, clock, made } = await started({ timing: { runAttempts: 50 } })
    await subscribe(made, wanted())
    await database.query('create table kept as table ssot.users; delete from ssot.users')
    await clock.set(instant(monday))
    expect(slack.posts).toEqual([])
    await database.query('insert into ssot.users table kept')
    await expect.poll(() => slack.texts(), { timeout: 5_000 }).toEqual(['ann: ann'])
  })

  test('who has no Slack account is named in the ledger, and nothing else stops', async () => {
    const { slack, clock, made } = await started()
    await database.query(`update ssot.users set email = 'unknown@example.com' where id = 'ann'`)
    await subscribe(made, wanted(), wanted({ person: 'bob' }))
    await clock.set(instant(monday))
    expect(slack.texts()).toEqual(['bob: bob'])
    expect((await runs()).map(({ outcome }) => outcome).sort()).toEqual(['no channel', 'told'])
  })
})

describe('when', () => {
  test('a subscription made just before the clock moves is in time; once ended, nothing comes', async () => {
    const { slack, clock, made } = await started()
    await subscribe(made, wanted())
    await clock.set(instant(monday))
    const [own] = (await made.scheduler.workshop.subscriptions?.of('ann')) ?? []
    await made.scheduler.workshop.subscriptions?.remove([own?.id ?? ''])
    await clock.set(instant('2026-11-16T09:00:00Z'))
    expect(slack.texts()).toEqual(['ann: ann'])
  })

  test('another replica takes it up at its next ring, and of two exactly one sends it', async () => {
    const { slack, clock, made } = await started()
    const other = replica({ clock, sender: slack, definitions: { reports: { eyes } } })
    await other.start()
    await subscribe(made, wanted(), wanted({ person: 'bob' }), wanted({ person: 'mia' }))
    await clock.set(instant('2026-11-16T09:00:00Z'))
    // Two Mondays, three people.
    expect(slack.posts).toHaveLength(6)
    expect(new Set(slack.posts.map(({ key }) => key)).size).toBe(6)
    expect((await runs()).map(({ outcome }) => outcome)).toEqual(Array(6).fill('told'))
  })

  test('times are those of the subscriber’s zone', async () => {
    const { slack, clock, made } = await started()
    // 09:00 in New York is 14:00 UTC in November.
    await subscribe(made, wanted({ zone: 'America/New_York' }))
    await clock.set(instant('2026-11-09T13:59:00Z'))
    expect(slack.posts).toEqual([])
    await clock.set(instant('2026-11-09T14:00:00Z'))
    expect(slack.texts()).toEqual(['ann: ann'])
  })

  test('what was missed while down is caught up once, marked late; nothing is owed from before it was made', async () => {
    const first = await started()
    await subscribe(first.made, wanted(), wanted({ person: 'bob', knownSince: instant('2026-11-09T10:00:00Z') }))
    await first.made.stop()
    replicas = []
    const slack = createFakeSlack()
    const after = replica({
      clock: stopped('2026-11-09T20:00:00Z'),
      sender: slack,
      definitions: { reports: { eyes } },
    })
    await after.start()
    await after.scheduler.settle()
    expect(slack.texts()).toEqual(['ann: ann'])
    expect(JSON.stringify(slack.posts[0]?.blocks)).toContain('Posted late: this was due Mon 9 Nov 2026, 09:00 UTC.')
  })

  test('nothing to say is nothing sent', async () => {
    const { slack, clock, made } = await started({
      definitions: { reports: { eyes: { ...eyes, run: async () => null } } },
    })
    await subscribe(made, wanted())
    await clock.set(instant(monday))
    expect(slack.posts).toEqual([])
    expect(await runs()).toMatchObject([{ outcome: 'nothing to say' }])
  })

  test('a crowd at one instant is served a few at a time', async () => {
    let running = 0
    let most = 0
    const slow: Report = {
      ...eyes,
      run: async ({ who }) => {
        running += 1
        most = Math.max(most, running)
        await new Promise((resolve) => setTimeout(resolve, 30))
        running -= 1
        return message(who.id)
      },
    }
    const { slack, clock, made } = await started({ definitions: { reports: { eyes: slow } } })
    const zones = ['UTC', 'Africa/Abidjan', 'Atlantic/Reykjavik', 'Africa/Dakar']
    const crowd = ['ann', 'bob', 'mia', 'cleo', 'rex'].flatMap((person) =>
      zones.map((zone, i) => wanted({ person, zone, channel: i === 0 ? null : `C0PLACE${i}` })),
    )
    // Only who sees everything may have it in channels: five in direct messages and three of Rex's are sent.
    await subscribe(made, ...crowd)
    await clock.set(instant(monday))
    expect(slack.posts).toHaveLength(8)
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(4)
  })
})

describe('what is followed', () => {
  test('a line says why it comes and how it stops', async () => {
    const { slack, clock, made } = await started()
    await subscribe(made, wanted(), wanted({ person: 'rex', channel: 'C0ALL', locale: 'ja' }))
    await clock.set(instant(monday))
    const blocksIn = (channel: string) => JSON.stringify(slack.posts.find((each) => each.channel === channel)?.blocks)
    expect(blocksIn('D-ann@example.com')).toContain(
      'You subscribed to this: Mondays at 09:00. To stop: `/revops unsubscribe eyes`',
    )
    expect(blocksIn('C0ALL')).toContain(
      'Rexさんの設定によるチャンネル配信：毎週月曜 9:00。停止するには `/revops unsubscribe eyes here`',
    )
    // To oneself, a button changes it; in a channel most who read it may want their own.
    const [own] = (await made.scheduler.workshop.subscriptions?.of('ann')) ?? []
    expect(blocksIn('D-ann@example.com')).toContain('"action_id":"subscribe_edit"')
    expect(blocksIn('D-ann@example.com')).toContain(`"value":"${own?.id}"`)
    expect(blocksIn('C0ALL')).toContain('"action_id":"subscribe_new"')
    expect(blocksIn('C0ALL')).not.toContain('subscribe_edit')
  })

  test('a KPI is what the command answers that person; an account comes when something changed', async () => {
    await database.query(`
      insert into ssot.opportunities (id, name, account_id, owner_id, stage_id, amount, created_at, closed_at, updated_at)
      values ('a', 'A', 'acme', 'ann', 'won', 100, '2026-10-01', '2026-11-02', '2026-11-02'),
             ('b', 'B', 'globex', 'bob', 'won', 900, '2026-10-01', '2026-11-02', '2026-11-02')`)
    await database.query(
      `insert into ssot.subscriptions (id, account_id, started_on, mrr) values ('s', 'acme', '2026-01-01', 100)`,
    )
    const { slack, clock, made } = await started({ catalog: await loadCatalog(), channels: {} })
    const daily = 'daily at 09:00'
    await subscribe(
      made,
      wanted({ kind: 'kpi', topic: 'bookings this quarter' }),
      wanted({ kind: 'account', topic: 'acme', label: 'Acme', schedule: daily, onlyChanges: true }),
    )
    await clock.set(instant('2026-11-08T12:00:00Z'))
    // Saturday told it; on Sunday nothing had changed.
    expect(slack.texts()).toHaveLength(1)
    expect(slack.texts()[0]).toMatch(/^Acme: .*MRR ¥100$/)
    await database.query(`update ssot.subscriptions set mrr = 250`)
    await clock.set(instant(monday))
    expect(slack.texts()).toHaveLength(3)
    expect(slack.texts().join('\n')).toContain('MRR ¥250')
    // Ann's own 100, not Bob's 900.
    const bookings = slack.posts.find(({ text }) => text.startsWith('Bookings'))
    expect(bookings?.text).toMatch(/: ¥100\./)
    expect(bookings?.asksOn).toEqual(
      expect.arrayContaining(['why bookings this quarter', 'explain bookings this quarter']),
    )
  })

  test('an account that is not theirs any more is refused, and they are told once, until it is theirs again', async () => {
    const { slack, clock, made } = await started({ catalog: await loadCatalog(), channels: {} })
    await subscribe(made, wanted({ kind: 'account', topic: 'acme', label: 'Acme' }))
    const owner = (id: string) => database.query(`update ssot.accounts set owner_id = $1 where id = 'acme'`, [id])
    await owner('bob')
    await clock.set(instant('2026-11-16T09:00:00Z'))
    const refused = { outcome: 'refused', reason: expect.stringContaining('No account of yours') }
    expect(await runs()).toMatchObject([refused, refused])
    const told = 'mailto:ann@example.com'
    expect(slack.posts.map(({ channel }) => channel)).toEqual([told])
    expect(slack.texts(told)[0]).toMatch(/^“Acme” could not be sent\. No account of yours/)
    expect(JSON.stringify(slack.posts[0]?.blocks)).toContain('`/revops subscriptions`')
    await owner('ann')
    await clock.set(instant('2026-11-23T09:00:00Z'))
    expect(slack.texts('D-ann@example.com')).toHaveLength(1)
    await owner('bob')
    await clock.set(instant('2026-11-30T09:00:00Z'))
    expect(slack.texts(told)).toHaveLength(2)
  })

  test('who subscribed a channel that takes nothing is told what, where and how to mend it', async () => {
    const { slack, clock, made } = await started({ definitions: { reports: { eyes: { ...eyes, audience: 'team' } } } })
    await subscribe(made, wanted({ person: 'mia', channel: 'C0TEAM' }))
    slack.closed.set('C0TEAM', 'is_archived')
    await clock.set(instant(monday))
    expect(slack.posts.map(({ channel, text }) => [channel, text])).toEqual([
      ['mailto:mia@example.com', '“A report” could not be posted to C0TEAM. The channel is archived.'],
    ])
    const shown = JSON.stringify(slack.posts[0]?.blocks)
    expect(shown).toContain('Have it sent elsewhere, or stop it: `/revops subscriptions`.')
    expect(shown).not.toMatch(/REVOPS_CONFIG|revops deliveries/)
  })

  test('of direct messages that Slack does not take who runs the bot is told, in words', async () => {
    const { slack, clock, made } = await started({ alertOwners: { ops: 'rex@example.com' } })
    await subscribe(made, wanted())
    slack.closed.set('D-ann@example.com', 'user_disabled')
    await clock.set(instant(monday))
    expect(slack.texts('mailto:rex@example.com')).toEqual([
      '“A report” could not be posted to the direct messages of Ann. Slack or the queue says: user_disabled.',
    ])
  })
})

describe('in the configuration', () => {
  const entry = { report: 'eyes', as: 'Mia@example.com', channel: 'sales' }

  test('a channel and a person get a report without subscribing', async () => {
    const { slack, clock } = await started({
      business: { subscriptions: [entry, { report: 'eyes', as: 'ann@example.com', when: 'tuesdays at 10:00' }] },
      definitions: { reports: { eyes: { ...eyes, channel: 'elsewhere', audience: 'team' } } },
      // Its own channel is left out on purpose.
      channels: { sales: 'C0SALES', elsewhere: null },
    })
    await clock.set(instant('2026-11-10T10:00:00Z'))
    expect(slack.posts.map(({ channel, text }) => [channel, text])).toEqual([
      ['C0SALES', 'mia: mia ann bob'],
      ['D-ann@example.com', 'ann: ann'],
    ])
  })

  test.each([
    [
      'a report that is none',
      { ...entry, report: 'eye' },
      'subscriptions.0.report: there is no report “eye”; did you mean eyes',
    ],
    [
      'a channel that is not mapped',
      { ...entry, channel: 'x' },
      'subscriptions.0.channel: “channels” maps “x” to no Slack id',
    ],
    ['a time that is none', { ...entry, when: 'soon' }, 'subscriptions.0.when: “soon” is no schedule'],
  ])('%s is named at start', (_, wrong, words) => {
    const options = {
      sender: createFakeSlack(),
      definitions: { reports: { eyes } },
      business: { subscriptions: [wrong] },
    }
    expect(() => createReplica({ url: database.url, ...options })).toThrow(words)
  })
})
