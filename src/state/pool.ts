import pg from 'pg'

export interface StatePoolOptions {
  readonly url: string
  /** Called for errors of connections, which belong to no query; once or twice for each. */
  onIdleError(error: Error): void
}

/** Connections to the bot's own database. One listens for work, a few drain channels, the rest are for the clock. */
export function openStatePool({ url, onIdleError }: StatePoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 12,
    application_name: 'revops',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
  })
  pool.on('error', onIdleError)
  // A connection that breaks between two statements of a transaction would otherwise end the process.
  pool.on('connect', (client) => client.on('error', onIdleError))
  return pool
}
