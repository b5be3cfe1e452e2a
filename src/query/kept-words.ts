import type { Temporal } from 'temporal-polyfill'
import { fullDate } from '../calendar/format.ts'
import type { Metric } from '../define/metric.ts'
import type { Words } from '../define/words.ts'
import type { Fact } from '../ssot/fact.ts'

/** Where the past of deals is known from, when it is from the bot's own snapshots. The same words wherever it is told. */
export const keptWords = (since: Temporal.PlainDate): Words => ({
  en: `deals’ past from the bot’s own snapshots since ${fullDate(since, 'en')}`,
  ja: `商談の過去は、${fullDate(since, 'ja')}以降にこのボットが毎日保存した記録による`,
})

/** Whether a figure rests on what deals were before, even when it is asked as of now: time in stage, movements. */
export function restsOnHistory(metric: Metric): boolean {
  if (metric.kind === 'formula') return Object.values(metric.parts).some((part) => restsOnHistory(part.metric))
  if (metric.kind === 'table') return Object.values(metric.columns).some(restsOnHistory)
  const { fact, joins = [] } = metric
  return isHistoric(fact) || joins.some((name) => joinsHistory(fact, name))
}

const isHistoric = ({ historic, needs }: Fact): boolean =>
  historic === true || (needs?.includes('opportunity_history') ?? false)

function joinsHistory(fact: Fact, name: string): boolean {
  const join = fact.joins?.[name]
  return join?.historic === true || (join?.after?.some((before) => joinsHistory(fact, before)) ?? false)
}
