import { performance } from 'node:perf_hooks'
import { z } from 'zod'
import type { Ask, Context } from '../../src/define/context.ts'
import type { Metric } from '../../src/define/metric.ts'
import { scorecards } from '../../src/present/kpi/scorecards.ts'
import { windowsFor } from '../../src/present/kpi/windows.ts'
import type { BenchRow } from '../row.ts'
import { median } from '../statistics.ts'
import type { Asker } from './asker.ts'

const anything = z.unknown()
const rounds = 3
/** One of half a minute is not asked as often as one of a second. */
const budgetMs = 60_000
const most = 2

/** The figures of each role's scorecard, compared and with their targets, against the slowest statement among them. */
export async function scorecardBench(asker: Asker): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const [role, ids] of Object.entries(scorecards)) rows.push(await scorecardRow(asker, role, ids))
  return rows
}

async function scorecardRow(asker: Asker, role: string, ids: readonly string[]): Promise<BenchRow> {
  const name = `scorecard of ${role}, × its slowest statement`
  const whole: number[] = []
  const alone = new Map<string, number[]>()
  try {
    const began = performance.now()
    for (let round = -1; round < rounds; round += 1) {
      if (round > 0 && performance.now() - began > budgetMs) break
      const context = await asker.context()
      const metrics = ids.flatMap((id) => context.catalog.metrics.get(id) ?? [])
      const ms = await timed(() => context.read(scorecardOf(metrics, context)))
      const each = await statementTimes(asker, context, metrics)
      if (round < 0) continue
      whole.push(ms)
      for (const [fact, time] of each) alone.set(fact, [...(alone.get(fact) ?? []), time])
    }
  } catch (error) {
    return { name, value: error instanceof Error ? error.message : String(error), target: `<= ${most}`, met: false }
  }
  const slowest = [...alone]
    .map(([fact, times]) => ({ fact, ms: median(times) }))
    .reduce((worst, each) => (each.ms > worst.ms ? each : worst))
  const ratio = median(whole) / slowest.ms
  return {
    name,
    value: `${ratio.toFixed(2)} (${median(whole).toFixed(0)} ms; ${slowest.fact} ${slowest.ms.toFixed(0)} ms)`,
    target: `<= ${most}`,
    met: ratio <= most,
  }
}

/** As the scorecard asks it: each KPI over its own period and the one before. */
function scorecardOf(metrics: readonly Metric[], context: Context): Ask {
  const windows = new Map(
    metrics.map((metric) => [metric, windowsFor(context, metric, { period: undefined, against: 'preceding' })]),
  )
  return { metrics, windows: (metric) => windows.get(metric) ?? [], targets: true }
}

/** Its statements one after the other, by the fact they read. */
async function statementTimes(asker: Asker, context: Context, metrics: readonly Metric[]): Promise<[string, number][]> {
  const times: [string, number][] = []
  for (const { fact, query } of context.statements(scorecardOf(metrics, context))) {
    times.push([fact.id, await timed(() => asker.workshop.source.query(query, anything))])
  }
  return times
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await run()
  return performance.now() - started
}
