import { afterAll } from 'vitest'
import { applyConnector, prepareConnector } from '../../src/ssot/connectors/connect.ts'
import { type Connection, connectTo } from '../../src/ssot/connectors/connection.ts'
import { connectors } from '../../src/ssot/connectors/index.ts'
import { printable } from '../../src/ssot/connectors/report.ts'
import { relationContract, relationNames } from '../../src/ssot/contract.ts'
import { inspectSsot } from '../../src/ssot/inspect.ts'
import { createDatabase, type TestDatabase } from './database.ts'

type Cell = string | number | boolean | null | object
export type LandedRow = Readonly<Record<string, Cell>>

/** A database into which connectors land, and an SSOT made of it. */
export interface Landing {
  readonly database: TestDatabase
  /** Creates a table as a connector would, of columns such as `amount float8, "StageName" text`, and fills it. */
  land(table: string, columns: string, rows?: readonly LandedRow[]): Promise<void>
  /** `revops ssot connect`: what it reports, in English, with the level of each line. */
  connect(connector: string, landed: string, options?: { zone?: string; schema?: string }): Promise<string[]>
  /** `revops ssot connect --print`. */
  print(connector: string, landed: string): Promise<string>
  /** Rows of a relation of the SSOT in their order: days as `2026-08-10`, instants as `2026-08-10T05:00:00+00:00`. */
  rows(relation: string, columns?: string): Promise<Record<string, unknown>[]>
  /** What is wrong with the relations that exist: nothing, if the contract holds and every type is exactly its own. */
  problems(): Promise<string[]>
}

export async function useLanding(): Promise<Landing> {
  const database = await createDatabase('template0')
  await database.query(`set timezone = 'UTC'`)
  const connection: Connection = await connectTo(database.url)
  afterAll(async () => {
    await connection.close()
    await database.drop()
  })
  const connectorNamed = (name: string) => {
    const found = connectors.get(name)
    if (!found) throw new Error(`no connector is called ${name}`)
    return found
  }
  return {
    database,
    async land(table, columns, rows = []) {
      const [schema] = table.split('.')
      await database.query(`create schema if not exists ${schema}`)
      await database.query(`create table ${table} (${columns})`)
      await database.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [
        JSON.stringify(rows),
      ])
    },
    async connect(connector, landed, { zone = 'Asia/Tokyo', schema = 'ssot' } = {}) {
      const { findings } = await applyConnector(connection, connectorNamed(connector), { landed, schema, zone })
      return findings.map(({ level, words }) => `${level}: ${words.en}`)
    },
    async print(name, landed) {
      const connector = connectorNamed(name)
      const connecting = { landed, schema: 'ssot', zone: 'Asia/Tokyo' }
      return printable(connector, await prepareConnector(connection, connector, connecting), connecting, 'en')
    },
    async rows(relation, columns = '*') {
      const { rows } = await database.query(
        `select to_jsonb(r) as row from (select ${columns} from ssot.${relation}) r order by r`,
      )
      return rows.map(({ row }: { row: Record<string, unknown> }) => row)
    },
    async problems() {
      const { actual, problems } = await inspectSsot(connection, 'ssot')
      const present = relationNames.filter((name) => actual.has(name))
      const inexact = present.flatMap((relation) =>
        Object.entries(relationContract(relation).columns).flatMap(([column, { type }]) => {
          const is = actual.get(relation)?.get(column)
          return is === exact[type] ? [] : [`${relation}.${column} is ${is}`]
        }),
      )
      return [...problems.filter(({ kind }) => kind !== 'missing_relation').map(({ words }) => words.en), ...inexact]
    },
  }
}

const exact = {
  text: 'text',
  'text[]': 'text[]',
  numeric: 'numeric',
  int: 'integer',
  bool: 'boolean',
  timestamptz: 'timestamp with time zone',
  date: 'date',
} as const
