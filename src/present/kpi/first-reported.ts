import { Temporal } from 'temporal-polyfill'
import { fullDate } from '../../calendar/format.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import type { FirstReported } from '../../define/reported.ts'
import type { Unit } from '../../define/words.ts'
import { differs } from '../../insight/restatement.ts'
import { formatValue } from '../format.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'

/** A reading with what was first told of the same, where that reads otherwise. */
export function besideFirst(
  context: Context,
  metric: Metric,
  reading: Reading,
  reported: readonly FirstReported[],
): Reading {
  const first = reported.find(({ from, to }) => from === reading.from && to === reading.to)
  if (!first || reading.value === null || !differs(first.value, reading.value)) return reading
  const shown = (value: number): string => formatValue(value, metric.unit, styleOf(context))
  if (shown(first.value) === shown(reading.value)) return reading
  return { ...reading, firstReported: { value: first.value, at: first.reportedAt.toString() } }
}

/** "was ¥650M when first reported on 1 Oct 2026", for the small print. */
export function firstReportedNote(context: Context, unit: Unit, { firstReported }: Reading): string[] {
  if (!firstReported) return []
  const { locale, company } = context
  const day = Temporal.Instant.from(firstReported.at).toZonedDateTimeISO(company.calendar.zone).toPlainDate()
  return [say[locale](formatValue(firstReported.value, unit, styleOf(context)), fullDate(day, locale))]
}

const say = bilingual({
  en: (value: string, day: string) => `was ${value} when first reported on ${day}`,
  ja: (value, day) => `初回報告（${day}）では${value}`,
})
