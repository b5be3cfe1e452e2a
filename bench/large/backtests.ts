import { performance } from 'node:perf_hooks'
import type { Temporal } from 'temporal-polyfill'
import type { Context } from '../../src/define/context.ts'
import type { Metric } from '../../src/define/metric.ts'
import type { Watch } from '../../src/define/rule.ts'
import { dueInstants } from '../../src/present/alerts/backtest/instants.ts'
import { observeWatch, observeWatchAt } from '../../src/present/alerts/watch/observe.ts'
import type { BenchRow } from '../row.ts'
import { median } from '../statistics.ts'
import type { Asker } from './asker.ts'

const days = 180
const most = 10
const rounds = 3

/** A flow, two ratios (one of deals, whose past changes) and stocks, of the company and broken down. */
const watched: readonly { readonly id: string; readonly by?: string; readonly stock?: true }[] = [
  { id: 'mqls' },
  { id: 'win_rate' },
  { id: 'bookings' },
  { id: 'win_rate', by: 'segment' },
  { id: 'mrr', stock: true },
  { id: 'customers', stock: true },
  { id: 'open_pipeline', stock: true },
  { id: 'open_pipeline', by: 'owner', stock: true },
]

/** 180 days of a rule against one evaluation of it, instants and all. */
export async function backtestBench(asker: Asker): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const { id, by, stock } of watched) {
    const metric = asker.workshop.catalog.metrics.get(id)
    if (!metric) throw new Error(`no KPI is called ${id}`)
    const watch = watchOf(metric, by, stock)
    const instants = dueInstants(await asker.context(), { schedule: 'weekdays at 09:00' }, days)
    const once = await medianMs(asker, async (context) => void (await observeWatch(context, watch)))
    const all = await medianMs(asker, async (context) => void (await observeWatchAt(context, watch, instants)))
    rows.push(rowOf(`${id}${by ? ` by ${by}` : ''}`, stock === true, once, all, instants))
  }
  return rows
}

function watchOf(metric: Metric, by: string | undefined, stock: true | undefined): Watch {
  const change = { kind: 'change', worseBy: 0.2, clears: 0.1 } as const
  const split = by === undefined ? {} : { by, whole: true }
  if (stock) {
    return { metric, ...split, over: 'now', atLeast: 0, conditions: [{ ...change, against: { daysAgo: 28 } }] }
  }
  return {
    metric,
    ...split,
    over: { days: 28 },
    atLeast: 30,
    conditions: [{ ...change, against: { daysBefore: 180 } }],
  }
}

async function medianMs(asker: Asker, work: (context: Context) => Promise<void>): Promise<number> {
  const times: number[] = []
  for (let round = -1; round < rounds; round += 1) {
    const context = await asker.context()
    const began = performance.now()
    await work(context)
    if (round >= 0) times.push(performance.now() - began)
  }
  return median(times)
}

function rowOf(
  what: string,
  stock: boolean,
  once: number,
  all: number,
  instants: readonly Temporal.Instant[],
): BenchRow {
  const ratio = all / once
  return {
    name: `backtest of ${what} over ${days} days (${instants.length} looks)${stock ? ', a stock' : ''}`,
    value: `${ratio.toFixed(1)} × (${once.toFixed(0)} ms → ${all.toFixed(0)} ms)`,
    target: `<= ${most} × one evaluation`,
    met: ratio <= most,
  }
}
