import { z } from 'zod'
import { relationContract } from './contract.ts'
import type { ActualColumns, ContractProblem } from './inspect.ts'
import type { SsotPool } from './pool.ts'
import { identifier, join, sql } from './sql.ts'

const examples = z.object({ found: z.array(z.string().nullable()) })

/** Names a row of each column of a wrong type, by the relation's first column: whoever mends the view wants to see one. */
export async function withExamples(
  pool: Pick<SsotPool, 'query'>,
  schema: string,
  actual: ActualColumns,
  problems: readonly ContractProblem[],
): Promise<ContractProblem[]> {
  const wrong = problems.flatMap((problem) => {
    const { kind, relation, column } = problem
    const [key] = Object.keys(relationContract(relation).columns)
    const there = column !== undefined && key !== undefined && actual.get(relation)?.has(key)
    return kind === 'wrong_type' && there ? [{ problem, key, column }] : []
  })
  if (wrong.length === 0) return [...problems]
  const selects = wrong.map(
    ({ problem: { relation }, key, column }) => sql`(select r.${identifier(key)}::text
      from ${identifier(schema, relation)} r where r.${identifier(column)} is not null limit 1)`,
  )
  // A view that cannot be read has no example; that it cannot is found by the checks of its rows.
  const [row] = await pool.query(sql`select json_build_array(${join(selects)}) as found`, examples).catch(() => [])
  const found = new Map(wrong.map(({ problem }, i) => [problem, row?.found[i] ?? undefined]))
  return problems.map((problem) => {
    const example = found.get(problem)
    return example === undefined ? problem : { ...problem, example }
  })
}
