import { Temporal } from 'temporal-polyfill'
import { describe, expect, it, test } from 'vitest'
import { loadConfig } from '../../src/config.ts'
import { installedIn, removedId, workspaceOf } from '../../src/house/installed.ts'

const config = loadConfig({})
const entry = (enterprise?: string) => ({ enterprise, config })
const at = Temporal.Instant.from('2026-11-15T13:00:00Z')
const row = (id: string, installedAt = at) => ({ id, isEnterpriseInstall: id.startsWith('E'), installedAt })
const workspaces = { T1: entry(), T2: entry('E1'), T3: entry('E1'), E2: entry() }

describe('which workspaces have the app', () => {
  test.each<[string, string[], Record<string, string>]>([
    ['none', [], {}],
    ['a workspace by its own', ['T1'], { T1: 'T1' }],
    ['those of an organization by that', ['E1'], { T2: 'E1', T3: 'E1' }],
    ['its own before its organization’s', ['E1', 'T2'], { T2: 'T2', T3: 'E1' }],
    ['an organization that is named itself', ['E2'], { E2: 'E2' }],
    ['not what the file does not name', ['T9', 'E9'], {}],
  ])('%s', (_, rows, wanted) => {
    const found = installedIn(
      workspaces,
      rows.map((id) => row(id)),
    )
    expect(Object.fromEntries([...found].map(([id, { by }]) => [id, by]))).toEqual(wanted)
  })

  it('installing again makes another version', () => {
    const of = (installedAt: Temporal.Instant) => installedIn(workspaces, [row('T1', installedAt)]).get('T1')?.version
    expect(of(at)).toBe(of(at))
    expect(of(at)).not.toBe(of(at.add({ milliseconds: 1 })))
  })
})

test.each<[string, string | undefined, string | undefined, string | undefined]>([
  ['a workspace', 'T1', undefined, 'T1'],
  ['a workspace of an organization', 'T2', 'E1', 'T2'],
  ['one that is named never goes to its organization’s', 'T1', 'E2', 'T1'],
  ['one that is not named goes to its organization’s', 'T8', 'E2', 'E2'],
  ['one whose organization is not named either', 'T8', 'E1', undefined],
  ['an organization without a workspace', undefined, 'E2', 'E2'],
  ['a stranger', 'T9', undefined, undefined],
  ['a name that every object has', 'constructor', undefined, undefined],
])('whose request it is: %s', (_, teamId, enterpriseId, wanted) => {
  expect(workspaceOf(workspaces, { teamId, enterpriseId })).toBe(wanted)
})

describe('what a removal ends', () => {
  const removal = { event: 'app_uninstalled' as const, bot: true, at, isEnterpriseInstall: false }
  test.each([
    ['a workspace', { teamId: 'T1', enterpriseId: undefined }, 'T1'],
    ['a workspace of an organization, alone', { teamId: 'T1', enterpriseId: 'E1' }, 'T1'],
    ['an organization', { teamId: undefined, enterpriseId: 'E1' }, 'E1'],
    ['an organization that says so', { teamId: 'T1', enterpriseId: 'E1', isEnterpriseInstall: true }, 'E1'],
    ['an organization where a workspace stands', { teamId: 'E1', enterpriseId: undefined }, 'E1'],
    ['what a person had granted', { teamId: 'T1', enterpriseId: undefined, bot: false }, undefined],
  ])('%s', (_, about, wanted) => {
    expect(removedId({ ...removal, ...about })).toBe(wanted)
  })
})
