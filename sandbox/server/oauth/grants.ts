import { randomBytes } from 'node:crypto'
import type { Args } from '../api/call.ts'
import { SlackRefusal } from '../api/call.ts'
import type { SandboxOptions } from '../options.ts'
import type { Team, Teams } from '../teams.ts'
import type { Workspace } from '../workspace.ts'

/** How long a code waits to be exchanged, in milliseconds. */
const codeLifetime = 10 * 60_000

/** Where the app may be: in a workspace, or (without one) in all of an organization. */
interface Place {
  readonly team: string | null
  readonly enterprise: string | null
}

/** A bot token. */
export interface Grant extends Place {
  readonly scopes: readonly string[]
  /** Slack's code for why it is worth nothing any more. */
  ended?: 'token_revoked' | 'account_inactive'
}

/** What somebody allowed, until the app fetches its token. */
export interface Allowed extends Place {
  readonly scopes: readonly string[]
  /** As the app said it when it asked; empty where it did not. */
  readonly redirectUri: string
  /** Who allowed it. */
  readonly user: string
}

/** Tokens and the codes that become tokens. The first workspace has one from the beginning. */
export function createGrants({ botToken, oauth }: SandboxOptions, teams: Teams) {
  const tokens = new Map<string, Grant>()
  const codes = new Map<string, Allowed & { readonly until: number }>()
  const first = teams.all[0]?.workspace
  if (first) tokens.set(botToken, { team: first.identity.team, enterprise: null, scopes: first.scopes })

  const workspacesOf = ({ team, enterprise }: Place): Workspace[] =>
    (team === null ? teams.inEnterprise(enterprise ?? '') : [teams.of(team)].filter((each) => each !== undefined)).map(
      ({ workspace }: Team) => workspace,
    )

  return {
    /** Undefined where nobody can install the app. */
    client: oauth,
    of: (token: string) => tokens.get(token),

    /** The workspace in which a token is used: an organization's says which, or it follows from channel or person. */
    workspaceOf(grant: Grant, args: Args): Workspace | undefined {
      const all = workspacesOf(grant)
      const [team, channel, user] = ['team_id', 'channel', 'user'].map((name) => args.text(name))
      return (
        all.find(({ identity }) => identity.team === team) ??
        all.find(({ channels, people }) =>
          [...channels, ...people].some(({ id }) => [channel, user].includes(id) && id !== ''),
        ) ??
        all[0]
      )
    },

    /** A code for what was allowed, which is worth a token once. */
    allow(allowed: Allowed): string {
      const code = `${Date.now()}.${randomBytes(6).readUIntBE(0, 6)}.${randomBytes(32).toString('hex')}`
      codes.set(code, { ...allowed, until: Date.now() + codeLifetime })
      return code
    },

    /** Refuses in Slack's words. A code that was tried is spent, whatever came of it. */
    exchange(code: string, redirectUri: string): { readonly token: string; readonly allowed: Allowed } {
      const allowed = codes.get(code)
      codes.delete(code)
      if (!allowed || Date.now() > allowed.until) throw new SlackRefusal('invalid_code')
      if (redirectUri !== allowed.redirectUri) throw new SlackRefusal('bad_redirect_uri')
      const { team, enterprise, scopes } = allowed
      const token = `xoxb-${(team ?? enterprise ?? '').toLowerCase()}-${randomBytes(12).toString('hex')}`
      tokens.set(token, { team, enterprise, scopes })
      for (const workspace of workspacesOf(allowed)) {
        workspace.scopes = scopes
        workspace.byOrganization = team === null
      }
      return { token, allowed }
    },

    /** Ends every token of a workspace, or an organization. */
    uninstall(place: Place): void {
      for (const grant of tokens.values()) {
        const same =
          place.team === null ? grant.team === null && grant.enterprise === place.enterprise : grant.team === place.team
        if (same) grant.ended = 'account_inactive'
      }
    },
  }
}

export type Grants = ReturnType<typeof createGrants>
