import { randomBytes } from 'node:crypto'
import type { Installation } from '@slack/bolt'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createInstallations, rotateInstallations } from '../../../src/slack/installing/installation-store.ts'
import { deleteInstallation, listInstallations } from '../../../src/state/installations.ts'
import { migrate } from '../../../src/state/migrate.ts'
import { createSeal } from '../../../src/state/seal.ts'
import { createDatabase, type TestDatabase } from '../../support/database.ts'

const [old, newest] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')]
let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase('template0')
  await migrate(database.client)
})
beforeEach(() => database.query('truncate revops.installations'))
afterAll(() => database.drop())

const storeWith = (...keys: readonly string[]) => createInstallations(database.client, createSeal(keys))

const inTeam = (id: string, token: string, enterprise?: string): Installation => ({
  team: { id, name: `Team ${id}` },
  enterprise: enterprise === undefined ? undefined : { id: enterprise, name: 'Org' },
  user: { id: 'U1', token: undefined, scopes: undefined },
  bot: { token, scopes: ['commands', 'chat:write'], id: 'B1', userId: 'UBOT' },
  appId: 'A1',
  tokenType: 'bot',
  isEnterpriseInstall: false,
  authVersion: 'v2',
})
const inOrganization = (id: string, token: string): Installation => ({
  ...inTeam('none', token, id),
  team: undefined,
  isEnterpriseInstall: true,
})
const team = (teamId: string, enterpriseId?: string) => ({ teamId, enterpriseId, isEnterpriseInstall: false as const })
const organization = (enterpriseId: string) => ({ teamId: undefined, enterpriseId, isEnterpriseInstall: true as const })
const tokenIn = async (store: ReturnType<typeof storeWith>, query: ReturnType<typeof team | typeof organization>) =>
  (await store.fetchInstallation(query)).bot.token

describe('installations', () => {
  it('come back as Slack gave them; in the table there is no token', async () => {
    const store = storeWith(newest)
    await store.storeInstallation(inTeam('T1', 'xoxb-one'))
    expect(await store.fetchInstallation(team('T1'))).toMatchObject(
      JSON.parse(JSON.stringify(inTeam('T1', 'xoxb-one'))),
    )
    const { rows } = await database.query('select *, sealed::text as shown from revops.installations')
    expect(rows).toMatchObject([{ id: 'T1', team_id: 'T1', name: 'Team T1', bot_user_id: 'UBOT', installed_by: 'U1' }])
    expect(JSON.stringify(rows)).not.toContain('xoxb')
    expect(rows[0].sealed.includes('xoxb')).toBe(false)
  })

  it('installing again replaces', async () => {
    const store = storeWith(newest)
    await store.storeInstallation(inTeam('T1', 'xoxb-one'))
    const at = async () => (await database.query('select installed_at::text from revops.installations')).rows
    const first = await at()
    await store.storeInstallation(inTeam('T1', 'xoxb-two'))
    expect(await tokenIn(store, team('T1'))).toBe('xoxb-two')
    expect(await at()).toHaveLength(1)
    expect(await at()).not.toEqual(first)
  })

  it('a workspace has its own before its organization’s; others of the organization have that', async () => {
    const store = storeWith(newest)
    await store.storeInstallation(inOrganization('E1', 'xoxb-org'))
    await store.storeInstallation(inTeam('T1', 'xoxb-one', 'E1'))
    expect(await tokenIn(store, team('T1', 'E1'))).toBe('xoxb-one')
    expect(await tokenIn(store, team('T2', 'E1'))).toBe('xoxb-org')
    expect(await tokenIn(store, organization('E1'))).toBe('xoxb-org')
    await expect(store.fetchInstallation(team('T2', 'E2'))).rejects.toThrow('not installed in T2')
    await expect(store.fetchInstallation(team('T2'))).rejects.toThrow('not installed in T2')
    // A workspace's installation is never an organization's.
    await expect(store.fetchInstallation(organization('T1'))).rejects.toThrow('not installed in T1')
  })

  it('deleting takes one, twice is not wrong', async () => {
    const store = storeWith(newest)
    await store.storeInstallation(inOrganization('E1', 'xoxb-org'))
    await store.storeInstallation(inTeam('T1', 'xoxb-one', 'E1'))
    await store.storeInstallation(inTeam('T2', 'xoxb-two', 'E1'))
    for (let time = 0; time < 2; time += 1) await store.deleteInstallation?.(team('T1', 'E1'))
    expect((await listInstallations(database.client)).map(({ id }) => id)).toEqual(['E1', 'T2'])
    await store.deleteInstallation?.(organization('E1'))
    expect((await listInstallations(database.client)).map(({ id }) => id)).toEqual(['T2'])
  })

  it('news of an earlier installation leaves a later one alone', async () => {
    const store = storeWith(newest)
    await store.storeInstallation(inTeam('T1', 'xoxb-one'))
    const at = (await listInstallations(database.client))[0]?.installedAt
    expect(await deleteInstallation(database.client, 'T1', at?.subtract({ seconds: 1 }))).toBe(false)
    expect(await deleteInstallation(database.client, 'T1', at?.add({ milliseconds: 1 }))).toBe(true)
  })

  it('a row moved to another workspace cannot be opened', async () => {
    const store = storeWith(newest)
    await store.storeInstallation(inTeam('T1', 'xoxb-one'))
    await database.query(`update revops.installations set id = 'T2', team_id = 'T2'`)
    await expect(store.fetchInstallation(team('T2'))).rejects.toThrow('belongs to another row')
  })
})

describe('rotating the key', () => {
  it('encrypts anew what an older key encrypted, so that the older one can go', async () => {
    const before = storeWith(old)
    await before.storeInstallation(inTeam('T1', 'xoxb-one'))
    await before.storeInstallation(inOrganization('E1', 'xoxb-org'))
    const both = createSeal([newest, old])
    await createInstallations(database.client, both).storeInstallation(inTeam('T2', 'xoxb-two'))
    expect(await rotateInstallations(database.client, both)).toEqual({ rotated: 2, failed: [] })
    const after = storeWith(newest)
    expect(await tokenIn(after, team('T1'))).toBe('xoxb-one')
    expect(await tokenIn(after, team('T2'))).toBe('xoxb-two')
    expect(await tokenIn(after, organization('E1'))).toBe('xoxb-org')
    expect(await rotateInstallations(database.client, both)).toEqual({ rotated: 0, failed: [] })
  })

  it('tells what no key opens, and rotates the rest', async () => {
    await storeWith(old).storeInstallation(inTeam('T1', 'xoxb-one'))
    await storeWith(randomBytes(32).toString('base64')).storeInstallation(inTeam('T2', 'xoxb-two'))
    const { rotated, failed } = await rotateInstallations(database.client, createSeal([newest, old]))
    expect([rotated, failed.map(({ id }) => id)]).toEqual([1, ['T2']])
    expect(await tokenIn(storeWith(newest), team('T1'))).toBe('xoxb-one')
  })
})
