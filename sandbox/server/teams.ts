import { createActions } from './actions.ts'
import type { Deliver } from './deliver.ts'
import { createInteractions } from './interactions.ts'
import { identityOf, type SandboxOptions } from './options.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

/** A workspace, and what its people do. */
export interface Team {
  readonly workspace: Workspace
  readonly interactions: ReturnType<typeof createInteractions>
  readonly actions: ReturnType<typeof createActions>
}

/** The first workspace and those beside it: nothing of one is known in another. */
export function createTeams(options: SandboxOptions, home: Workspace, url: () => string, deliver: Deliver) {
  const others = (options.teams ?? []).map((team) =>
    createWorkspace({ ...options, people: team.people, channels: team.channels }, identityOf(team)),
  )
  const all = [home, ...others].map((workspace): Team => {
    const interactions = createInteractions(workspace, url)
    return { workspace, interactions, actions: createActions(workspace, interactions, deliver) }
  })
  return {
    all,
    /** Undefined where there is none with this id. */
    of: (id: string) => all.find(({ workspace }) => workspace.identity.team === id),
    inEnterprise: (id: string) => all.filter(({ workspace }) => workspace.identity.enterprise === id),
  }
}

export type Teams = ReturnType<typeof createTeams>
