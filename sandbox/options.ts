import { once } from 'node:events'
import { createServer } from 'node:net'
import { parseArgs } from 'node:util'
import { UserError } from '../src/errors.ts'

export const demoHelp = `npm run demo [-- <options>]

  --port <n>        where its page is, 4000 by default (or PORT)
  --locale en|ja    what everybody's Slack and the channels speak, en by default (or REVOPS_LOCALE)
  -h, --help        this
`

/** What `npm run demo` was asked for: the command line before the environment. */
export function demoOptions(argv: readonly string[], env: Readonly<Record<string, string | undefined>>) {
  const { port, locale, help } = typed(argv)
  const number = port ?? (env.PORT || '4000')
  if (!/^\d{1,5}$/.test(number) || Number(number) < 1 || Number(number) > 65_535) {
    throw new UserError(`“${number}” is no port: write a number from 1 to 65535, as in npm run demo -- --port 4100`)
  }
  const language = locale ?? (env.REVOPS_LOCALE === 'ja' ? 'ja' : 'en')
  if (language !== 'en' && language !== 'ja') throw new UserError(`The demo speaks en or ja, not “${language}”.`)
  return { help, port: Number(number), locale: language } as const
}

function typed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string' },
        locale: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    // Its errors are about what was typed.
    throw new UserError(`${error instanceof Error ? error.message : error}\n\n${demoHelp}`)
  }
}

/** Asked before anything is started, so that a port in use costs no half a minute and leaves nothing behind. */
export async function checkPort(port: number): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    const why = code === 'EACCES' ? 'may not be used by you' : 'is in use'
    const other = port === 4100 ? 4200 : 4100
    throw new UserError(`Port ${port} ${why}. Take another one: npm run demo -- --port ${other}`)
  }
  server.close()
  await once(server, 'close')
}
