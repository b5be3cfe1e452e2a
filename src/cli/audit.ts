import { type Config, ConfigError } from '../config.ts'
import { UserError } from '../errors.ts'
import { type AuditLine, auditSince } from '../state/audit.ts'
import { openStatePool } from '../state/pool.ts'
import { isUnmigrated } from '../state/rows.ts'
import { columnsAsText } from './text.ts'

export interface AuditOptions {
  readonly days?: string | undefined
  readonly person?: string | undefined
}

const usualDays = 7
const mostLines = 10_000

/** `revops audit`: who asked what, and what was shared where, the latest first. */
export async function audit(config: Config, words: readonly string[], options: AuditOptions): Promise<number> {
  if (words.length > 0) throw new UserError(`audit [--days <n>] [--person <email>], not “${words.join(' ')}”.`)
  const days = daysOf(options.days)
  if (config.databaseUrl === undefined) throw new ConfigError('DATABASE_URL is not set: the bot’s own tables')
  const pool = openStatePool({ url: config.databaseUrl, onIdleError: () => undefined })
  try {
    const lines = await auditSince(pool, days, options.person?.trim().toLowerCase() ?? null, mostLines)
    console.log(lines.length === 0 ? 'Nobody asked anything.' : table(lines, config))
    if (lines.length === mostLines) console.log(`… and more: these are the latest ${mostLines}.`)
    return 0
  } catch (error) {
    if (isUnmigrated(error)) throw new UserError('Nothing was ever written down: the bot has not been started yet.')
    throw error
  } finally {
    await pool.end()
  }
}

function table(lines: readonly AuditLine[], { zone, business }: Config): string {
  const named = new Map(Object.entries(business.channels).map(([name, id]) => [id, name]))
  const header = ['when', 'who', 'slack', 'what', 'where', 'scope', 'outcome', 'ms', 'question']
  const rows = lines.map(({ at, email, slackUser, act, channel, scope, outcome, ms, question }) => [
    at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' '),
    email ?? '–',
    slackUser,
    act,
    channel === null ? '–' : (named.get(channel) ?? channel),
    scope ?? '–',
    outcome,
    String(ms),
    question.replaceAll(/\s+/g, ' '),
  ])
  return columnsAsText([header, ...rows])
}

function daysOf(given: string | undefined): number {
  const days = given === undefined ? usualDays : Number(given)
  if (Number.isInteger(days) && days >= 1 && days <= 10_000) return days
  throw new UserError(`--days is a whole number from 1 on, not “${given}”.`)
}
