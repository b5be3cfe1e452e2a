import { performance } from 'node:perf_hooks'
import type { BenchRow } from '../row.ts'
import { median } from '../statistics.ts'
import type { Asker } from './asker.ts'
import { questionOf } from './questions.ts'

const warmUp = 50
const rounds = 200
const mostMs = 1

/** Making the SQL of a KPI, without running it: the median of the slowest. */
export async function composeBench(asker: Asker): Promise<BenchRow> {
  const context = await asker.context()
  const medians = [...context.catalog.metrics].map(([id, metric]) => {
    const times: number[] = []
    for (let round = -warmUp; round < rounds; round += 1) {
      const started = performance.now()
      // The text is only made when it is looked at.
      const texts = context.statements(questionOf(metric, context)).map(({ query }) => query.text)
      if (texts.length === 0) throw new Error(`${id} asks nothing`)
      if (round >= 0) times.push(performance.now() - started)
    }
    return { id, ms: median(times) }
  })
  const slowest = medians.reduce((worst, each) => (each.ms > worst.ms ? each : worst))
  const middle = median(medians.map(({ ms }) => ms))
  return {
    name: `composing the SQL of a KPI, the slowest of ${medians.length}`,
    value: `${slowest.ms.toFixed(2)} ms (${slowest.id}; ${middle.toFixed(2)} ms in the middle)`,
    target: `< ${mostMs} ms`,
    met: slowest.ms < mostMs,
  }
}
