import { UserError } from '../errors.ts'
import type { Dimension, ExtraSource, Fact } from '../ssot/fact.ts'
import { identifier, sql } from '../ssot/sql.ts'
import type { MappedSsot } from '../ssot/tables.ts'
import type { Scope } from './scope.ts'
import type { EngineSettings } from './window.ts'

/** Every dimension a fact can be broken down by, its configured extra columns included. */
export function dimensionsOf(fact: Fact, settings: EngineSettings): Readonly<Record<string, Dimension>> {
  const extras = (fact.extras ?? []).flatMap((source) =>
    (settings.extra[source.relation] ?? []).map((name) => [name, extraDimension(source, name)] as const),
  )
  return { ...Object.fromEntries(extras), ...fact.dimensions }
}

const extraDimension = (source: ExtraSource, name: string): Dimension => ({
  key: sql`${identifier(source.alias)}.${identifier(name)}`,
  joins: source.joins ?? [],
})

export interface DimensionRequest {
  readonly fact: Fact
  readonly name: string
  readonly scope: Scope
  readonly mapped: MappedSsot
  readonly settings: EngineSettings
}

/** Looks a dimension up for somebody; what they may not see, or the SSOT does not have, is a sentence. */
export function dimensionFor({ fact, name, scope, mapped, settings }: DimensionRequest): Dimension {
  const known = dimensionsOf(fact, settings)
  const dimension = known[name]
  if (!dimension) throw new UnknownDimension(name, Object.keys(known).sort())
  const missing = dimension.needs?.find((need) => !mapped.has(need))
  if (missing) throw new UserError(`“${name}” is not connected: it needs ${missing}.`)
  if (dimension.personal && scope.kind === 'aggregates' && !fact.open) {
    throw new UserError(`Your role sees these figures only as totals, not by ${name}.`)
  }
  return dimension
}

/** Carries what would have worked, so that the answer can name the nearest. */
export class UnknownDimension extends UserError {
  readonly wanted: string
  readonly known: readonly string[]

  constructor(wanted: string, known: readonly string[]) {
    super(`There is no breakdown “${wanted}” here. It has: ${known.join(', ')}.`)
    this.wanted = wanted
    this.known = known
  }
}
