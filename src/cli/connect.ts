import { type Config, ConfigError } from '../config.ts'
import type { Locale } from '../define/words.ts'
import { SpokenError, UserError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { applyConnector, type Connected, prepareConnector } from '../ssot/connectors/connect.ts'
import { connectTo } from '../ssot/connectors/connection.ts'
import type { Connector } from '../ssot/connectors/define.ts'
import { connectors } from '../ssot/connectors/index.ts'
import { printable, reportLines } from '../ssot/connectors/report.ts'

export interface ConnectOptions {
  readonly schema?: string | undefined
  readonly print?: boolean | undefined
}

/** `revops ssot connect`: the views that turn what a connector lands into the contract, written or printed. */
export async function ssotConnect(config: Config, given: string | undefined, options: ConnectOptions): Promise<number> {
  const connector = connectorNamed(given)
  if (!options.schema)
    throw new UserError(`Where does it land? Add --schema <schema>, such as --schema ${connector.name}.`)
  if (config.ssot.url === undefined) throw new ConfigError('SSOT_URL is not set: the PostgreSQL that holds the SSOT')
  const connecting = { landed: options.schema, schema: config.ssot.schema, zone: config.zone }
  const connection = await connectTo(config.ssot.url)
  try {
    const run = options.print ? prepareConnector : applyConnector
    const connected = await run(connection, connector, connecting).catch((error: unknown) => {
      throw error instanceof SpokenError ? new UserError(error.words[config.locale]) : error
    })
    if (connected.nothingLanded) throw new UserError(nothingLanded[config.locale](options.schema))
    if (options.print) console.log(printable(connector, connected, connecting, config.locale))
    else for (const line of reportLines(connector, connected, connecting, config.locale)) console.log(line)
    return succeeded(connected, options.print ?? false) ? 0 : 1
  } finally {
    await connection.close()
  }
}

/** Something was written, and all of it reads. */
const succeeded = ({ script, findings }: Connected, printed: boolean): boolean =>
  script.planned.length > 0 && (printed || !findings.some(({ level }) => level === 'error'))

function connectorNamed(given: string | undefined): Connector {
  const known = [...connectors.keys()]
  const found = given === undefined ? undefined : connectors.get(given)
  if (found) return found
  const close = given === undefined ? undefined : nearest(given, known)
  const start = given === undefined ? 'Which connector?' : `There is no connector “${given}”.`
  throw new UserError(`${start}${close ? ` Did you mean ${close}?` : ''} There are: ${known.join(', ')}.`)
}

const nothingLanded: Readonly<Record<Locale, (schema: string) => string>> = {
  en: (schema) => `There is no table in the schema “${schema}”, or SSOT_URL may not see it. Nothing was changed.`,
  ja: (schema) => `スキーマ「${schema}」にテーブルがないか、SSOT_URLのロールから見えません。何も変更していません。`,
}
