import { z } from 'zod'
import { SpokenError } from '../errors.ts'
import type { Dimension, Fact } from '../ssot/fact.ts'
import type { SsotSnapshot, SsotSource } from '../ssot/source.ts'
import { conjunction, identifier, join, type Sql, sql } from '../ssot/sql.ts'
import { filterCondition, joinsFor } from './compose.ts'
import { dimensionFor } from './dimensions.ts'
import { type Filter, type Question, windowsOf } from './question.ts'
import { type Scope, scopeCondition } from './scope.ts'
import { type EngineSettings, factContext, type TimeWindow } from './window.ts'

/** A filter names a value that no row of the asker's has, in any period. Carries those there are. */
export class UnknownValue extends SpokenError {
  readonly dimension: string
  readonly wanted: string
  readonly known: readonly string[]

  constructor(dimension: string, wanted: string, known: readonly string[]) {
    super({ en: `No ${dimension} is called “${wanted}”.`, ja: `${dimension}に「${wanted}」はありません。` })
    this.dimension = dimension
    this.wanted = wanted
    this.known = known
  }
}

interface Typed {
  readonly filter: Filter
  readonly value: string
}

interface Place {
  readonly facts: readonly Fact[]
  readonly window: TimeWindow
  readonly scope: Scope
  readonly snapshot: SsotSnapshot
}

const mostRemembered = 10_000
/** Values that one statement looks for: each is a column, with the rows of every fact, of which PostgreSQL takes 1,664. */
const atOnce = 100
const mostSuggested = 1_000
const existing = z.record(z.string(), z.boolean())
const named = z.object({ name: z.string() })

/**
 * Looks whether what people typed as a filter's value is there at all, so that a slip is told from a period without
 * data. What was found once is remembered: values hardly ever vanish, and then "no data" is true as well.
 */
export function createValueCheck(source: SsotSource, settings: EngineSettings) {
  const found = new Set<string>()
  const keyOf = ({ facts, scope }: Place, { filter, value }: Typed): string =>
    JSON.stringify([facts.map(({ id }) => id), scope, filter.dimension, value.toLowerCase()])

  return async (question: Question, facts: readonly Fact[], snapshot: SsotSnapshot): Promise<void> => {
    const [window] = question.metrics.flatMap((metric) => windowsOf(question, metric))
    const typed = (question.where ?? [])
      .filter((filter) => filter.typed)
      .flatMap((filter) => filter.values.flatMap((value) => (value === null ? [] : [{ filter, value }])))
    if (!window || typed.length === 0 || facts.length === 0) return
    const place: Place = { facts, window, scope: question.scope, snapshot }
    // However often one stands there, it is looked for once.
    const unsure = [...new Map(typed.map((each) => [keyOf(place, each), each]))].filter(([key]) => !found.has(key))
    for (let from = 0; from < unsure.length; from += atOnce) {
      const some = unsure.slice(from, from + atOnce)
      const wanted = some.map(([, each]) => each)
      const [row = {}] = await source.query(existence(place, wanted, settings), existing)
      for (const [i, [key, each]] of some.entries()) {
        if (row[`v${i}`]) found.add(key)
        else throw await unknown(source, place, each, settings)
      }
    }
    if (found.size > mostRemembered) found.clear()
  }
}

function existence(place: Place, typed: readonly Typed[], settings: EngineSettings): Sql {
  const columns = typed.map(({ filter, value }, i) => {
    const one: Filter = { dimension: filter.dimension, values: [value] }
    const anywhere = place.facts.map((fact) => {
      const { from, dimension } = rowsOf(fact, place, filter.dimension, settings)
      return sql`exists (select ${from} and ${filterCondition(one, dimension)})`
    })
    return sql`${join(anywhere, ' or ')} as ${identifier(`v${i}`)}`
  })
  return sql`select ${join(columns)}`
}

async function unknown(
  source: SsotSource,
  place: Place,
  { filter, value }: Typed,
  settings: EngineSettings,
): Promise<UnknownValue> {
  const names = place.facts.map((fact) => {
    const { from, dimension } = rowsOf(fact, place, filter.dimension, settings)
    return sql`select (${dimension.name ?? dimension.key})::text as name ${from}`
  })
  const all = sql`select distinct name from (${join(names, ' union all ')}) x where name is not null order by 1`
  const known = await source.query(sql`${all} limit ${mostSuggested}`, named)
  return new UnknownValue(
    filter.dimension,
    value,
    known.map(({ name }) => name),
  )
}

/** Every row of a fact that the asker may see, whenever it was; `from … where …`, to be narrowed. */
function rowsOf(
  fact: Fact,
  { window, scope, snapshot }: Place,
  name: string,
  settings: EngineSettings,
): { from: Sql; dimension: Dimension } {
  const c = factContext(snapshot, settings, window)
  const dimension = dimensionFor({ fact, name, scope, mapped: snapshot.mapped, settings })
  const inScope = scopeCondition(fact, scope, snapshot.people)
  const joins = joinsFor(fact, c, [...(dimension.joins ?? []), ...(inScope?.joins ?? [])])
  return {
    from: sql`from (${fact.rows(c)}) f ${joins} where ${conjunction(inScope ? [inScope.condition] : [])}`,
    dimension,
  }
}
