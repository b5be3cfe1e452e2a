import { Temporal } from 'temporal-polyfill'
import { personByEmail } from '../answers/identity.ts'
import { openWorkshop } from '../answers/open.ts'
import { answerText } from '../answers/run.ts'
import { loadCatalog } from '../catalog.ts'
import type { Config } from '../config.ts'
import { UserError } from '../errors.ts'
import { forEphemeral } from '../present/surface.ts'
import { openState } from './state.ts'
import { blocksAsText, terminalBold } from './text.ts'

export interface AskOptions {
  readonly as?: string | undefined
  readonly at?: string | undefined
  readonly locale?: string | undefined
  readonly json?: boolean | undefined
}

/** A process that answers once has not looked through the rows before; longer than this an answer does not wait for it. */
const checksMs = 3_000

/** `revops ask`: what `/revops <text>` answers that person, printed as text or JSON. */
export async function ask(config: Config, text: string, options: AskOptions): Promise<number> {
  if (!options.as) throw new UserError('Whose answer? Add --as <email>.')
  const locale = localeOf(options.locale, config)
  const now = instantOf(options.at, config)
  const catalog = await loadCatalog()
  const state = openState(config, catalog, now)
  const workshop = openWorkshop(config, {
    state: state.view,
    catalog,
    past: state.past,
    subscriptions: state.subscriptions,
    rules: state.rules,
  })
  try {
    const snapshot = await workshop.source.checked(checksMs)
    const who = personByEmail(snapshot.people, options.as, locale, workshop.company.contact)
    const { message } = await answerText(workshop, { who, locale, now, snapshot }, text)
    const { blocks } = forEphemeral(message, locale)
    const { file } = message
    const answer = { text: message.text, blocks, readings: message.readings, ...(file ? { file } : {}) }
    // A file is printed alone, so that it can be redirected into one.
    if (options.json) console.log(JSON.stringify(answer, null, 2))
    else if (file) process.stdout.write(file.content)
    else console.log(blocksAsText(blocks, terminalBold))
    return 0
  } finally {
    await Promise.all([workshop.source.close(), state.close()])
  }
}

export function localeOf(given: string | undefined, config: Config): 'en' | 'ja' {
  if (given === undefined) return config.locale
  if (given === 'en' || given === 'ja') return given
  throw new UserError(`--locale is en or ja, not “${given}”.`)
}

/** Whether a text names an instant by itself. `PlainDateTime` would drop an offset without a word. */
function isInstant(given: string): boolean {
  try {
    return Boolean(Temporal.Instant.from(given))
  } catch {
    return false
  }
}

/** An ISO instant, or a date or date-time of the company's zone. */
export function instantOf(given: string | undefined, config: Config): Temporal.Instant {
  if (given === undefined) return Temporal.Now.instant()
  try {
    return isInstant(given)
      ? Temporal.Instant.from(given)
      : Temporal.PlainDateTime.from(given).toZonedDateTime(config.zone).toInstant()
  } catch {
    throw new UserError(`--at is an ISO instant such as 2026-10-01T09:00+09:00, not “${given}”.`)
  }
}
