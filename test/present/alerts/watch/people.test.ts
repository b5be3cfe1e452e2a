import { expect, it } from 'vitest'
import type { Metric } from '../../../../src/define/metric.ts'
import arr from '../../../../src/metrics/arr.ts'
import bookings from '../../../../src/metrics/bookings.ts'
import leads from '../../../../src/metrics/leads.ts'
import { peopleFinder, peopleOf } from '../../../../src/present/alerts/watch/people.ts'
import { useWorld } from '../../../support/world.ts'

const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
await world.fill({
  users: [
    { id: 'rex', name: 'Rex', email: 'rex@example.com', role: 'ops', team: 'Ops', manager_id: null },
    { id: 'mia', name: 'Mia', email: 'mia@example.com', role: 'manager', team: 'East', manager_id: 'rex' },
    {
      id: 'max',
      name: 'Max',
      email: 'max@example.com',
      role: 'manager',
      team: 'East',
      manager_id: 'rex',
      active: false,
    },
    { id: 'ann', name: 'Ann', email: 'ann@example.com', role: 'rep', team: 'East', manager_id: 'mia' },
    { id: 'bob', name: 'Bob', email: 'bob@example.com', role: 'rep', team: 'East', manager_id: 'mia', active: false },
    { id: 'sue', name: 'Sue', email: 'sue@example.com', role: 'rep', team: 'South', manager_id: 'mia' },
    { id: 'tom', name: 'Tom', email: 'tom@example.com', role: 'rep', team: 'South', manager_id: 'mia' },
    { id: 'cleo', name: 'Cleo', email: 'cleo@example.com', role: 'cs', team: 'CS', manager_id: 'rex' },
    { id: 'zoe', name: 'Zoe', email: 'zoe@example.com', role: 'rep', team: 'West', manager_id: 'max', active: false },
  ],
  accounts: [
    { id: 'acme', name: 'Acme', owner_id: 'ann', csm_id: 'cleo' },
    { id: 'lonely', name: 'Lonely', owner_id: null, csm_id: null },
  ],
})
const context = await world.context()

it.each<[string, string | undefined, string | null, string[], string[]]>([
  ['the company is nobody’s', undefined, null, [], []],
  ['a segment is nobody’s', 'segment', 'SMB', [], []],
  ['an owner is mentioned, and it is about them', 'owner', 'ann', ['ann'], ['ann']],
  ['of who left, their manager is', 'owner', 'bob', ['mia'], ['bob']],
  ['nobody is where the manager left too', 'csm', 'zoe', [], ['zoe']],
  ['nobody is where the id is unknown', 'owner', 'nobody', [], ['nobody']],
  // Above Ann and Bob stand Mia and Rex; Max, who is of the team too, has only Rex above him.
  ['of a team who leads it, and it is for those above all of it', 'team', 'East', ['mia'], ['rex']],
  ['of a team of reps, also their manager, the nearest first', 'team', 'South', [], ['mia', 'rex']],
  ['a team whose manager left mentions nobody, and is for who is above', 'team', 'West', [], ['rex']],
  ['a team that nobody is of is nobody’s', 'team', 'North', [], ['(nobody)']],
])('%s', (_, by, key, mention, people) => {
  expect(peopleOf(context, by, key)).toEqual({ mention, people })
})

it.each<[string, Metric, string, string[]]>([
  ['what hangs on an account is its CSM’s and its owner’s', arr, 'acme', ['cleo', 'ann']],
  ['deals are the CSM’s, since others may have sold them', bookings, 'acme', ['cleo']],
  ['leads are theirs who have them', leads, 'acme', ['(nobody)']],
  ['an account without people is nobody’s', arr, 'lonely', ['(nobody)']],
  ['one that is not there is nobody’s', arr, 'gone', ['(nobody)']],
])('of an account: %s', async (_, metric, key, people) => {
  const find = await peopleFinder(context, { metric, by: 'account' }, [key])
  expect(find(key)).toEqual({ mention: [], people })
})

it('a total of somebody’s records alone is no total', async () => {
  const alone = await peopleFinder(
    context,
    { metric: bookings, by: 'segment', where: [{ dimension: 'owner', values: ['Ann'] }] },
    ['SMB'],
  )
  expect(alone('SMB').people).toEqual(['(nobody)'])
  const part = await peopleFinder(
    context,
    { metric: bookings, by: 'segment', where: [{ dimension: 'region', values: ['EMEA'] }] },
    ['SMB'],
  )
  expect(part('SMB').people).toEqual([])
})
