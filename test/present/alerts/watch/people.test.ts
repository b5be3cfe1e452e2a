import { expect, it } from 'vitest'
import { peopleOf } from '../../../../src/present/alerts/watch/people.ts'
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
    { id: 'zoe', name: 'Zoe', email: 'zoe@example.com', role: 'rep', team: 'West', manager_id: 'max', active: false },
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
  ['of a team who leads it, while they are here', 'team', 'East', ['mia'], []],
  ['a team without a manager mentions nobody', 'team', 'West', [], []],
])('%s', (_, by, key, mention, people) => {
  expect(peopleOf(context, by, key)).toEqual({ mention, people })
})
