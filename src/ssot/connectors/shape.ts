/** What a connector is known to land: tables and the columns of them that are read, under every name they go by. */

/** An `id` is a text that is never empty, left bare so that an index on it serves; `instant` is `timestamptz`; `day` is a calendar day, whatever time a connector landed with it. */
export type Kind = 'id' | 'text' | 'numeric' | 'int' | 'bool' | 'instant' | 'day' | 'json'

/** A column's name in any spelling (`StageName` is `stage_name`), or a key of a JSON column. */
export type Origin = string | { readonly json: string; readonly key: string }

/** Stands for all columns of a row, as one JSON object. */
export const wholeRow = '*'

export interface Column {
  readonly kind: Kind
  /** In order of preference: the first that is landed is read. */
  readonly from: readonly Origin[]
}

const column =
  (kind: Kind) =>
  (...from: readonly Origin[]): Column => ({ kind, from })

export const id = column('id')
export const text = column('text')
export const numeric = column('numeric')
export const int = column('int')
export const bool = column('bool')
export const instant = column('instant')
export const day = column('day')
export const json = column('json')

export type Columns = Readonly<Record<string, Column>>

export interface Shape<C extends Columns = Columns> {
  /** What the table is called in the views; a word that needs no quotes. */
  readonly name: string
  /** Names of the landed table, in order of preference and any spelling. */
  readonly tables: readonly string[]
  /** Columns by which this table is told from another of the same name. */
  readonly marks?: readonly string[]
  /** Also looked for in `<schema>_history`, where Fivetran's history mode may land. */
  readonly history?: boolean
  readonly columns: C
  /** Rows in which one of these is true are gone in the source. */
  readonly gone?: readonly Column[]
  /** Rows in which this is false are former versions. */
  readonly active?: Column
}

export const defineShape = <const C extends Columns>(shape: Shape<C>): Shape<C> => shape
