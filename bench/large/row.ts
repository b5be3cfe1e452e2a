import type { contract, RelationName } from '../../src/ssot/contract.ts'

export type Cell = string | number | boolean | null

/** A row of a relation as it is copied: days and instants as ISO text; a column that is not there is null. */
export type Row<N extends RelationName> = { readonly [C in keyof (typeof contract)[N]['columns']]?: Cell }
