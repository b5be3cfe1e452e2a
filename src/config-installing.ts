import { z } from 'zod'
import type { Config } from './config.ts'

/** Several workspaces, in each of which the app is installed by OAuth. */
export interface Installing {
  readonly clientId: string
  readonly clientSecret: string
  /** Signs what a browser carries through Slack and back. */
  readonly stateSecret: string
  /** Base64 of 32 bytes each: the first encrypts, all decrypt. */
  readonly keys: readonly string[]
  /** By Slack's id: of a workspace, or of an organization for those of its workspaces that are not named themselves. */
  readonly workspaces: Readonly<Record<string, WorkspaceConfig>>
}

export interface WorkspaceConfig {
  /** The organization (Enterprise Grid) whose installation holds for this workspace too. */
  readonly enterprise: string | undefined
  /** As if it were the only one; without a bot token, which its installation brings. */
  readonly config: Config
}

/** Whether an id of the file names an organization. */
export const isOrganization = (id: string): boolean => id.startsWith('E')

type Given = Readonly<Record<string, string | undefined>>

/** What an entry may leave to the environment, where it is every workspace's default. */
const shared = [
  'REVOPS_TIMEZONE',
  'REVOPS_FISCAL_YEAR_START',
  'REVOPS_CURRENCY',
  'REVOPS_LOCALE',
  'REVOPS_GROSS_MARGIN',
  'REVOPS_CACHE',
] as const
/** What is each workspace's own, and never anybody else's. */
const own = ['SSOT_URL', 'SSOT_SCHEMA', 'DATABASE_URL', 'REVOPS_CONFIG'] as const
/** What is the process's: every workspace's, and no entry's to say. */
const ofTheProcess = ['LOG_LEVEL', 'PORT', 'SLACK_API_URL', 'REVOPS_PUBLIC_URL'] as const
/** May stand elsewhere: in a file (`_FILE`), or in another variable of the environment (`_ENV`). */
const secret = ['SSOT_URL', 'DATABASE_URL'] as const

const names: readonly string[] = [...shared, ...own, ...secret.flatMap((name) => [`${name}_FILE`, `${name}_ENV`])]
const setting = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const entry = z
  .record(
    z.string().refine((name) => name === 'enterprise' || names.includes(name), {
      error: ({ input }) => `“${input}” is no setting of a workspace: expected enterprise, ${names.join(', ')}`,
    }),
    setting,
  )
  .refine(({ enterprise }) => enterprise === undefined || isOrganization(enterprise), {
    error: 'expected an organization’s id such as E0123456789',
    path: ['enterprise'],
  })

/** The file that REVOPS_WORKSPACES names. */
export const workspacesFile = z.record(
  z.string().regex(/^[TE][A-Z0-9]+$/, 'expected an id of Slack’s: T0123456789 of a workspace, E… of an organization'),
  entry,
)

export type WorkspacesFile = z.output<typeof workspacesFile>

/** The settings of one entry, as an environment of its own. */
export function environmentOf(written: WorkspacesFile[string], env: Given): Given {
  const inherited = Object.fromEntries([...shared, ...ofTheProcess].map((name) => [name, env[name]]))
  const elsewhere = secret.flatMap((name) => {
    const variable = written[`${name}_ENV`]
    return variable === undefined ? [] : [[name, env[variable]] as const]
  })
  const { enterprise: _, ...settings } = written
  return { ...inherited, ...settings, ...Object.fromEntries(elsewhere) }
}

/** What several workspaces need, and one by its token has no use for. */
const needed = [
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'REVOPS_ENCRYPTION_KEY',
  'REVOPS_WORKSPACES',
] as const
const useless: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: 'one workspace is connected by its token, several by OAuth',
  SLACK_APP_TOKEN: 'several workspaces are served over HTTP, with SLACK_SIGNING_SECRET',
  SSOT_URL: 'each workspace of REVOPS_WORKSPACES has its own',
  REVOPS_CONFIG: 'each workspace of REVOPS_WORKSPACES has its own',
}

/** What is wrong with the choice between one workspace and several; nothing is where neither is begun. */
export function modeFaults(value: Given): string[] {
  const given = needed.filter((name) => value[name] !== undefined)
  if (given.length === 0) return []
  const missing = needed.filter((name) => value[name] === undefined)
  return [
    ...missing.map((name) => `${name}: missing, which goes with ${given.join(', ')}`),
    ...Object.entries(useless).flatMap(([name, why]) =>
      value[name] === undefined ? [] : [`${name}: drop it, or else ${given.join(', ')}: ${why}`],
    ),
  ]
}

/** Workspaces that would read or write what is another’s. */
export function sharingFaults(home: string | undefined, workspaces: Installing['workspaces']): string[] {
  const seen = new Map<string, string>(
    home === undefined ? [] : [[`bot ${placeOf(home)}`, 'DATABASE_URL of the environment']],
  )
  const faults: string[] = []
  for (const [id, { config }] of Object.entries(workspaces)) {
    const places = [
      ['SSOT_URL', `ssot ${placeOf(config.ssot.url ?? '')} ${config.ssot.schema}`],
      ['DATABASE_URL', `bot ${placeOf(config.databaseUrl ?? '')}`],
    ] as const
    for (const [name, place] of places) {
      const other = seen.get(place)
      if (other !== undefined) faults.push(`${id}.${name}: the same as ${other}; each needs its own`)
      seen.set(place, `${id}.${name}`)
    }
  }
  return faults
}

/** Where a connection string leads, without who asks and how. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return url
  const { hostname, port, pathname } = new URL(url)
  return `${hostname.toLowerCase()}:${port || '5432'}${pathname}`
}
