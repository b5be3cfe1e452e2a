import type pg from 'pg'
import { type Config, ConfigError } from '../config.ts'
import type { Installing } from '../config-installing.ts'
import { UserError } from '../errors.ts'
import { rotateInstallations } from '../slack/installing/installation-store.ts'
import { deleteInstallation, type InstallationRow, listInstallations } from '../state/installations.ts'
import { openStatePool } from '../state/pool.ts'
import { isUnmigrated } from '../state/rows.ts'
import { createSeal, type Seal } from '../state/seal.ts'
import { columnsAsText } from './text.ts'

/** `revops installations`: where the app was installed by OAuth. No token is ever printed. */
export async function installations(config: Config, [what = 'list', id]: readonly string[]): Promise<number> {
  const { installing, databaseUrl } = config
  if (!installing)
    throw new ConfigError('SLACK_CLIENT_ID and what goes with it is not set: nothing is installed by OAuth')
  if (databaseUrl === undefined) throw new ConfigError('DATABASE_URL is not set: where installations are kept')
  const pool = openStatePool({ url: databaseUrl, onIdleError: () => undefined })
  try {
    const seal = createSeal(installing.keys)
    if (what === 'list') return await list(pool, installing, seal)
    if (what === 'rotate') return await rotate(pool, seal)
    if (what === 'remove') return await remove(pool, id)
    throw new UserError(`installations list, rotate or remove <id>, not “${what}”.`)
  } catch (error) {
    if (isUnmigrated(error)) throw new UserError('Nothing was ever installed: the bot has not been started yet.')
    throw error
  } finally {
    await pool.end()
  }
}

async function list(pool: pg.Pool, { workspaces }: Installing, seal: Seal): Promise<number> {
  const found = await listInstallations(pool)
  const known = (row: InstallationRow): boolean =>
    Object.entries(workspaces).some(([id, { enterprise }]) => id === row.id || enterprise === row.id)
  const header = ['id', 'name', 'installed (UTC)', 'by', 'bot', 'key', 'note']
  const rows = found.map((row) => [
    row.id,
    row.name ?? '–',
    row.installedAt.toString({ smallestUnit: 'minute' }).replace('T', ' ').replace('Z', ''),
    row.installedBy,
    row.botUserId,
    row.sealed.keyId,
    [
      ...(known(row) ? [] : ['not in REVOPS_WORKSPACES']),
      ...(row.sealed.keyId === seal.keyId ? [] : ['not the newest key: rotate']),
    ].join('; '),
  ])
  console.log(found.length === 0 ? 'The app is not installed anywhere.' : columnsAsText([header, ...rows]))
  return 0
}

async function rotate(pool: pg.Pool, seal: Seal): Promise<number> {
  const { rotated, failed } = await rotateInstallations(pool, seal)
  console.log(`Encrypted with the key ${seal.keyId} now: ${rotated} more.`)
  for (const { id, error } of failed) console.log(`  ✗ ${id}: ${error instanceof Error ? error.message : error}`)
  if (failed.length === 0) console.log('Older keys can be dropped from REVOPS_ENCRYPTION_KEY.')
  return failed.length === 0 ? 0 : 1
}

async function remove(pool: pg.Pool, id: string | undefined): Promise<number> {
  if (id === undefined) throw new UserError('Which one? Add its id, from `revops installations list`.')
  if (!(await deleteInstallation(pool, id))) throw new UserError(`Nothing is installed in “${id}”.`)
  console.log(`${id} is forgotten. In Slack the app stays until it is removed there too.`)
  return 0
}
