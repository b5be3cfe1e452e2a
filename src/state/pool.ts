import pg from 'pg'

export interface StatePoolOptions {
  readonly url: string
  /** Called for errors of idle connections, which belong to no query. */
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
  return pool
}
