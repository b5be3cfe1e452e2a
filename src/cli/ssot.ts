import pg from 'pg'
import { type Config, ConfigError } from '../config.ts'
import { SourceUnavailable, UserError } from '../errors.ts'
import { contractDdl } from '../ssot/ddl.ts'
import { type ConnectOptions, ssotConnect } from './connect.ts'

/** `revops ssot init` and `revops ssot connect <connector>`. */
export async function ssot(
  config: Config,
  [what, ...rest]: readonly string[],
  options: ConnectOptions = {},
): Promise<number> {
  if (what === 'init') return ssotInit(config)
  if (what === 'connect') return ssotConnect(config, rest[0], options)
  throw new UserError('Only `revops ssot init` and `revops ssot connect <connector>` are known.')
}

/** The contract's tables in an empty schema, through a connection that may write. */
async function ssotInit(config: Config): Promise<number> {
  if (config.ssot.url === undefined) throw new ConfigError('SSOT_URL is not set: the PostgreSQL to create the SSOT in')
  const client = new pg.Client({ connectionString: config.ssot.url })
  await client.connect().catch((error: unknown) => {
    throw new SourceUnavailable('down', error)
  })
  try {
    await client.query('begin')
    await client.query(contractDdl(config.ssot.schema))
    await client.query('commit')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42P07') {
      throw new UserError(`${config.ssot.schema} is not empty: ${error.message}. Nothing was changed.`)
    }
    throw error
  } finally {
    await client.end()
  }
  console.log(`Created the contract's tables in schema ${config.ssot.schema}.`)
  return 0
}
