import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { contextFor } from '../../src/answers/context.ts'
import type { Context } from '../../src/define/context.ts'
import type { Locale } from '../../src/define/words.ts'
import bookings from '../../src/metrics/bookings.ts'
import cac from '../../src/metrics/cac.ts'
import { dealsNeedingAttention } from '../../src/present/pipeline/attention.ts'
import type { Scope } from '../../src/query/scope.ts'
import { periodOf } from '../support/ssot.ts'
import { useWorld } from '../support/world.ts'

const now = Temporal.Instant.from('2026-11-16T00:00:00Z')
const world = await useWorld({ at: now.toString() })
const user = (id: string, role: string, manager_id: string | null = null) => ({
  id,
  name: id,
  email: `${id}@example.com`,
  role,
  manager_id,
})
const users = [
  user('eve', 'executive'),
  user('rex', 'ops'),
  user('vp', 'manager'),
  user('mia', 'manager', 'vp'),
  user('ann', 'rep', 'mia'),
  user('bob', 'rep', 'mia'),
  user('cleo', 'cs'),
  user('max', 'marketing'),
  user('odd', 'intern'),
]
const closed = (id: string, owner_id: string, amount: number) => ({
  id,
  owner_id,
  amount,
  stage_id: 'won',
  closed_at: '2026-11-02T09:00',
  account_id: 'acme',
})
await world.fill({ users, opportunities: [closed('a', 'ann', 100), closed('b', 'bob', 20), closed('v', 'vp', 3)] })

async function seenBy(id: string, locale: Locale = 'en'): Promise<Context> {
  const { people } = await world.workshop.source.snapshot()
  const who = people.find((each) => each.id === id)
  if (!who) throw new Error(`nobody is called ${id}`)
  return contextFor(world.workshop, { who, locale, now })
}
const windows = [{ period: periodOf('2026-Q4'), asOf: now }]

describe('what a role may see', () => {
  it.each<[string, number]>([
    ['eve', 123],
    ['rex', 123],
    ['max', 123],
    // To any depth: the vice-president's own, and everybody's below.
    ['vp', 123],
    ['mia', 120],
    ['ann', 100],
    ['bob', 20],
    // Acme is Cleo's in the small world, so its deals are hers to see; a role we do not know sees what a rep sees.
    ['cleo', 123],
    ['odd', 0],
  ])('%s: %d', async (id, sum) => {
    const context = await seenBy(id)
    expect((await context.read({ metrics: [bookings], windows })).one(bookings).value ?? 0).toBe(sum)
  })

  it.each<[string, Scope]>([
    ['ann', { kind: 'people', ids: ['bob'] }],
    ['ann', { kind: 'people', ids: ['ann', 'bob'] }],
    ['ann', { kind: 'everything' }],
    ['ann', { kind: 'aggregates' }],
    ['max', { kind: 'people', ids: ['ann'] }],
    ['max', { kind: 'everything' }],
    ['mia', { kind: 'people', ids: ['vp'] }],
  ])('%s cannot reach beyond it by asking for %j', async (id, scope) => {
    const context = await seenBy(id)
    await expect(context.read({ metrics: [bookings], windows, scope })).rejects.toThrow('not yours to see')
    await expect(context.list(dealsNeedingAttention, { period: periodOf('2026-Q4'), scope })).rejects.toThrow(
      'not yours to see',
    )
    const japanese = await seenBy(id, 'ja')
    await expect(japanese.read({ metrics: [bookings], windows, scope })).rejects.toThrow('閲覧できません')
  })

  it('a narrower one is taken', async () => {
    const context = await seenBy('mia')
    const scope = { kind: 'people', ids: ['bob'] } as const
    expect((await context.read({ metrics: [bookings], windows, scope })).one(bookings).value).toBe(20)
  })
})

describe('what goes wrong below is told in the asker’s language', () => {
  it.each<[Locale, RegExp]>([
    ['en', /^CAC is a figure of the whole company/],
    ['ja', /は全社の数値です/],
  ])('%s', async (locale, sentence) => {
    const context = await seenBy('ann', locale)
    await expect(context.read({ metrics: [cac], windows })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(sentence),
    })
  })
})
