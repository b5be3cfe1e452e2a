import type { Words } from '../../define/words.ts'
import { listed } from './findings.ts'
import { type LandedTable, landedOrigins } from './landing.ts'
import type { Read } from './mapped.ts'
import type { Shape } from './shape.ts'
import { type TypedFor, typed } from './typed.ts'

interface Looking extends TypedFor {
  readonly tableOf: (shape: Shape) => LandedTable | undefined
  readonly labelOf: (shape: Shape) => string
}

/** Why some SQL has nothing to read; undefined where any of its columns is landed in a way that can be read. */
export function whyLacking(reads: readonly Read[], looking: Looking): Words | undefined {
  const byShape = new Map<Shape, string[]>()
  for (const { shape, column } of reads) {
    if (column === undefined) continue
    const spec = shape.columns[column]
    const table = looking.tableOf(shape)
    if (table && spec && typed(spec, table, looking)) return undefined
    const columns = byShape.get(shape) ?? []
    if (!columns.includes(column)) byShape.set(shape, [...columns, column])
  }
  const reasons = [...byShape].map(([shape, columns]) => reason(shape, columns, looking))
  if (reasons.length === 0) return undefined
  return { en: reasons.map(({ en }) => en).join('; '), ja: reasons.map(({ ja }) => ja).join('、') }
}

function reason(shape: Shape, columns: readonly string[], { tableOf, labelOf }: Looking): Words {
  const label = labelOf(shape)
  const table = tableOf(shape)
  if (!table) return { en: `${label} is not landed`, ja: `${label}が取り込まれていません` }
  for (const column of columns) {
    const [origin] = landedOrigins(table, shape.columns[column]?.from ?? [])
    if (typeof origin !== 'string') continue
    const type = table.columns.get(origin)
    const kind = shape.columns[column]?.kind
    return {
      en: `${label}.${origin} is ${type}, which cannot be read as ${kind}`,
      ja: `${label}.${origin}は${type}のため、${kind}として読めません`,
    }
  }
  const names = columns.flatMap((column) => originNames(shape, column))
  return {
    en: `${label} has ${names.length === 1 ? 'no' : 'none of'} ${listed(names)}`,
    ja: `${label}に${listed(names)}がありません`,
  }
}

/** Every name by which a column would have been found. */
const originNames = (shape: Shape, column: string): string[] =>
  (shape.columns[column]?.from ?? []).map((origin) =>
    typeof origin === 'string' ? origin : `${origin.json}.${origin.key}`,
  )
