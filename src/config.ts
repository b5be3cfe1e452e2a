import { z } from 'zod'
import { type BusinessConfig, businessConfig } from './config-file.ts'
import { environmentOf, type Installing, modeFaults, sharingFaults, workspacesFile } from './config-installing.ts'
import { ConfigError, type Environment, faults, present, readJson, readText } from './config-read.ts'

export { ConfigError }

/** Everything the product is told from outside, frozen. The only reader of `process.env`. */
export interface Config {
  readonly ssot: { readonly url: string | undefined; readonly schema: string; readonly cache: boolean }
  readonly databaseUrl: string | undefined
  readonly slack: {
    readonly botToken: string | undefined
    readonly signingSecret: string | undefined
    /** With it, Socket Mode; without, HTTP. */
    readonly appToken: string | undefined
    /** Another Web API than Slack's own, for the sandbox and for proxies; ends in `/api/`. */
    readonly apiUrl: string | undefined
    /** Whose an organization's token is used for; by default the token says it. */
    readonly team?: string | undefined
  }
  /** The address that links to answers begin with, without a slash at its end; without it there are none. */
  readonly publicUrl: string | undefined
  readonly zone: string
  readonly fiscalYearStart: number
  readonly currency: string
  readonly locale: 'en' | 'ja'
  readonly grossMargin: number
  readonly logLevel: string
  readonly port: number
  readonly business: BusinessConfig
  /** Several workspaces by OAuth; undefined for one by its token, to which all of the above belongs. */
  readonly installing: Installing | undefined
}

const optional = z.string().min(1).optional()
const is256Bits = (base64: string): boolean => Buffer.from(base64, 'base64').length === 32
const zone = z.string().refine(
  (name) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
    } catch {
      return false
    }
  },
  { error: 'expected an IANA time zone such as Asia/Tokyo' },
)

/** One entry per variable, in the order of `.env.example`. */
export const environment = z.object({
  SSOT_URL: optional,
  SSOT_SCHEMA: z.string().min(1).default('ssot'),
  DATABASE_URL: optional,
  SLACK_BOT_TOKEN: optional,
  SLACK_SIGNING_SECRET: optional,
  SLACK_APP_TOKEN: optional,
  SLACK_API_URL: z.url().endsWith('/api/').optional(),
  SLACK_CLIENT_ID: optional,
  SLACK_CLIENT_SECRET: optional,
  SLACK_STATE_SECRET: z.string().min(32, 'expected at least 32 characters').optional(),
  REVOPS_ENCRYPTION_KEY: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .refine((keys) => keys.every((key) => Buffer.from(key, 'base64').toString('base64') === key && is256Bits(key)), {
      error: 'expected base64 of 32 bytes, as `openssl rand -base64 32` prints it; several separated by commas',
    })
    .optional(),
  REVOPS_WORKSPACES: optional,
  REVOPS_PUBLIC_URL: z
    .url({ protocol: /^https$/, error: 'expected an https address such as https://revops.example.com' })
    .refine((url) => !/[?#]/.test(url), 'expected an address without ? and #')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  REVOPS_CONFIG: optional,
  REVOPS_TIMEZONE: zone.default('Asia/Tokyo'),
  REVOPS_FISCAL_YEAR_START: z.coerce.number().int().min(1).max(12).default(1),
  REVOPS_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code such as JPY')
    .default('JPY'),
  REVOPS_LOCALE: z.enum(['en', 'ja']).default('en'),
  REVOPS_GROSS_MARGIN: z.coerce.number().gt(0).max(1, 'expected a fraction such as 0.8').default(0.8),
  REVOPS_CACHE: z.stringbool().default(true),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
})

/** Variables whose value may also be given as the name of a file, in `X_FILE`. */
const secrets = [
  'SSOT_URL',
  'DATABASE_URL',
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'REVOPS_ENCRYPTION_KEY',
] as const

export function loadConfig(env: Environment = process.env): Config {
  const value = read(env, 'The environment')
  return deepFreeze({ ...configOf(value), installing: readInstalling(value, env) })
}

type Value = z.output<typeof environment>

function read(env: Environment, where: string): Value {
  const given = environment.safeParse({ ...present(env), ...fromFiles(env) })
  if (!given.success) throw new ConfigError(faults(given.error, where))
  return given.data
}

function configOf(value: Value): Config {
  return {
    ssot: { url: value.SSOT_URL, schema: value.SSOT_SCHEMA, cache: value.REVOPS_CACHE },
    databaseUrl: value.DATABASE_URL,
    slack: {
      botToken: value.SLACK_BOT_TOKEN,
      signingSecret: value.SLACK_SIGNING_SECRET,
      appToken: value.SLACK_APP_TOKEN,
      apiUrl: value.SLACK_API_URL,
    },
    publicUrl: value.REVOPS_PUBLIC_URL,
    zone: value.REVOPS_TIMEZONE,
    fiscalYearStart: value.REVOPS_FISCAL_YEAR_START,
    currency: value.REVOPS_CURRENCY,
    locale: value.REVOPS_LOCALE,
    grossMargin: value.REVOPS_GROSS_MARGIN,
    logLevel: value.LOG_LEVEL,
    port: value.PORT,
    business: readBusiness(value.REVOPS_CONFIG),
    installing: undefined,
  }
}

/** Undefined where nothing of it is given. */
function readInstalling(value: Value, env: Environment): Installing | undefined {
  const { REVOPS_ENCRYPTION_KEY: keys, ...plain } = value
  const wrong = modeFaults({ ...present(env), ...fromFiles(env) })
  if (wrong.length > 0) throw new ConfigError(['The environment does not hold:', ...indented(wrong)].join('\n'))
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_STATE_SECRET: stateSecret } = plain
  const file = plain.REVOPS_WORKSPACES
  if (!keys || !clientId || !clientSecret || !stateSecret || !file) return undefined
  const workspaces = readWorkspaces(file, value, env)
  return { clientId, clientSecret, stateSecret, keys, workspaces }
}

function readWorkspaces(file: string, home: Value, env: Environment): Installing['workspaces'] {
  const where = `REVOPS_WORKSPACES: ${file}`
  const written = workspacesFile.safeParse(readJson(file, 'REVOPS_WORKSPACES'))
  if (!written.success) throw new ConfigError(faults(written.error, where))
  const entries = Object.entries(written.data).map(([id, settings]) => {
    const value = read(environmentOf(settings, env), `${where}: ${id}`)
    const config = configOf({ ...value, SLACK_SIGNING_SECRET: home.SLACK_SIGNING_SECRET })
    return [id, { enterprise: settings.enterprise, config }] as const
  })
  const workspaces = Object.fromEntries(entries)
  const missing = entries.flatMap(([id, { config }]) => [
    ...(config.ssot.url === undefined ? [`${id}.SSOT_URL: missing: the PostgreSQL to read its SSOT from`] : []),
    ...(config.databaseUrl === undefined
      ? [`${id}.DATABASE_URL: missing: the PostgreSQL for what the bot keeps of it`]
      : []),
  ])
  const wrong = missing.length > 0 ? missing : sharingFaults(home.DATABASE_URL, workspaces)
  if (wrong.length > 0) throw new ConfigError([`${where} does not hold:`, ...indented(wrong)].join('\n'))
  return workspaces
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`)

function fromFiles(env: Environment): Environment {
  const found = secrets.flatMap((name) => {
    const file = env[`${name}_FILE`]
    return file ? [[name, readText(file, `${name}_FILE`).trim()] as const] : []
  })
  return Object.fromEntries(found)
}

function readBusiness(file: string | undefined): BusinessConfig {
  if (!file) return businessConfig.parse({})
  const result = businessConfig.safeParse(readJson(file, 'REVOPS_CONFIG'))
  if (!result.success) throw new ConfigError(faults(result.error, `REVOPS_CONFIG: ${file}`))
  return result.data
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const each of Object.values(value)) deepFreeze(each)
  }
  return value
}
