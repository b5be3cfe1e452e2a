import { z } from 'zod'
import type { BaseMetric } from '../define/metric.ts'
import type { Unit, Words } from '../define/words.ts'
import { columnName } from './columns.ts'

/** One row of a selection: numbers by column name, and the group it belongs to. */
export const selectedRow = z.record(z.string(), z.union([z.number(), z.string(), z.null()]))
export type SelectedRow = z.output<typeof selectedRow>

/** A value of each dimension asked for: the key that rows were grouped by, and what a person reads. */
export interface Group {
  readonly id: string
  readonly keys: readonly (string | null)[]
  readonly names: readonly (string | null)[]
  readonly order: readonly (number | string | null)[]
}

export const wholeGroup: Group = { id: '', keys: [], names: [], order: [] }

export function groupOf(row: SelectedRow, by: readonly string[]): Group {
  const keys = by.map((_, i) => text(row[`k${i}`]))
  return {
    id: JSON.stringify(keys),
    keys,
    names: by.map((_, i) => text(row[`d${i}`]) ?? text(row[`k${i}`])),
    order: by.map((_, i) => row[`o${i}`] ?? null),
  }
}

const text = (value: number | string | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value)

/** What one metric says of one group in one window, before it is a reading. */
export interface Figures {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly n: number
  readonly p90?: number | null
  readonly leftOut: readonly { readonly words: Words; readonly n: number }[]
  readonly beside: readonly (number | null)[]
  readonly notes: readonly Words[]
}

const negativeDurations: Words = { en: 'with a negative duration', ja: '所要時間が負のもの' }

const estimates = (n: number): Words => ({
  en: `${n} as first recorded: their history begins later`,
  ja: `${n}件は履歴開始時点の値による推定`,
})

/** `row` undefined: nothing fell in this window. */
export function figuresOf(metric: BaseMetric, index: number, row: SelectedRow | undefined): Figures {
  const number = (name: string): number | null => {
    const value = row?.[columnName(index, name)]
    return typeof value === 'number' ? value : value === null || value === undefined ? null : Number(value)
  }
  const missing = metric.missing ? [{ words: metric.missing, n: number('missing') ?? 0 }] : []
  const others = (metric.leftOut ?? []).map(({ words }, i) => ({ words, n: number(`left_out_${i}`) ?? 0 }))
  const leftOut = [...missing, ...others].filter(({ n }) => n > 0)
  // A sum or count of nothing is 0, a share of nothing has no value.
  const none = (unit: Unit): number | null => (unit === 'money' || unit === 'count' ? 0 : null)
  const beside = (metric.beside ?? []).map(({ unit }, i) => (row ? number(`beside_${i}`) : none(unit)))
  const shared = { n: number('n') ?? 0, leftOut, beside, notes: notesOf(metric, index, row) }
  switch (metric.kind) {
    case 'sum': {
      const value = number('value') ?? 0
      return { ...shared, value, numerator: value, denominator: null }
    }
    case 'ratio': {
      const numerator = number('numerator') ?? 0
      const denominator = number('denominator') ?? 0
      const value = denominator === 0 ? null : ((metric.scale ?? 1) * numerator) / denominator
      return { ...shared, value, numerator, denominator }
    }
    case 'duration': {
      const negative = number('negative') ?? 0
      const without = negative > 0 ? [...leftOut, { words: negativeDurations, n: negative }] : leftOut
      return {
        ...shared,
        value: number('value'),
        numerator: null,
        denominator: null,
        p90: number('p90'),
        leftOut: without,
      }
    }
  }
}

function notesOf({ named }: BaseMetric, index: number, row: SelectedRow | undefined): Words[] {
  const names = row?.[columnName(index, 'names')]
  const estimated = Number(row?.[columnName(index, 'estimated')] ?? 0)
  return [
    ...(named && names ? [{ en: `${named.words.en}: ${names}`, ja: `${named.words.ja}：${names}` }] : []),
    ...(estimated > 0 ? [estimates(estimated)] : []),
  ]
}
