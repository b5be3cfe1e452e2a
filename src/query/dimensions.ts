import { SpokenError } from '../errors.ts'
import type { Dimension, ExtraSource, Fact } from '../ssot/fact.ts'
import { identifier, sql } from '../ssot/sql.ts'
import type { MappedSsot } from '../ssot/tables.ts'
import type { Scope } from './scope.ts'
import type { EngineSettings } from './window.ts'

/** Every dimension a fact can be broken down by, its configured extra columns included. */
function dimensionsOf(fact: Fact, settings: EngineSettings): Readonly<Record<string, Dimension>> {
  const extras = (fact.extras ?? []).flatMap((source) =>
    (settings.extra[source.relation] ?? []).map((name) => {
      const personal = settings.personalExtra?.has(`${source.relation}.${name}`) ?? false
      return [name, { ...extraDimension(source, name), personal }] as const
    }),
  )
  return { ...Object.fromEntries(extras), ...fact.dimensions }
}

/** The dimensions that all of the facts have, in order of name. */
export function dimensionNames(facts: readonly Fact[], settings: EngineSettings): string[] {
  const [first, ...others] = facts.map((fact) => Object.keys(dimensionsOf(fact, settings)))
  return (first ?? []).filter((name) => others.every((names) => names.includes(name))).sort()
}

/** Whether a breakdown tells one person or account from another. */
export const isPersonal = (facts: readonly Fact[], name: string, settings: EngineSettings): boolean =>
  facts.some((fact) => dimensionsOf(fact, settings)[name]?.personal)

/** Those of them that somebody may ask for, with all that they take connected. */
export const usableDimensions = (
  facts: readonly Fact[],
  { mapped, settings, scope }: Pick<DimensionRequest, 'mapped' | 'settings' | 'scope'>,
): string[] =>
  dimensionNames(facts, settings).filter((name) =>
    facts.every((fact) => {
      const dimension = dimensionsOf(fact, settings)[name]
      const hidden = dimension?.personal && scope.kind === 'aggregates'
      return dimension && !hidden && (dimension.needs ?? []).every(mapped.has)
    }),
  )

const extraDimension = (source: ExtraSource, name: string): Dimension => ({
  key: sql`${identifier(source.alias)}.${identifier(name)}`,
  joins: source.joins ?? [],
  needs: [`${source.relation}.${name}`],
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
  // Its own names only: “constructor” is no breakdown.
  const dimension = Object.hasOwn(known, name) ? known[name] : undefined
  if (!dimension) throw new UnknownDimension(name, Object.keys(known).sort())
  const missing = dimension.needs?.find((need) => !mapped.has(need))
  if (missing) throw new SpokenError(notConnected(name, missing))
  if (dimension.personal && scope.kind === 'aggregates') throw new SpokenError(onlyTotals(name))
  return dimension
}

const notConnected = (name: string, missing: string) => ({
  en: `“${name}” is not connected: it needs \`ssot.${missing}\`.`,
  ja: `「${name}」は未接続です（\`ssot.${missing}\` が必要です）。`,
})

const onlyTotals = (name: string) => ({
  en: `Your role sees these figures only as totals, not by ${name}.`,
  ja: `権限上、これらの数値は合計のみ閲覧できます（「${name}」別には表示できません）。`,
})

/** Carries what would have worked, so that the answer can name the nearest. */
export class UnknownDimension extends SpokenError {
  readonly wanted: string
  readonly known: readonly string[]

  constructor(wanted: string, known: readonly string[]) {
    super({
      en: `There is no such breakdown here. It has: ${known.join(', ')}.`,
      ja: `その内訳はありません。使えるもの：${known.join(', ')}`,
    })
    this.wanted = wanted
    this.known = known
  }
}
