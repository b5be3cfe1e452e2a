import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { companyCalendar } from '../../src/calendar/company.ts'
import type { Alert, Observation } from '../../src/define/alert.ts'
import { alertDay, capNews, isSummary, summaryKey } from '../../src/schedule/cap.ts'
import type { NewsGroup } from '../../src/schedule/group.ts'
import { createMovableClock } from '../../src/schedule/movable-clock.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createFakeSlack } from './fake-slack.ts'
import { alert, bad, createReplica, instant, observation, type Replica, well } from './rig.ts'

const day = instant('2026-11-09T00:00:00Z')

const group = (key: string, channel: string, isNew = true): NewsGroup => {
  const told = { news: 'fired', observation: observation(key), since: day.toString(), before: null } as const
  return { post: { key, channel, locale: 'en' }, isNew, told: [told], standing: [] }
}
/** `A1` is a new message into channel A, `a1` news of one that is there. */
const groupOf = (name: string): NewsGroup =>
  group(name, name.charAt(0).toUpperCase(), name.charAt(0) === name.charAt(0).toUpperCase())

describe('room for new messages', () => {
  it.each([
    ['there is room for all', 'A1 A2', {}, 2, 'A1 A2'],
    ['the first, which are the worst, take it', 'A1 A2 A3', {}, 2, 'A1 A2 A+'],
    ['what was told earlier in the day counts', 'A1 A2', { A: 1 }, 2, 'A1 A+'],
    ['none is left', 'A1', { A: 9 }, 2, 'A+'],
    ['each channel has its own', 'A1 B1 A2 B2', { A: 1 }, 2, 'A1 B1 A+ B2'],
    ['news of what was told needs none and takes none', 'a1 A2 a3 A4', { A: 1 }, 2, 'a1 A2 a3 A+'],
  ])('%s', (_, names, told, most, expected) => {
    const kept = capNews(names.split(' ').map(groupOf), { told: new Map(Object.entries(told)), most, day })
    const shown = kept.map(({ post: { key, channel } }) => (key === summaryKey(channel, day) ? `${channel}+` : key))
    expect(shown.join(' ')).toBe(expected)
    expect(kept.every(({ post: { key } }) => isSummary(key) === !names.includes(key))).toBe(true)
  })
})

describe('the business day of an instant', () => {
  // Monday 23 November 2026 is a holiday in Japan; Tokyo's midnight is 15:00 UTC.
  const calendar = companyCalendar({ zone: 'Asia/Tokyo', holidays: { country: 'JP' } })
  it.each([
    ['a Friday at nine', '2026-11-20T00:00Z', '2026-11-19T15:00:00Z'],
    ['the last minute of it', '2026-11-20T14:59Z', '2026-11-19T15:00:00Z'],
    ['the Saturday after', '2026-11-20T15:00Z', '2026-11-19T15:00:00Z'],
    ['a holiday after the weekend', '2026-11-23T03:00Z', '2026-11-19T15:00:00Z'],
    ['the Tuesday after that', '2026-11-23T15:00Z', '2026-11-23T15:00:00Z'],
  ])('%s', (_, at, midnight) => {
    expect(alertDay(instant(at), calendar).toString()).toBe(midnight)
  })
})

describe('in a channel', () => {
  let database: TestDatabase
  let replica: Replica | undefined
  beforeEach(async () => {
    database = await createDatabase()
  })
  afterEach(async () => {
    await replica?.stop()
    await database.drop()
  })

  /** From Sunday 8 November on, with room for two messages a day; rules look at 09:00 unless they say otherwise. */
  async function begin(alerts: Readonly<Record<string, Alert>>) {
    const slack = createFakeSlack()
    const clock = createMovableClock({ start: instant('2026-11-08T12:00:00Z') })
    replica = createReplica({
      url: database.url,
      sender: slack,
      clock,
      definitions: { alerts },
      business: { alertsPerChannelAndDay: 2 },
    })
    await replica.start()
    return { slack, to: (at: string) => clock.set(instant(at)) }
  }
  const series = (names: string, fields: Partial<Observation> = bad) =>
    names.split(' ').map((name) => observation(name, { ...fields, weight: name.charCodeAt(0) }))

  it('the worst come by themselves, the rest in one summary that grows instead of coming again', async () => {
    const { slack, to } = await begin({
      many: alert(() => series('a b c d')),
      later: alert(() => series('x y'), { schedule: 'daily at 10:00', title: { en: 'Another', ja: '別' } }),
    })
    await to('2026-11-09T09:30:00Z')
    // Weights go by the letter: d and c are the worst.
    expect(slack.texts()).toEqual(['d fired', 'c fired', '2 more alerts: An alert'])
    const shown = () => JSON.stringify(slack.posts[2]?.blocks)
    expect(shown()).toContain('• *An alert* · b is seen\\n• *An alert* · a is seen')
    expect(shown()).toContain('at most 2 alerts a business day')
    await to('2026-11-09T10:30:00Z')
    expect(slack.texts()).toEqual(['d fired', 'c fired', '4 more alerts: Another, An alert'])
    expect(shown()).toContain('y is seen\\n• *Another* · x is seen')
  })

  it('critical rules take the room first, and the next day has its own', async () => {
    const { slack, to } = await begin({
      minor: alert(({ now }) => series(now.toString().startsWith('2026-11-09') ? 'a b' : 'a b e')),
      worse: alert(() => series('c d'), { severity: 'critical' }),
    })
    await to('2026-11-09T09:30:00Z')
    expect(slack.texts()).toEqual(['d fired', 'c fired', '2 more alerts: An alert'])
    await to('2026-11-10T09:30:00Z')
    expect(slack.texts()).toEqual(['d fired', 'c fired', '2 more alerts: An alert', 'e fired'])
  })

  it('nothing is lost: what stands in a summary is closed there, and told in its thread', async () => {
    const { slack, to } = await begin({
      many: alert(({ now }) => series('a b c', now.toString().startsWith('2026-11-09') ? bad : well)),
    })
    await to('2026-11-10T09:30:00Z')
    expect(slack.texts().slice(2)).toEqual([
      '1 more alert: An alert',
      ...['c', 'b'].map((name) => `reply: ${name} recovered`),
      'reply: a recovered',
    ])
    expect(JSON.stringify(slack.posts[2]?.blocks)).toContain('*Over* after 1 day · *An alert* · a is seen')
    expect(slack.posts.at(-1)?.thread).toBe('3')
  })
})
