import type { Installation } from '@slack/bolt'
import type { Installing } from '../../config-installing.ts'

/** Whether the app may be installed where somebody allowed it; else why not. */
export function admissionOf(
  { team, enterprise, isEnterpriseInstall = false, bot }: Installation,
  { workspaces }: Pick<Installing, 'workspaces'>,
): 'welcome' | 'unknown' | 'rotating' {
  const id = isEnterpriseInstall ? enterprise?.id : team?.id
  const known = id !== undefined && Object.hasOwn(workspaces, id)
  // An organization is known by any of its workspaces.
  const through = isEnterpriseInstall && Object.values(workspaces).some((each) => each.enterprise === id)
  if (!known && !through) return 'unknown'
  // Houses hold their token as long as they run.
  return bot?.refreshToken === undefined ? 'welcome' : 'rotating'
}
