import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type BusinessConfig, businessConfig } from './config-file.ts'

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
}

export type Environment = Readonly<Record<string, string | undefined>>

/** Names every fault of the environment and of the REVOPS_CONFIG file, with what was expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const optional = z.string().min(1).optional()
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
const secrets = ['SSOT_URL', 'DATABASE_URL', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN'] as const

export function loadConfig(env: Environment = process.env): Config {
  const given = environment.safeParse({ ...present(env), ...fromFiles(env) })
  if (!given.success) throw new ConfigError(faults(given.error, 'The environment'))
  const value = given.data
  return deepFreeze({
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
  })
}

/** An empty variable counts as not given, as in `.env` files. */
const present = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))

function fromFiles(env: Environment): Environment {
  const found = secrets.flatMap((name) => {
    const file = env[`${name}_FILE`]
    return file ? [[name, readText(file, `${name}_FILE`).trim()] as const] : []
  })
  return Object.fromEntries(found)
}

function readBusiness(file: string | undefined): BusinessConfig {
  if (!file) return businessConfig.parse({})
  const text = readText(file, 'REVOPS_CONFIG')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new ConfigError(`REVOPS_CONFIG: ${file} is not JSON: ${error instanceof Error ? error.message : error}`)
  }
  const result = businessConfig.safeParse(json)
  if (!result.success) throw new ConfigError(faults(result.error, `REVOPS_CONFIG: ${file}`))
  return result.data
}

function readText(file: string, variable: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new ConfigError(`${variable}: cannot read ${file} (${error instanceof Error ? error.message : error})`)
  }
}

const faults = (error: z.ZodError, where: string): string => {
  const lines = error.issues.map((issue) => `  ${issue.path.join('.') || '(file)'}: ${issue.message}`)
  return [`${where} does not hold:`, ...lines].join('\n')
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const each of Object.values(value)) deepFreeze(each)
  }
  return value
}
