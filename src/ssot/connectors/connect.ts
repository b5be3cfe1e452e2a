import { relationNames } from '../contract.ts'
import { checkViews } from './check.ts'
import type { Connection } from './connection.ts'
import type { Connector } from './define.ts'
import { type Finding, finding, listed } from './findings.ts'
import { inspectLanding } from './landing.ts'
import { inspectPlace, type Place } from './place.ts'
import { planConnector } from './plan.ts'
import { type Script, scriptOf } from './script.ts'
import { writeScript } from './write.ts'

export interface Connecting {
  /** The schema the connector lands in. */
  readonly landed: string
  /** The SSOT's schema. */
  readonly schema: string
  /** The company's time zone. */
  readonly zone: string
}

export interface Connected {
  readonly script: Script
  /** Nothing stands in the landed schema. */
  readonly nothingLanded: boolean
  readonly schemaExists: boolean
  readonly findings: readonly Finding[]
}

/** Works out what a connector's views would be; changes nothing. */
export async function prepareConnector(
  connection: Connection,
  connector: Connector,
  { landed, schema, zone }: Connecting,
): Promise<Connected & { readonly place: Place }> {
  const landing = await inspectLanding(connection, landed)
  const place = await inspectPlace(connection, schema)
  const present = new Set(place.standing.keys())
  const plan = planConnector(connector, { landing, zone, schema, present, peopleRoles: place.peopleRoles })
  const script = scriptOf(plan, landing, place, zone)
  const mapped = new Set([...present, ...script.views.map(({ name }) => name)])
  const unmapped = relationNames.filter((relation) => !mapped.has(relation))
  return {
    script,
    place,
    nothingLanded: landing.tables.length === 0,
    schemaExists: place.exists,
    findings: [
      ...plan.findings,
      ...script.findings,
      ...(unmapped.length === 0 ? [] : [stillUnmapped(schema, unmapped)]),
    ],
  }
}

/** Writes a connector's views and reads each of them once. */
export async function applyConnector(
  connection: Connection,
  connector: Connector,
  connecting: Connecting,
): Promise<Connected> {
  const prepared = await prepareConnector(connection, connector, connecting)
  if (prepared.nothingLanded || prepared.script.views.length === 0) return prepared
  await writeScript(connection, prepared.script, prepared.place)
  const { planned } = prepared.script
  const hasAccounts = prepared.place.standing.has('accounts') || planned.some(({ relation }) => relation === 'accounts')
  const checked = await checkViews(connection, connecting.schema, planned, hasAccounts)
  return { ...prepared, findings: [...checked, ...prepared.findings] }
}

const stillUnmapped = (schema: string, relations: readonly string[]): Finding =>
  finding(
    'note',
    `still unmapped in ${schema}: ${listed(relations)}. What needs them answers “not connected”`,
    `${schema}で未接続：${listed(relations)}。必要とするKPIは「未接続」と答えます`,
  )
