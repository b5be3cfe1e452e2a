import type { InstallationQuery } from '@slack/bolt'
import { type Installing, isOrganization, type WorkspaceConfig } from '../config-installing.ts'
import type { Removal } from '../slack/removal.ts'
import type { InstallationRow } from '../state/installations.ts'
import type { Installed } from './houses.ts'

type Workspaces = Installing['workspaces']
type Row = Pick<InstallationRow, 'id' | 'isEnterpriseInstall' | 'installedAt'>

/** Which workspaces of the file have the app, by their own installation or else by their organization's. */
export function installedIn(workspaces: Workspaces, rows: readonly Row[]): ReadonlyMap<string, Installed> {
  const of = new Map(rows.map((row) => [row.id, row]))
  const found = Object.entries(workspaces).flatMap(([id, { enterprise }]) => {
    const row = of.get(id) ?? (enterprise === undefined ? undefined : of.get(enterprise))
    return row ? [[id, { version: `${row.id} ${row.installedAt}`, by: row.id }] as const] : []
  })
  return new Map(found)
}

/** How to look up what a workspace of the file runs by. */
export const queryFor = (
  id: string,
  { enterprise }: Pick<WorkspaceConfig, 'enterprise'>,
): InstallationQuery<boolean> =>
  isOrganization(id)
    ? { teamId: undefined, enterpriseId: id, isEnterpriseInstall: true }
    : { teamId: id, enterpriseId: enterprise, isEnterpriseInstall: false }

/**
 * Whose request it is: a workspace that is named in the file is never served by another entry, whether it runs or not; its
 * organization's serves those that are not named.
 */
export function workspaceOf(
  workspaces: Workspaces,
  { teamId, enterpriseId }: { readonly teamId: string | undefined; readonly enterpriseId: string | undefined },
): string | undefined {
  return [teamId, enterpriseId].find((id) => id !== undefined && Object.hasOwn(workspaces, id))
}

/**
 * Which installation a removal ends. What Slack says of an organization's is not documented: it may name the organization
 * alone, or where a workspace stands (assumed).
 */
export function removedId({ bot, teamId, enterpriseId, isEnterpriseInstall }: Removal): string | undefined {
  if (!bot) return undefined
  return isEnterpriseInstall ? enterpriseId : (teamId ?? enterpriseId)
}
