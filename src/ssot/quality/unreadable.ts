import pg from 'pg'
import { z } from 'zod'
import type { Words } from '../../define/words.ts'
import { type RelationName, relationContract } from '../contract.ts'
import type { SsotPool } from '../pool.ts'
import { identifier, sql } from '../sql.ts'
import type { ExtraColumns, MappedSsot, Need } from '../tables.ts'
import type { QualityFinding, Unreadable } from './finding.ts'

const anyRow = z.looseObject({})

/** PostgreSQL's own error, or undefined: what it says of a statement, rather than that it was slow or away. */
export const databaseError = (error: unknown): pg.DatabaseError | undefined =>
  error instanceof pg.DatabaseError ? error : undefined

/** Whether the error may come from what stands in the rows, or from who may read them, rather than from the statement. */
export const isRowError = (error: unknown): boolean =>
  /^(22|38|39|HV|P0|XX)|^42501$/.test(databaseError(error)?.code ?? '')

/** What of a relation cannot be read: all of it, or each column that a view cannot compute. Empty: it is all right. */
export async function findUnreadable(
  pool: SsotPool,
  { tables, has }: MappedSsot,
  extra: ExtraColumns,
  relation: RelationName,
): Promise<Unreadable[]> {
  const whole = await failureOf(pool, sql`select count(*) from ${tables[relation]} r`)
  if (whole) return [{ relation, message: whole }]
  const names = [...Object.keys(relationContract(relation).columns), ...(extra[relation] ?? [])]
  const failed: Unreadable[] = []
  for (const column of names.filter((name) => has(`${relation}.${name}`))) {
    const message = await failureOf(pool, sql`select count(r.${identifier(column)}) from ${tables[relation]} r`)
    if (message) failed.push({ relation, column, message })
  }
  return failed
}

/** A relation or column that was there when the catalogue was read: that it is not is for the next look at it to say. */
const gone = new Set(['42P01', '42703'])

async function failureOf(pool: SsotPool, query: ReturnType<typeof sql>): Promise<string | undefined> {
  try {
    await pool.query(query, anyRow)
    return undefined
  } catch (error) {
    const found = databaseError(error)
    if (!found) throw error
    return gone.has(found.code ?? '') ? undefined : redacted(found)
  }
}

/** A class 42 error names relations and columns; the others may quote what stands in a row. */
export function redacted({ code = '', message }: Pick<pg.DatabaseError, 'code' | 'message'>): string {
  if (code.startsWith('42')) return message
  // What a function of the view raises may say anything.
  if (code.startsWith('P0')) return 'its view raises an exception'
  return message.replaceAll(/["«“「‘'].*["»”」’']/gs, '“…”').replaceAll(/\d+/g, '…')
}

export const unreadableNeed = ({ relation, column }: Unreadable): Need =>
  column === undefined ? relation : `${relation}.${column}`

export const unreadableFinding = (found: Unreadable): QualityFinding => ({
  check: 'unreadable',
  relation: found.relation,
  severity: 'error',
  count: 1,
  example: found.example ?? null,
  words: {
    en: `${unreadableNeed(found)} cannot be read (${found.message}): mend the view; what needs it is not connected`,
    ja: `${unreadableNeed(found)}を読み取れません（${found.message}）。ビューを修正してください。これを使う項目は未接続として扱います`,
  },
})

/** What an asker is told whose question meets it first. */
export function cannotRead(found: readonly Unreadable[]): Words {
  const names = found.map((each) => `\`ssot.${unreadableNeed(each)}\` (${each.message})`)
  return {
    en: `This cannot be answered: the view behind ${names.join(', ')} cannot be read. RevOps has to mend it; what does not rest on it is answered.`,
    ja: `回答できません：${names.join('、')} のビューを読み取れません。RevOps担当が修正する必要があります。これを使わない質問には回答できます。`,
  }
}
