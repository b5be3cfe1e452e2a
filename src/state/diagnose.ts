import pg from 'pg'
import { z } from 'zod'
import { countColumn, instantColumn, isUnmigrated, rowsOf } from './rows.ts'

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
    const kept = row?.migrated ? await diagnosePast(client) : []
    const made: Finding = row?.migrated
      ? { level: 'ok', text: 'its tables are there' }
      : { level: 'ok', text: 'its tables will be made at the first start' }
    return row?.may || row?.migrated
      ? [made, ...kept]
      : [{ level: 'error', text: 'its role may not create a schema: grant create on this database to it' }]
  } finally {
    await client.end()
  }
}

const pastRow = z.object({
  last: instantColumn.nullable(),
  outcome: z.string().nullable(),
  first: instantColumn.nullable(),
  versions: countColumn.nullable(),
  figures: countColumn,
})
const pastText = `
  select r.due as last, coalesce(r.outcome, r.reason) as outcome, (select min(at) from revops.snapshots) as first,
    (select versions from revops.snapshots order by at desc limit 1) as versions,
    (select count(*) from revops.first_reported) as figures
  from (select) one left join lateral (
    select due, outcome, reason from revops.runs where kind = 'keeper' and id = 'past' order by due desc limit 1) r on true`

/** When the past was last kept, and what there is of it. */
async function diagnosePast(client: pg.Client): Promise<Finding[]> {
  const [past] = await rowsOf(client, pastRow, pastText).catch((error: unknown) => {
    if (isUnmigrated(error)) return []
    throw error
  })
  if (!past) return [{ level: 'ok', text: 'the past will be kept from the next start on' }]
  const { last, outcome, first, versions, figures } = past
  if (!last) return [{ level: 'ok', text: 'the past is kept from the first night on' }]
  const deals = first === null ? '' : `${versions ?? 0} versions of deals since ${first}, `
  const failed = outcome === 'error' || outcome === 'missed'
  const text = `the past was last kept as of ${last} (${outcome ?? 'running'}): ${deals}${figures} first figures`
  return [{ level: failed ? 'warning' : 'ok', text }]
}
