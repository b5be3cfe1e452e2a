import pg from 'pg'

interface Finding {
  readonly level: 'ok' | 'warning' | 'error'
  readonly text: string
}

/** Whether the bot's own database is there and lets the bot make its tables. */
export async function diagnoseState(url: string | undefined): Promise<Finding[]> {
  if (url === undefined) return [{ level: 'error', text: 'DATABASE_URL is not set' }]
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    const { rows } = await client.query<{ may: boolean; migrated: boolean }>(
      `select has_database_privilege(current_database(), 'create') as may, to_regclass('revops.deliveries') is not null as migrated`,
    )
    const [row] = rows
    const made: Finding = row?.migrated
      ? { level: 'ok', text: 'its tables are there' }
      : { level: 'ok', text: 'its tables will be made at the first start' }
    return row?.may || row?.migrated
      ? [made]
      : [{ level: 'error', text: 'its role may not create a schema: grant create on this database to it' }]
  } finally {
    await client.end()
  }
}
