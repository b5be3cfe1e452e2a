import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ask } from '../../src/cli/ask.ts'
import { doctor } from '../../src/cli/doctor.ts'
import { installations } from '../../src/cli/installations.ts'
import { workspaceNamed } from '../../src/cli/workspace.ts'
import { type Config, ConfigError, loadConfig } from '../../src/config.ts'
import { UserError } from '../../src/errors.ts'
import { createInstallations } from '../../src/slack/installing/installation-store.ts'
import { migrate } from '../../src/state/migrate.ts'
import { createSeal } from '../../src/state/seal.ts'
import { createRig, newKey, type Rig } from '../house/rig.ts'
import { revops } from '../support/cli.ts'

const alpha = { team: 'T0ALPHA001', mark: 'Amber', amount: 137_000 }
const grid = { team: 'T0GRIDA001', mark: 'Cedar', amount: 389_000, enterprise: 'E0GRID0001' }
const token = 'xoxb-PLANTED'
let rig: Rig

beforeAll(async () => {
  rig = await createRig([alpha, grid], [])
})
afterAll(() => rig.close())

async function printed(run: () => Promise<number>): Promise<{ code: number; out: string }> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    const code = await run()
    return { code, out: log.mock.calls.map(([line]) => `${line}\n`).join('') }
  } finally {
    log.mockRestore()
  }
}
const run = (config: Config, ...words: string[]) => printed(() => installations(config, words))
const store = (key: string) => createInstallations(rig.home.client, createSeal([key]))
const installation = (id: string, isEnterpriseInstall = false) => ({
  team: isEnterpriseInstall ? undefined : { id, name: `The ${id}` },
  enterprise: isEnterpriseInstall ? { id, name: `The ${id}` } : undefined,
  isEnterpriseInstall,
  user: { id: 'U1', token: undefined, scopes: undefined },
  bot: { token, scopes: ['commands'], id: 'B1', userId: 'UBOT' },
})

describe('revops installations', () => {
  it('says so before anything was ever installed, and with one workspace', async () => {
    await expect(installations(rig.config(), [])).rejects.toThrow('the bot has not been started yet')
    await expect(installations(loadConfig({}), [])).rejects.toThrow(ConfigError)
    await migrate(rig.home.client)
    expect((await run(rig.config(), 'list')).out).toContain('not installed anywhere')
  })

  it('lists where, since when and by which key; never a token', async () => {
    await store(rig.key).storeInstallation(installation(alpha.team))
    await store(rig.key).storeInstallation(installation(grid.enterprise, true))
    await store(newKey()).storeInstallation(installation('T0FORGOTN1'))
    const { code, out } = await run(rig.config())
    expect(code).toBe(0)
    const lines = out.split('\n')
    expect(lines.find((line) => line.startsWith(alpha.team))).toMatch(
      /The T0ALPHA001 +20\d\d-\d\d-\d\d \d\d:\d\d +U1 +UBOT +[0-9a-f]{16}\s*$/,
    )
    expect(lines.find((line) => line.startsWith('T0FORGOTN1'))).toContain(
      'not in REVOPS_WORKSPACES; not the newest key',
    )
    expect(lines.find((line) => line.startsWith(grid.enterprise))).not.toContain('not in')
    expect(out).not.toContain(token)
  })

  it('rotates to the newest key, and tells what it cannot open', async () => {
    const key = newKey()
    const both = rig.config({ REVOPS_ENCRYPTION_KEY: `${key},${rig.key}` })
    const { code, out } = await run(both, 'rotate')
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/: 2 more\.\n {2}✗ T0FORGOTN1: REVOPS_ENCRYPTION_KEY lacks the key/),
    ])
    expect((await run(both, 'remove', 'T0FORGOTN1')).code).toBe(0)
    expect((await run(both, 'rotate')).out).toContain('Older keys can be dropped')
    // The newest alone is enough from now on.
    const chosen = workspaceNamed(rig.config({ REVOPS_ENCRYPTION_KEY: key }), alpha.team)
    expect(await chosen.token()).toBe(token)
    await expect(workspaceNamed(rig.config(), alpha.team).token()).rejects.toThrow('lacks the key')
    await store(rig.key).storeInstallation(installation(alpha.team))
  })

  it.each([
    [['remove'], 'Which one?'],
    [['remove', 'T0NOWHERE1'], 'Nothing is installed in “T0NOWHERE1”'],
    [['show'], 'not “show”'],
  ])('%j is told what to type', async (words, said) => {
    const asked = installations(rig.config(), words)
    await expect(asked).rejects.toThrow(UserError)
    await expect(asked).rejects.toThrow(said)
  })
})

describe('--workspace', () => {
  it('is asked for, and named, where there are several; where there is one it is left out', () => {
    expect(() => workspaceNamed(rig.config(), undefined)).toThrow(
      `Add --workspace <id>. REVOPS_WORKSPACES names ${alpha.team}, ${grid.team}`,
    )
    expect(() => workspaceNamed(rig.config(), 'T9')).toThrow('There is no workspace “T9”')
    expect(() => workspaceNamed(loadConfig({}), 'T9')).toThrow('leave --workspace out')
  })

  it('doctor looks at it with its own token, or says that the app is not installed there', async () => {
    const config = rig.config()
    const look = async (id: string) => {
      const chosen = workspaceNamed(config, id)
      return (await printed(() => doctor(chosen.config, { token: chosen.token }))).out
    }
    // Slack does not know the planted token: it was asked with it.
    expect(await look(alpha.team)).toContain('invalid_auth')
    expect((await run(config, 'remove', alpha.team)).code).toBe(0)
    expect(await look(alpha.team)).toContain(`the app is not installed in ${alpha.team}`)
  })

  it('answers from the SSOT of the workspace that is named', async () => {
    const of = async (team: string) => {
      const { config } = workspaceNamed(rig.config(), team)
      const options = { as: 'rex@example.com', at: '2026-11-16T09:00' }
      return (await printed(() => ask(config, 'kpi bookings this quarter', options))).out
    }
    expect(await of(alpha.team)).toContain('¥137K')
    expect(await of(grid.team)).toContain('¥389K')
    const unsaid = await revops(['ask', 'pipeline', '--as', 'rex@example.com'], rig.env)
    expect(unsaid).toMatchObject({ code: 2, err: expect.stringContaining('Which workspace?') })
  })
})
