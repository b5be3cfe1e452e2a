import { SourceUnavailable } from '../../errors.ts'
import type { RelationName } from '../contract.ts'
import type { Person } from '../people.ts'
import type { SsotPool } from '../pool.ts'
import type { ExtraColumns, MappedSsot } from '../tables.ts'
import type { Check, CheckContext } from './check.ts'
import { checks } from './checks.ts'
import type { QualityFinding } from './finding.ts'
import { composeChecks, foundRow, readingOf, type SqlCheck } from './statement.ts'
import { databaseError } from './unreadable.ts'

/** What a relation is looked through with. */
export interface Looking extends Omit<CheckContext, 't'> {
  readonly pool: SsotPool
  readonly mapped: MappedSsot
  readonly people: readonly Person[]
  readonly extra: ExtraColumns
}

export interface Look {
  readonly findings: readonly QualityFinding[]
  /** Ids of the checks that could be made. */
  readonly checks: readonly string[]
  /** Whether there were others. */
  readonly complete: boolean
}

/** Makes all checks of a relation, in one statement; none of one that is not connected. Throws what the pool throws. */
export async function lookThrough(relation: RelationName, looking: Looking): Promise<Look> {
  const wanted = checksOf(relation, looking.mapped)
  const ofPeople = wanted.flatMap((check) => {
    if (!('among' in check)) return []
    const ids = [...check.among(looking.people)].sort()
    return findingOf(check, { count: ids.length, example: ids[0] ?? null })
  })
  const found = wanted.length > 0 ? await ask(relation, wanted.filter(isSql), looking) : []
  return { findings: [...ofPeople, ...found], checks: wanted.map(({ id }) => id), complete: true }
}

/** The same where the one statement fails though the relation itself can be read: what fails is left out. */
export async function lookOneByOne(relation: RelationName, looking: Looking): Promise<Look> {
  const wanted = checksOf(relation, looking.mapped).filter(isSql)
  const findings: QualityFinding[] = []
  const made: string[] = []
  for (const check of wanted) {
    try {
      findings.push(...(await ask(relation, [check], looking)))
      made.push(check.id)
    } catch (error) {
      if (error instanceof SourceUnavailable || !databaseError(error)) throw error
    }
  }
  return { findings, checks: made, complete: made.length === wanted.length }
}

const isSql = (check: Check): check is SqlCheck => !('among' in check)

const checksOf = (relation: RelationName, { has }: MappedSsot): Check[] =>
  has(relation) ? checks.filter((check) => check.relation === relation && (check.needs ?? []).every(has)) : []

async function ask(
  relation: RelationName,
  wanted: readonly SqlCheck[],
  { pool, mapped, extra, ...rest }: Looking,
): Promise<QualityFinding[]> {
  const columns = readingOf(relation, mapped.has, extra)
  const query = composeChecks(relation, wanted, columns, { ...rest, t: mapped.tables })
  const [row] = await pool.query(query, foundRow)
  return wanted.flatMap((check, i) => findingOf(check, row?.found[i]))
}

function findingOf(check: Check, found: { count: number; example: string | null } | undefined): QualityFinding[] {
  if (!found || found.count === 0) return []
  const { id, relation, severity, columns, told } = check
  return [
    {
      check: id,
      relation,
      severity,
      ...found,
      words: check.words(found.count),
      ...(columns ? { columns } : {}),
      ...(told ? { told } : {}),
    },
  ]
}
