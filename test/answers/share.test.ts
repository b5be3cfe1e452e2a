import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { type Answers, createAnswers } from '../../src/answers/answer.ts'
import { UserError } from '../../src/errors.ts'
import { firing, shown, useWorld } from '../support/world.ts'

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
const rows = {
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
  costs: [{ id: 'c', day: '2026-10-05', department: 'sales' as const, kind: 'people' as const, amount: 70 }],
}
await world.fill(rows)
const answers = createAnswers(world.workshop)
const share = (as: string, text: string, ...readers: (string | undefined)[]) => shareOf(answers, as, text, readers)
const shareOf = (of: Answers, as: string, text: string, readers: readonly (string | undefined)[]) =>
  of.share({
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

  it.each(['rows bookings csv', 'explain bookings sql'])('“%s” has a file for one person', async (text) => {
    await expect(share('eve', text, 'rex')).rejects.toThrow('for you alone')
    expect(await share('eve', text.replace(/ (csv|sql)$/, ''), 'rex')).toMatchObject({ kind: 'open' })
  })

  it('what cannot be answered at all is a sentence, as when it was asked', async () => {
    await expect(share('ann', 'kpi cac', 'eve')).rejects.toThrow(UserError)
    await expect(share('who', 'kpi bookings', 'eve')).rejects.toThrow('do not know you')
  })
})

describe('what fires is shared where all may know of it', async () => {
  const series = {
    alert: 'win_rate_drop',
    label: '',
    state: 'firing',
    since: now,
    summary: { en: 'Win rate fell', ja: '受注率が低下' },
  } as const
  const watched = await useWorld({
    at,
    state: firing({ ...series, series: 'all', people: [] }, { ...series, series: 'ann', people: ['ann'] }),
  })
  await watched.fill(rows)
  const of = createAnswers(watched.workshop)

  it.each<[string, string, string[], string]>([
    ['alerts', 'eve', ['rex'], 'open'],
    // Of the two that fire for eve, max hears of one, as nothing is told of people to who sees totals.
    ['alerts', 'eve', ['rex', 'max'], 'closed'],
    ['alerts', 'ann', ['mia'], 'open'],
    ['alerts', 'bob', ['ann'], 'closed'],
    ['digest', 'eve', ['rex'], 'open'],
    ['digest', 'eve', ['max'], 'closed'],
  ])('“%s” of %s among %s: %s', async (text, as, readers, kind) => {
    expect(await shareOf(of, as, text, readers)).toMatchObject({ kind })
  })
})
