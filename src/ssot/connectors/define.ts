import type { Words } from '../../define/words.ts'
import type { contract, RelationName } from '../contract.ts'
import type { Sql } from '../sql.ts'
import type { Mapped } from './mapped.ts'
import type { Shape } from './shape.ts'

/** What a mapping may ask about the place it is written for. */
export interface Setting {
  /** The company's time zone. */
  readonly zone: string
  /** The SSOT's schema. */
  readonly schema: string
  /** Whether a landed table is there, or any of these columns of it. */
  has<S extends Shape>(shape: S, ...columns: (keyof S['columns'] & string)[]): boolean
  /** `schema.table` as it was landed, for words. */
  labelOf(shape: Shape): string
  /** A relation of the SSOT to lean on: there already, or written before by the same connector. */
  ssot(relation: RelationName): Sql | undefined
  /** Columns of the table `people_roles` in the SSOT's schema; empty where it does not exist. */
  readonly peopleRoles: ReadonlySet<string>
}

type ColumnsOf<R extends RelationName> = {
  readonly [C in keyof (typeof contract)[R]['columns']]: Mapped | Words
}

/** How a relation is read from what is landed: `with` its steps `select` its columns `from` … `where` … */
export interface Selection<C = Readonly<Record<string, Mapped | Words>>> {
  readonly steps?: readonly Step[]
  /** Every column of the contract: SQL, or why the source has none. */
  readonly columns: C
  readonly from: Mapped
  readonly where?: Mapped
  /** What a person has to know of the way this was read. */
  readonly notes?: readonly Words[]
}

/** A named query between the landed tables and the select. */
export interface Step {
  readonly name: string
  readonly body: Mapped
  /** Said above it in the view: the trap it steps around. */
  readonly why?: string
}

export interface RelationMapping {
  readonly relation: RelationName
  /** Landed tables that must be there: of each list one. */
  readonly needs: readonly (readonly Shape[])[]
  readonly select: (setting: Setting) => Selection
}

export interface Connector {
  /** What `revops ssot connect` calls it. */
  readonly name: string
  /** What people call it. */
  readonly title: string
  /** In the order they are written: a relation may lean on those before it. */
  readonly mappings: readonly RelationMapping[]
  /** Tables whose latest sync is the connector's. */
  readonly freshness: readonly Shape<{ synced: Shape['columns'][string] }>[]
}

/** A mapping that leaves out one of its relation's columns does not compile. */
export const defineMapping = <R extends RelationName>(
  mapping: RelationMapping & { readonly relation: R; readonly select: (setting: Setting) => Selection<ColumnsOf<R>> },
): RelationMapping => mapping
