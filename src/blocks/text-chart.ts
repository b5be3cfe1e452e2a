/** A chart as a text table, for when no picture could be shown. Meant for a code block, where columns line up. */
import type { ChartSpec } from './chart.ts'
import { compactValue, fullValue } from './chart-format.ts'
import { columnsUpTo, displayWidth, pad } from './chart-labels.ts'

/** With the fences of a code block this stays within one section's 3,000 characters. */
const TEXT_CHART_LIMIT = 2_800

const WORDS = {
  en: { none: 'no data', soFar: 'so far', rate: 'from previous', more: (n: number) => `… ${n} more` },
  ja: { none: 'データなし', soFar: '途中', rate: '前段階から', more: (n: number) => `…ほか${n}件` },
} as const

type Cells = string[]

/**
 * The title, then a line for each category or step; values are right-aligned and written in full unless several
 * series share the line. A long trend loses its oldest lines, anything else its last, and says so.
 */
export function textChart(spec: ChartSpec, limit = TEXT_CHART_LIMIT): string {
  const words = WORDS[spec.format.locale]
  const { head, rows } = tableOf(spec)
  const lines = align(head ? [head, ...rows] : rows)
  const top = [spec.title, ...(head ? lines.slice(0, 1) : [])]
  const notes = notesOf(spec)
  const kept = lines.slice(head ? 1 : 0)
  const dropped = () => rows.length - kept.length
  const whole = () => {
    const rest = dropped() > 0 ? [words.more(dropped())] : []
    const body = spec.kind === 'trend' ? [...rest, ...kept] : [...kept, ...rest]
    return [...top, ...body, ...notes].join('\n')
  }
  while (whole().length > limit && kept.length > 1) spec.kind === 'trend' ? kept.shift() : kept.pop()
  return whole().slice(0, limit)
}

function tableOf(spec: ChartSpec): { head?: Cells; rows: Cells[] } {
  const { format } = spec
  const words = WORDS[format.locale]
  const text = (value: number | null | undefined, short = false) =>
    value === null || value === undefined ? words.none : (short ? compactValue : fullValue)(value, format)
  switch (spec.kind) {
    case 'trend':
    case 'bars': {
      const several = spec.series.length > 1
      const rows = spec.categories.map((category, index) => {
        const soFar = spec.kind === 'trend' && spec.running && index === spec.categories.length - 1
        const label = soFar ? `${category} (${words.soFar})` : category
        return [label, ...spec.series.map((one) => text(one.values[index], several))]
      })
      return several ? { head: ['', ...spec.series.map((one) => one.name)], rows } : { rows }
    }
    case 'funnel': {
      const rows = spec.steps.map(({ label, value, rate }, index) => {
        const share = rate === undefined ? '' : rate === null ? words.none : percent(rate, format.locale)
        return [label, text(value), index === 0 ? '' : share]
      })
      return spec.steps.some(({ rate }) => rate !== undefined) ? { head: ['', '', words.rate], rows } : { rows }
    }
    case 'waterfall':
      return { rows: spec.steps.map((step) => [step.label, fullValue(step.value, format, change(step.kind))]) }
  }
}

function notesOf(spec: ChartSpec): string[] {
  if (spec.kind !== 'trend') return []
  const marks = [spec.threshold, spec.target].filter((mark) => mark !== undefined)
  return marks.map(({ label, value }) => `${label}: ${fullValue(value, spec.format)}`)
}

/** A code block of Slack is about 60 columns wide before it wraps. */
const LABEL_COLUMNS = 28
const VALUE_COLUMNS = 16

function align(rows: Cells[]): string[] {
  const cut = rows.map((row) => row.map((cell, column) => columnsUpTo(cell, column ? VALUE_COLUMNS : LABEL_COLUMNS)))
  const widths = (cut[0] ?? []).map((_, column) => Math.max(...cut.map((row) => displayWidth(row[column] ?? ''))))
  return cut.map((row) => {
    const cells = row.map((cell, column) => pad(cell, widths[column] ?? 0, column > 0))
    return cells.join('  ').trimEnd()
  })
}

function change(kind: 'total' | 'change') {
  return { signed: kind === 'change' }
}

function percent(rate: number, locale: 'en' | 'ja'): string {
  return compactValue(rate, { style: 'percent', locale })
}
