import type { Row } from '../row.ts'
import { idOf, type World } from './world.ts'

const teamSize = 10
const regions = ['East', 'West', 'Central', 'Abroad']

const teamName = (team: number): string => `${regions[team % regions.length]} ${Math.floor(team / regions.length) + 1}`

const repOf = (index: number): string => idOf('rep', index)

/** Whose account, or deal without an account of its own, it is: a number spread over all reps. */
export const repFor = ({ size }: World, index: number): string => repOf((index * 7_919) % size.reps)

const successPeople = ({ size }: World): number => Math.max(2, Math.round(size.reps / 5))

export const csmFor = (world: World, index: number): string => idOf('csm', (index * 104_729) % successPeople(world))

export const teamsOf = ({ size }: World): string[] =>
  Array.from({ length: Math.ceil(size.reps / teamSize) }, (_, team) => teamName(team))

export const repsOf = ({ size }: World): string[] => Array.from({ length: size.reps }, (_, rep) => repOf(rep))

/** Executive → head of sales → team managers → reps; customer success and marketing beside them; some have left. */
export function* people(world: World): Generator<Row<'users'>> {
  const person = (id: string, role: string, team: string, manager: string | null, active = true): Row<'users'> => ({
    id,
    name: `Person ${id}`,
    email: `${id}@large.example`,
    role,
    team,
    manager_id: manager,
    active,
  })
  yield person('executive', 'executive', 'Executive', null)
  yield person('operations', 'ops', 'Operations', 'executive')
  yield person('sales', 'manager', 'Sales', 'executive')
  yield person('success', 'cs', 'Customer Success', 'executive')
  const teams = teamsOf(world)
  for (const [team, name] of teams.entries()) yield person(idOf('manager', team), 'manager', name, 'sales')
  for (let rep = 0; rep < world.size.reps; rep += 1) {
    const team = rep % teams.length
    yield person(repOf(rep), 'rep', teams[team] ?? '', idOf('manager', team), rep % 12 !== 11)
  }
  for (let csm = 0; csm < successPeople(world); csm += 1)
    yield person(idOf('csm', csm), 'cs', 'Customer Success', 'success')
  for (let one = 0; one < Math.max(2, world.size.reps / 15); one += 1)
    yield person(idOf('marketing', one), 'marketing', 'Marketing', 'executive')
}
