import type { Config } from '../config.ts'
import { UserError } from '../errors.ts'
import { queryFor } from '../house/installed.ts'
import { createInstallations } from '../slack/installing/installation-store.ts'
import { openStatePool } from '../state/pool.ts'
import { createSeal } from '../state/seal.ts'

/** The workspace that a command is about. */
export interface Chosen {
  readonly config: Config
  /** The bot token of its installation. Rejects where the app is not installed there, or no key opens it. */
  token(): Promise<string>
}

/** One workspace of several; throws a UserError where none, or none of them, is named. */
export function workspaceNamed(home: Config, id: string | undefined): Chosen {
  const { installing, databaseUrl } = home
  if (!installing) throw new UserError('There is one workspace only: leave --workspace out.')
  const found = id === undefined ? undefined : installing.workspaces[id]
  if (id === undefined || !found) {
    const start = id === undefined ? 'Which workspace? Add --workspace <id>.' : `There is no workspace “${id}”.`
    throw new UserError(`${start} REVOPS_WORKSPACES names ${Object.keys(installing.workspaces).join(', ')}.`)
  }
  return {
    config: found.config,
    async token() {
      if (databaseUrl === undefined) throw new UserError('DATABASE_URL is not set: where installations are kept')
      const pool = openStatePool({ url: databaseUrl, onIdleError: () => undefined })
      try {
        const store = createInstallations(pool, createSeal(installing.keys))
        return (await store.fetchInstallation(queryFor(id, found))).bot.token
      } finally {
        await pool.end()
      }
    },
  }
}
