import { describe, expect, it } from 'vitest'
import { scopeOf, within } from '../../src/query/scope.ts'
import { type Person, treeOf } from '../../src/ssot/people.ts'
import { useSsot } from '../support/ssot.ts'

const person = (id: string, managerId: string | null, role: Person['role'] = 'rep'): Person => ({
  id,
  name: id,
  email: `${id}@example.com`,
  role,
  team: null,
  managerId,
  active: true,
})

describe('who stands under whom', () => {
  const people = [
    person('boss', null, 'manager'),
    person('lead', 'boss', 'manager'),
    person('rep', 'lead'),
    person('other', null),
  ]
  it('goes to any depth', () => {
    expect(treeOf(people, 'boss').sort()).toEqual(['boss', 'lead', 'rep'])
    expect(treeOf(people, 'rep')).toEqual(['rep'])
  })

  it('ends where the data go in a circle', () => {
    expect(treeOf([person('a', 'b'), person('b', 'a'), person('c', 'c')], 'a').sort()).toEqual(['a', 'b'])
    expect(treeOf([person('c', 'c')], 'c')).toEqual(['c'])
  })

  it('sets what each role may see', () => {
    const scope = (role: Person['role']) => scopeOf({ ...person('lead', 'boss', role) }, people)
    expect(scope('executive')).toEqual({ kind: 'everything' })
    expect(scope('ops')).toEqual({ kind: 'everything' })
    expect(scope('marketing')).toEqual({ kind: 'aggregates' })
    expect(scope('manager')).toEqual({ kind: 'people', ids: ['lead', 'rep'] })
    expect(scope('cs')).toEqual({ kind: 'people', ids: ['lead', 'rep'] })
  })

  it('never widens a scope', () => {
    const own = { kind: 'people', ids: ['a', 'b'] } as const
    expect(within(own, { kind: 'people', ids: ['a'] })).toEqual({ kind: 'people', ids: ['a'] })
    expect(within(own, { kind: 'people', ids: ['a', 'c'] })).toBeUndefined()
    expect(within(own, { kind: 'everything' })).toBeUndefined()
    expect(within(own, { kind: 'aggregates' })).toBeUndefined()
    expect(within({ kind: 'aggregates' }, { kind: 'people', ids: ['a'] })).toBeUndefined()
    expect(within({ kind: 'everything' }, own)).toEqual(own)
  })
})

describe('people of the SSOT', async () => {
  const tokyo = await useSsot()
  it('keep those who left; an unknown role is the narrowest', async () => {
    await tokyo.fill({
      users: [
        { id: 'a', name: 'A', email: ' A@Example.com ', role: 'Manager', active: false },
        { id: 'b', name: null, email: null, role: 'sales wizard' },
      ],
    })
    const { people } = await tokyo.source.snapshot()
    expect(people).toMatchObject([
      { id: 'a', email: 'a@example.com', role: 'manager', active: false },
      { id: 'b', name: 'b', email: '', role: 'rep', active: true },
    ])
  })
})
