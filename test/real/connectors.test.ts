import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { landCsv, readCsv } from '../support/csv.ts'
import { type Landing, useLanding } from '../support/landed.ts'

const data = fileURLToPath(new URL('../../../shared/data/connector-seeds/', import.meta.url))
const present = existsSync(data)
if (!present) console.log('skipped: the extracts of connectors are not beside this checkout')

type Raw = Readonly<Record<string, string | null>>
const isTrue = (value: string | null | undefined): boolean => value?.toLowerCase() === 'true'
const isFalse = (value: string | null | undefined): boolean => value?.toLowerCase() === 'false'

/** Extracts whose names end in another database's are the same again. */
function filesOf(connector: string): ReadonlyMap<string, string> {
  const names = readdirSync(`${data}${connector}`).filter((file) => /_data\.csv$/.test(file))
  return new Map(
    names.map((file) => [file.replace(/^sf_/, '').replace('_data.csv', ''), `${data}${connector}/${file}`]),
  )
}

/** Lands every extract of a connector as text, or as the types that its values have. */
async function landed(connector: string, typed: boolean): Promise<Landing> {
  const landing = await useLanding()
  await landing.database.query(`create schema ${connector}`)
  for (const [table, file] of filesOf(connector)) {
    await landCsv(landing.database.client, `${connector}."${table}"`, file)
    if (typed) await giveTypes(landing, connector, table, Object.keys(readCsv(file)[0] ?? {}))
  }
  // The extract of deals lacks what Fivetran puts on every row; without it nothing says when a deal changed.
  if (connector === 'hubspot') {
    await landing.database.query(`alter table hubspot.deal add column _fivetran_synced timestamp default '2021-02-01'`)
  }
  return landing
}

/** Numbers, instants and truths are typed as such where a whole column is; ids of digits stay text, as names do. */
async function giveTypes(landing: Landing, schema: string, table: string, columns: readonly string[]): Promise<void> {
  const name = (column: string) => `"${column.replaceAll('"', '""')}"`
  const kinds: readonly [RegExp, string][] = [
    [/^(is_|_fivetran_(active|deleted)|active$|closed_won)/, 'bool'],
    [/(^|_)(synced|start|end|date|at|timestamp|updated|created|createdate|closedate|entered|time)$/, 'timestamp'],
    [/(^|_)(amount|probability|display_order)$/, 'float8'],
  ]
  for (const column of columns) {
    const type = kinds.find(([pattern]) => pattern.test(column))?.[1]
    if (!type) continue
    const { rows } = await landing.database.query(
      `select bool_and(pg_input_is_valid(${name(column)}, $1)) as valid from ${schema}.${name(table)} where ${name(column)} is not null`,
      [type],
    )
    if (rows[0]?.valid !== true) continue
    await landing.database.query(
      `alter table ${schema}.${name(table)} alter column ${name(column)} type ${type} using ${name(column)}::${type}`,
    )
  }
}

const rowsOf = (connector: string, table: string): Raw[] => readCsv(filesOf(connector).get(table) ?? '')
async function counts(landing: Landing, ...relations: string[]): Promise<number[]> {
  const found: number[] = []
  for (const relation of relations) found.push((await landing.rows(relation)).length)
  return found
}

describe.skipIf(!present)('extracts as Fivetran landed them', () => {
  it.each([
    ['salesforce', ['users', 'accounts', 'opportunities', 'opportunity_history', 'leads', 'activities']],
    ['hubspot', ['users', 'accounts', 'stages', 'opportunities', 'opportunity_history', 'leads', 'activities']],
    ['zendesk', ['tickets', 'survey_responses']],
  ])('%s reads the same as text and typed', async (connector, relations) => {
    const [text, typed] = await Promise.all([landed(connector, false), landed(connector, true)])
    for (const landing of [text, typed]) {
      const report = await landing.connect(connector, connector)
      expect(report.filter((line) => / does not read|repeats/.test(line))).toEqual([])
      expect((await landing.problems()).filter((line) => !/does not exist/.test(line))).toEqual([])
    }
    for (const relation of relations) expect(await text.rows(relation)).toEqual(await typed.rows(relation))
  })

  it('Salesforce: as many rows as are there and not deleted', async () => {
    const landing = await landed('salesforce', false)
    await landing.connect('salesforce', 'salesforce')
    const live = (table: string) =>
      rowsOf('salesforce', table).filter((row) => !isTrue(row.is_deleted) && !isFalse(row._fivetran_active)).length
    const users = rowsOf('salesforce', 'user').filter((row) => !isFalse(row._fivetran_active))
    expect(await counts(landing, 'users', 'accounts', 'opportunities', 'leads', 'activities')).toEqual([
      users.length,
      live('account'),
      live('opportunity'),
      live('lead'),
      live('task') + live('event'),
    ])
    expect(users.length).toBeGreaterThan(5)
    expect(live('task') + live('event')).toBeGreaterThan(10)
  })

  it('Salesforce, had nothing been deleted: every deal, a version of each, and its one percentage of 1,000', async () => {
    const landing = await landed('salesforce', false)
    for (const table of ['opportunity', 'opportunity_history', 'account']) {
      await landing.database.query(`alter table salesforce."${table}" drop column is_deleted`)
    }
    await landing.database.query('update salesforce.opportunity set _fivetran_active = null')
    await landing.connect('salesforce', 'salesforce')
    const deals = rowsOf('salesforce', 'opportunity')
    expect(await counts(landing, 'opportunities', 'opportunity_history')).toEqual([
      deals.length,
      rowsOf('salesforce', 'opportunity_history').length,
    ])
    const closed = deals.filter((row) => isTrue(row.is_closed))
    const dated = (await landing.rows('opportunities', 'id, closed_at')).filter(({ closed_at }) => closed_at !== null)
    expect(dated.map(({ id }) => id)).toEqual(closed.map(({ id }) => id).sort())
    // Far-future ends are open ends.
    const open = await landing.rows('opportunity_history where valid_to is null', 'opportunity_id')
    expect(open).toHaveLength(deals.length)
    const stages = await landing.rows('stages', 'id, outcome, probability')
    expect(
      stages.every(({ probability }) => probability === null || (Number(probability) >= 0 && Number(probability) <= 1)),
    ).toBe(true)
    const outcomes = new Map(stages.map(({ id, outcome }) => [id, outcome]))
    for (const deal of deals) {
      const outcome = isTrue(deal.is_won) ? 'won' : isTrue(deal.is_closed) ? 'lost' : 'open'
      expect(outcomes.get(deal.stage_name)).toBe(outcome)
    }
  })

  it('HubSpot: no deleted and no merged deals and contacts; every stage, by pipeline', async () => {
    const landing = await landed('hubspot', false)
    await landing.connect('hubspot', 'hubspot')
    const losers = new Set(rowsOf('hubspot', 'merged_deal').map((row) => row.merged_deal_id))
    const deals = rowsOf('hubspot', 'deal').filter((row) => !isTrue(row.is_deleted) && !losers.has(row.deal_id ?? null))
    const contacts = rowsOf('hubspot', 'contact')
    const merged = new Set([
      ...rowsOf('hubspot', 'contact_merge_audit').map((row) => row.vid_to_merge),
      ...contacts.flatMap((row) => (row.property_hs_merged_object_ids ?? '').split(';')),
    ])
    const leads = contacts.filter((row) => !isTrue(row._fivetran_deleted) && !merged.has(row.id ?? null))
    const engagements = ['call', 'email', 'meeting', 'note', 'task'].flatMap((kind) =>
      rowsOf('hubspot', `engagement_${kind}`),
    )
    const companies = rowsOf('hubspot', 'company').filter(
      (row) => !isTrue(row.is_deleted) && !isTrue(row._fivetran_deleted),
    )
    const found = await counts(landing, 'opportunities', 'leads', 'activities', 'accounts', 'stages', 'users')
    expect(found).toEqual([
      deals.length,
      leads.length,
      engagements.filter((row) => !isTrue(row._fivetran_deleted)).length,
      companies.length,
      rowsOf('hubspot', 'deal_pipeline_stage').length,
      rowsOf('hubspot', 'owner').length,
    ])
    expect(found.every((count) => count > 10)).toBe(true)
    expect(contacts.length).toBeGreaterThan(leads.length)
  })

  it('Zendesk: tickets that are neither deleted nor merged, and the one long history of a status', async () => {
    const landing = await landed('zendesk', false)
    await landing.connect('zendesk', 'zendesk')
    const raw = rowsOf('zendesk', 'ticket')
    const losers = new Set(raw.flatMap((row) => (row.merged_ticket_ids ?? '').match(/\d+/g) ?? []))
    const live = raw.filter(
      (row) => row.status !== 'deleted' && !isTrue(row._fivetran_deleted) && !losers.has(row.id ?? ''),
    )
    const tickets = await landing.rows('tickets', 'id, priority, first_solved_at, solved_at, reopens')
    expect(tickets).toHaveLength(live.length)
    // Open, pending, on hold for weeks; solved on 14 November, closed a day later.
    expect(tickets.find(({ id }) => id === '11071')).toEqual({
      id: '11071',
      priority: 'urgent',
      first_solved_at: '2020-11-14T11:01:27+00:00',
      solved_at: '2020-11-14T11:01:27+00:00',
      reopens: 0,
    })
    expect(tickets.filter(({ solved_at }) => solved_at !== null).map(({ id }) => id)).toEqual(
      live
        .filter((row) => /solved|closed/.test(row.status ?? ''))
        .map(({ id }) => id ?? '')
        .sort(),
    )
  })
})
