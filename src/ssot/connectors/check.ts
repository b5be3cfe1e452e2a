import { z } from 'zod'
import { relationContract } from '../contract.ts'
import { join, type Sql, sql } from '../sql.ts'
import type { Parsed } from './compose.ts'
import type { Connection } from './connection.ts'
import { failingPlace } from './failing.ts'
import { type Finding, finding } from './findings.ts'
import type { PlannedView } from './plan.ts'
import { name, statement } from './text.ts'

/** Reads every written view once: how many rows it has, what is null in them, which keys repeat, what does not read. */
export async function checkViews(
  connection: Connection,
  schema: string,
  views: readonly PlannedView[],
  hasAccounts: boolean,
): Promise<Finding[]> {
  const findings: Finding[] = []
  const accounts = hasAccounts ? name(schema, 'accounts') : undefined
  for (const view of views) findings.push(...(await checkView(connection, schema, view, accounts)))
  const parsed = new Map(views.flatMap((view) => view.parsed).map((each) => [landedName(each), each]))
  for (const each of parsed.values()) findings.push(...(await unreadable(connection, each)))
  return findings
}

async function checkView(
  connection: Connection,
  schema: string,
  view: PlannedView,
  accounts: Sql | undefined,
): Promise<Finding[]> {
  const columns = Object.keys(relationContract(view.relation).columns)
  const from = name(schema, view.relation)
  const label = `${schema}.${view.relation}`
  try {
    const counts = columns.map((column) => sql`count(${name(column)})::int as ${name(column)}`)
    const row = z.record(z.string(), z.number())
    const [counted = {}] = await connection.query(
      sql`select count(*)::int as "rows", ${join(counts)} from ${from}`,
      row,
    )
    const rows = counted.rows ?? 0
    return [
      finding('ok', `${label}: ${rows} ${rows === 1 ? 'row' : 'rows'}`, `${label}：${rows}行`),
      ...nulls(label, view, counted, rows),
      ...(await repeatedKey(connection, view, from, label)),
      ...(await strangers(connection, view, from, label, accounts)),
    ]
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return [await failingPlace(connection, schema, view, error)]
  }
}

/** Rows without a required value are left out of answers; an optional column that is always null says nothing. */
function nulls(label: string, view: PlannedView, counted: Readonly<Record<string, number>>, rows: number): Finding[] {
  return view.filled.flatMap((column): Finding[] => {
    const missing = rows - (counted[column] ?? 0)
    const required = relationContract(view.relation).columns[column]?.required ?? false
    if (missing === 0 || (!required && missing < rows)) return []
    const place = `${label}.${column}`
    if (required && !mayBeNull.has(`${view.relation}.${column}`)) {
      return [
        finding(
          'warning',
          `${place} is null in ${missing} of ${rows} rows: they are left out of what needs it`,
          `${place}が空の行が${rows}行中${missing}行：必要とする集計から除外`,
        ),
      ]
    }
    return missing === rows ? [finding('note', `${place} is null in every row`, `${place}はすべての行で空`)] : []
  })
}

/** Required to exist, and null where there is nothing to say: a deal without an amount, the version that is valid now. */
const mayBeNull = new Set(['opportunities.amount', 'opportunity_history.valid_to'])

async function repeatedKey(connection: Connection, view: PlannedView, from: Sql, label: string): Promise<Finding[]> {
  const { columns } = relationContract(view.relation)
  const key = Object.keys(columns).find((column) => columns[column]?.primaryKey)
  if (!key) return []
  const row = z.object({ value: z.string(), n: z.number() })
  const [repeated] = await connection.query(
    sql`select ${name(key)} as value, count(*)::int as n from ${from} where ${name(key)} is not null
      group by 1 having count(*) > 1 order by 2 desc, 1 limit 1`,
    row,
  )
  if (!repeated) return []
  const { value, n } = repeated
  return [
    finding(
      'error',
      `${label}.${key} repeats: “${value}” stands in ${n} rows, which would count ${n} times. Look for former versions or a second copy in what was landed`,
      `${label}.${key}が重複しています：「${value}」が${n}行あり、${n}重に集計されます。取り込んだデータに過去の版や二重の取り込みがないか確認してください`,
    ),
  ]
}

/** Accounts that a view names and the SSOT does not have. */
async function strangers(
  connection: Connection,
  view: PlannedView,
  from: Sql,
  label: string,
  accounts: Sql | undefined,
): Promise<Finding[]> {
  if (!accounts || !view.filled.includes('account_id')) return []
  const row = z.object({ n: z.number(), example: z.string().nullable() })
  const [found] = await connection.query(
    sql`select count(distinct v.account_id)::int as n, min(v.account_id) as example from ${from} v
      where v.account_id is not null and not exists (select 1 from ${accounts} a where a.id = v.account_id)`,
    row,
  )
  if (!found || found.n === 0) return []
  const { n, example } = found
  return [
    finding(
      'warning',
      `${label}.account_id names ${n} ${n === 1 ? 'account' : 'accounts'} that ${statement(accounts)} does not know, such as “${example}”`,
      `${label}.account_idに、${statement(accounts)}にない取引先が${n}件あります（例：「${example}」）`,
    ),
  ]
}

const landedName = ({ table, label }: Parsed): string => `${table.schema}.${table.name}.${label}`

/** Texts that should have been numbers, days or instants. */
async function unreadable(connection: Connection, parsed: Parsed): Promise<Finding[]> {
  const { table, raw, read } = parsed
  const row = z.object({ n: z.number(), example: z.string().nullable() })
  const odd = sql`btrim(${raw}) <> '' and ${read} is null`
  const [found] = await connection.query(
    sql`select count(*)::int as n, left(min(${raw}), 40) as example from ${name(table.schema, table.name)} where ${odd}`,
    row,
  )
  if (!found || found.n === 0) return []
  const { n, example } = found
  return [
    finding(
      'warning',
      `${landedName(parsed)} cannot be read in ${n} ${n === 1 ? 'row' : 'rows'}, such as “${example}”: null there`,
      `${landedName(parsed)}に読み取れない値が${n}行あります（例：「${example}」）：空として扱います`,
    ),
  ]
}
