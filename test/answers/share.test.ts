import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { createAnswers } from '../../src/answers/answer.ts'
import { UserError } from '../../src/errors.ts'
import { shown, useWorld } from '../support/world.ts'

const at = '2026-11-16T00:00:00Z'
const now = Temporal.Instant.from(at)
const business = { access: { roles: {}, metrics: { cac: ['executive', 'ops' as const] } } } as const
const world = await useWorld({
  at,
  business: { access: { roles: {}, metrics: { cac: [...business.access.metrics.cac] } } },
})
const user = (id: string, role: string, manager_id: string | null = null) => ({
  id,
  name: id,
  email: `${id}@example.com`,
  role,
  manager_id,
})
const won = (id: string, owner_id: string, amount: number) => ({
  id,
  owner_id,
  amount,
  stage_id: 'won',
  closed_at: '2026-11-10T09:00',
})
await world.fill({
  users: [
    user('eve', 'executive'),
    user('rex', 'ops'),
    user('mia', 'manager'),
    user('ann', 'rep', 'mia'),
    user('bob', 'rep', 'mia'),
    user('max', 'marketing'),
    { ...user('gone', 'executive'), active: false },
  ],
  opportunities: [won('a', 'ann', 100), won('b', 'bob', 20)],
  costs: [{ id: 'c', day: '2026-10-05', department: 'sales', kind: 'people', amount: 70 }],
})
const answers = createAnswers(world.workshop)
const share = (as: string, text: string, ...readers: (string | undefined)[]) =>
  answers.share({
    text,
    email: `${as}@example.com`,
    locale: 'en',
    now,
    readers: readers.map((id) => id && `${id}@example.com`),
  })

describe('an answer is shared where all may see it', () => {
  it.each<[string, string, string, string[]]>([
    ['whoever sees everything', 'eve', 'kpi bookings by owner', ['rex']],
    ['a manager sees what their people see', 'ann', 'kpi bookings', ['mia', 'eve']],
    ['nobody else is there', 'ann', 'kpi bookings', []],
    ['totals are open to who sees totals', 'eve', 'kpi bookings', ['max']],
    ['what is asked of one person, with that person', 'mia', 'pipeline @ann', ['ann']],
  ])('%s', async (_, as, text, readers) => {
    expect(await share(as, text, ...readers)).toMatchObject({ kind: 'open' })
  })

  it('names are left out for who sees totals only, and the figures are the same', async () => {
    const mine = await share('eve', 'digest', 'rex')
    const theirs = await share('eve', 'digest', 'rex', 'max')
    expect(mine.kind).toBe('open')
    expect(theirs.kind).toBe('open')
    expect(mine.answered.message.readings).toEqual(theirs.answered.message.readings)
    const [seen, left] = [mine, theirs].map(({ answered }) => shown(answered.message))
    expect(seen).toContain('ann')
    expect(left).not.toContain('ann')
  })
})

describe('where others would see other figures, or none, it is not', () => {
  it.each<[string, string, string, (string | undefined)[], number[], number[]]>([
    ['a colleague', 'ann', 'kpi bookings', ['mia', 'bob'], [1], []],
    ['a rep among executives', 'eve', 'kpi bookings', ['rex', 'ann'], [1], [1]],
    ['people apart, for who sees totals', 'eve', 'kpi bookings by owner', ['max'], [0], [0]],
    ['somebody without a row', 'eve', 'kpi bookings', ['rex', 'who'], [1], [1]],
    ['somebody without an e-mail', 'eve', 'kpi bookings', [undefined], [0], [0]],
    ['somebody who left', 'eve', 'kpi bookings', ['gone'], [0], [0]],
    ['a KPI that a role may not see', 'eve', 'kpi cac last month', ['max'], [0], [0]],
    // Mia knows what her people may see, and nothing of Max.
    ['those whose access whoever shares knows', 'mia', 'kpi bookings', ['ann', 'max', 'bob'], [0, 1, 2], [0, 2]],
  ])('%s', async (_, as, text, readers, closedTo, nameable) => {
    expect(await share(as, text, ...readers)).toMatchObject({ kind: 'closed', closedTo, nameable })
  })

  it('what cannot be answered at all is a sentence, as when it was asked', async () => {
    await expect(share('ann', 'kpi cac', 'eve')).rejects.toThrow(UserError)
    await expect(share('who', 'kpi bookings', 'eve')).rejects.toThrow('do not know you')
  })
})
