import { parseArgs } from 'node:util'
import { helpFor } from './cli/help.ts'
import { unescaped } from './cli/text.ts'
import { ConfigError, loadConfig } from './config.ts'
import { SourceUnavailable, UserError } from './errors.ts'

const usage = `revops <what>

  start                                run the bot
  ask "<text>" --as <email>            what /revops <text> answers that person
      [--at <instant>] [--locale en|ja] [--json]
  preview <report> [--at <instant>] [--locale en|ja] [--json]
                                       what a report would post
  backtest <rule> [--days <n>] [--at <instant>] [--locale en|ja] [--json]
                                       what an alert rule would have told in the last n days, 180 by default
  doctor [--strict]                    check the SSOT and its rows, the bot's database and Slack; exits 1 when
                                       the bot cannot run, with --strict also when rows make figures wrong
  deliveries [--state queued|sending|sent|failed|unknown] [--limit <n>]
                                       the latest messages and what became of them
  deliveries retry <key> [--unseen]    send one that failed or whose outcome is unknown; --unseen without looking first
                                       whether it arrived after all
  audit [--days <n>] [--person <email>]
                                       who asked what, and what was shared where, in the last n days, 7 by default
  installations list|rotate            where the app was installed by OAuth; encrypt their tokens with the newest key
  installations remove <id>            forget one: its workspace stops within seconds
  ssot init                            create the contract's tables in an empty database
  ssot connect <connector> --schema <landed schema> [--print]
                                       write views from what a connector lands to the contract

With several workspaces (REVOPS_WORKSPACES), all but start and installations are about one: --workspace <id>
`

const options = {
  as: { type: 'string' },
  person: { type: 'string' },
  at: { type: 'string' },
  days: { type: 'string' },
  locale: { type: 'string' },
  json: { type: 'boolean', default: false },
  schema: { type: 'string' },
  print: { type: 'boolean', default: false },
  state: { type: 'string' },
  limit: { type: 'string' },
  unseen: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  workspace: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** Exit codes: 0 done, 1 failed, 2 asked wrongly. */
async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(argv)
  const [what, ...rest] = positionals
  if (values.help || what === undefined) {
    console.log(helpFor(usage, what))
    return what === undefined && !values.help ? 2 : 0
  }
  const home = loadConfig()
  // Each loads what it needs, and the bot starts without what only the others do.
  if (what === 'start') return (await import('./cli/start.ts')).start(home)
  if (what === 'installations') return (await import('./cli/installations.ts')).installations(home, rest)
  const one = home.installing !== undefined || values.workspace !== undefined
  const chosen = one ? (await import('./cli/workspace.ts')).workspaceNamed(home, values.workspace) : undefined
  const config = chosen?.config ?? home
  switch (what) {
    case 'ask':
      return (await import('./cli/ask.ts')).ask(config, rest.join(' '), values)
    case 'preview':
      return (await import('./cli/preview.ts')).preview(config, rest[0], values)
    case 'backtest':
      return (await import('./cli/backtest.ts')).backtest(config, rest, values)
    case 'doctor':
      return (await import('./cli/doctor.ts')).doctor(config, { ...values, token: chosen?.token })
    case 'deliveries':
      return (await import('./cli/deliveries.ts')).deliveries(config, rest, values)
    case 'audit':
      return (await import('./cli/audit.ts')).audit(config, rest, values)
    case 'ssot':
      return (await import('./cli/ssot.ts')).ssot(config, rest, values)
    default:
      throw new UserError(`There is no “${what}”.\n\n${usage}`)
  }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true })
  } catch (error) {
    // Its errors are about what was typed.
    throw new UserError(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    if (error instanceof UserError || error instanceof ConfigError) {
      console.error(unescaped(error.message))
      process.exitCode = 2
    } else if (error instanceof SourceUnavailable) {
      console.error(`${error.message}: ${error.cause instanceof Error ? error.cause.message : error.cause}`)
      process.exitCode = 1
    } else {
      console.error(error)
      process.exitCode = 1
    }
  },
)
