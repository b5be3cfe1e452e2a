import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMovableClock } from '../../src/schedule/movable-clock.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createFakeSlack } from './fake-slack.ts'
import { createReplica, instant, type Replica, report } from './rig.ts'

let database: TestDatabase
let running: Replica | undefined
beforeEach(async () => {
  database = await createDatabase()
  await database.query(
    `insert into ssot.users (id, name, email, role, active) values
       ('u1', 'Olga', 'olga@x.example', 'ops', true), ('u2', 'Oskar', 'oskar@x.example', 'ops', true),
       ('u3', 'Left', 'left@x.example', 'ops', false), ('u4', 'Rita', 'rita@x.example', 'rep', true)`,
  )
})
afterEach(async () => {
  await running?.stop()
  await database.drop()
})

/** Two reports a day, each in a channel of its own, known since Sunday 8 November; `day` brings the clock to 12:00 of a day. */
async function begin(alertOwners: Readonly<Record<string, string>> = {}, channelLocale: 'en' | 'ja' = 'en') {
  const slack = createFakeSlack()
  const clock = createMovableClock({ start: instant('2026-11-08T12:00:00Z') })
  const replica = createReplica({
    url: database.url,
    clock,
    sender: slack,
    definitions: { reports: { daily: report(), other: report({ channel: 'alerts', schedule: 'daily at 10:00' }) } },
    config: { locale: channelLocale },
    alertOwners,
  })
  running = replica
  await replica.start()
  return {
    slack,
    replica,
    day: (day: number) => clock.set(instant(`2026-11-${String(day).padStart(2, '0')}T12:00:00Z`)),
  }
}

const told = (slack: ReturnType<typeof createFakeSlack>) =>
  slack.posts.filter(({ channel }) => channel.startsWith('mailto:')).map(({ channel, text }) => `${channel} ${text}`)

test('a channel that vanished is told once to everybody in ops, and again only after something has arrived there', async () => {
  const { slack, day } = await begin()
  slack.closed.set('C0SALES', 'channel_not_found')
  await day(9)
  const once = ['olga', 'oskar'].map(
    (name) =>
      `mailto:${name}@x.example “A report” could not be posted to #sales. The channel no longer exists, or is private and the bot is not in it.`,
  )
  expect(told(slack).sort()).toEqual(once)
  await day(11)
  expect(told(slack)).toHaveLength(2)
  // The other channel went on all the while, once a day.
  expect(slack.texts('C0ALERTS')).toHaveLength(3)
  // Another error of the same channel is other news.
  slack.closed.set('C0SALES', 'is_archived')
  await day(12)
  expect(told(slack).slice(2).sort()).toEqual([
    expect.stringContaining('mailto:olga@x.example “A report” could not be posted to #sales. The channel is archived.'),
    expect.stringContaining('mailto:oskar@x.example'),
  ])
  slack.closed.delete('C0SALES')
  await day(13)
  expect(slack.texts('C0SALES')).toEqual(['report 2026-11-13T09:00:00Z'])
  slack.closed.set('C0SALES', 'channel_not_found')
  await day(15)
  expect(told(slack)).toHaveLength(6)
})

test('the report’s own person is told, else the one for all; somebody who left is passed over', async () => {
  const { slack, day } = await begin({ daily: 'rita@x.example', other: 'left@x.example', ops: 'boss@x.example' })
  slack.closed.set('C0SALES', 'not_in_channel').set('C0ALERTS', 'not_in_channel')
  await day(9)
  expect(told(slack).map((line) => line.split(' ')[0])).toEqual(['mailto:rita@x.example', 'mailto:boss@x.example'])
})

test('in Japanese where the company speaks it, with what to do', async () => {
  const { slack, day } = await begin({ ops: 'boss@x.example' }, 'ja')
  slack.closed.set('C0SALES', 'not_in_channel')
  await day(9)
  expect(told(slack)).toEqual([
    'mailto:boss@x.example 「レポート」を #sales に投稿できませんでした。 ボットがチャンネルに参加していません。',
  ])
  const [notice] = slack.posts.filter(({ channel }) => channel.startsWith('mailto:'))
  expect(JSON.stringify(notice?.blocks)).toContain(
    '`/invite @RevOps` を実行してから、`revops deliveries retry &lt;key&gt;`',
  )
})

test('a direct message that cannot be posted is not told of: nothing loops', async () => {
  const { slack, replica, day } = await begin({ ops: 'boss@x.example' })
  slack.closed.set('C0SALES', 'is_archived').set('mailto:boss@x.example', 'nobody in Slack has this e-mail')
  await day(11)
  expect(told(slack)).toEqual([])
  const { rows } = await database.query(
    `select channel, count(*)::int as failed from revops.deliveries where state = 'failed' group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { channel: 'C0SALES', failed: 3 },
    { channel: 'mailto:boss@x.example', failed: 1 },
  ])
  expect(replica.log.lines.filter(({ facts }) => facts.channel === 'mailto:boss@x.example')).toHaveLength(1)
})

test('where nobody is known to tell, the log says so', async () => {
  await database.query(`delete from ssot.users where role = 'ops'`)
  const { slack, replica, day } = await begin()
  slack.closed.set('C0SALES', 'is_archived')
  await day(9)
  expect(told(slack)).toEqual([])
  expect(replica.log.lines.find(({ sentence }) => sentence.startsWith('nobody is told'))?.level).toBe('warn')
})
