import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type Db, execute, instantColumn, rowsOf } from './rows.ts'
import type { Sealed } from './seal.ts'

/** The app in a workspace, or in a whole organization: then `id` is the organization's, and there is no workspace. */
export interface StoredInstallation {
  readonly id: string
  readonly teamId: string | null
  readonly enterpriseId: string | null
  readonly isEnterpriseInstall: boolean
  /** What Slack calls the workspace or organization. */
  readonly name: string | null
  readonly botId: string
  readonly botUserId: string
  readonly scopes: readonly string[]
  /** Slack's id of whoever allowed it. */
  readonly installedBy: string
  readonly sealed: Sealed
}

export interface InstallationRow extends StoredInstallation {
  /** Machine time. */
  readonly installedAt: Temporal.Instant
}

const row = z
  .object({
    id: z.string(),
    team_id: z.string().nullable(),
    enterprise_id: z.string().nullable(),
    is_enterprise_install: z.boolean(),
    name: z.string().nullable(),
    bot_id: z.string(),
    bot_user_id: z.string(),
    scopes: z.array(z.string()),
    installed_by: z.string(),
    installed_at: instantColumn,
    sealed: z.instanceof(Buffer),
    key_id: z.string(),
  })
  .transform(
    (each): InstallationRow => ({
      id: each.id,
      teamId: each.team_id,
      enterpriseId: each.enterprise_id,
      isEnterpriseInstall: each.is_enterprise_install,
      name: each.name,
      botId: each.bot_id,
      botUserId: each.bot_user_id,
      scopes: each.scopes,
      installedBy: each.installed_by,
      installedAt: each.installed_at,
      sealed: { keyId: each.key_id, bytes: each.sealed },
    }),
  )

const columns = `id, team_id, enterprise_id, is_enterprise_install, name, bot_id, bot_user_id, scopes, installed_by,
  installed_at, sealed, key_id`

/** In the place of an earlier one of the same workspace or organization. */
export async function saveInstallation(db: Db, given: StoredInstallation): Promise<void> {
  const { id, teamId, enterpriseId, isEnterpriseInstall, name, botId, botUserId, scopes, installedBy, sealed } = given
  await execute(
    db,
    `insert into revops.installations (id, team_id, enterprise_id, is_enterprise_install, name, bot_id, bot_user_id,
       scopes, installed_by, sealed, key_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (id) do update set team_id = excluded.team_id, enterprise_id = excluded.enterprise_id,
       is_enterprise_install = excluded.is_enterprise_install, name = excluded.name, bot_id = excluded.bot_id,
       bot_user_id = excluded.bot_user_id, scopes = excluded.scopes, installed_by = excluded.installed_by,
       installed_at = clock_timestamp(), sealed = excluded.sealed, key_id = excluded.key_id`,
    [
      id,
      teamId,
      enterpriseId,
      isEnterpriseInstall,
      name,
      botId,
      botUserId,
      scopes,
      installedBy,
      sealed.bytes,
      sealed.keyId,
    ],
  )
}

/** The workspace's own; else that of its organization, which holds for all its workspaces. */
export async function findInstallation(
  db: Db,
  teamId: string | null,
  enterpriseId: string | null,
): Promise<InstallationRow | undefined> {
  const found = await rowsOf(
    db,
    row,
    `select ${columns} from revops.installations
     where (id = $1 and not is_enterprise_install) or (id = $2 and is_enterprise_install)
     order by is_enterprise_install limit 1`,
    [teamId, enterpriseId],
  )
  return found[0]
}

export const listInstallations = (db: Db): Promise<InstallationRow[]> =>
  rowsOf(db, row, `select ${columns} from revops.installations order by id`)

/** Whether there was one. Only one that was installed until `until`, where it is given: a later one is another. */
export async function deleteInstallation(db: Db, id: string, until?: Temporal.Instant): Promise<boolean> {
  const text = `delete from revops.installations
    where id = $1 and ($2::timestamptz is null or installed_at <= $2)`
  return (await execute(db, text, [id, until ?? null])) > 0
}

/** What was sealed anew, by the row it was read from. */
export interface Resealed {
  readonly row: InstallationRow
  readonly anew: Sealed
}

/** Puts it in the place of what it was read from; how many rows that is. One that was installed anew meanwhile keeps what it has. */
export const resealInstallations = (db: Db, resealed: readonly Resealed[]): Promise<number> =>
  execute(
    db,
    `update revops.installations i set sealed = given.anew, key_id = given.key_id
     from unnest($1::text[], $2::bytea[], $3::bytea[], $4::text[]) as given (id, was, anew, key_id)
     where i.id = given.id and i.sealed = given.was`,
    [
      resealed.map(({ row }) => row.id),
      resealed.map(({ row }) => row.sealed.bytes),
      resealed.map(({ anew }) => anew.bytes),
      resealed.map(({ anew }) => anew.keyId),
    ],
  )
