import type pg from 'pg'
import type { BenchRow } from '../row.ts'
import type { Asker } from './asker.ts'
import { backtestBench } from './backtests.ts'
import { composeBench } from './compose.ts'
import { watch } from './cpu.ts'
import { raceKpis } from './kpis.ts'
import { memoryBench } from './memory.ts'
import { healthBench, rulesBench } from './rules.ts'
import { scorecardBench } from './scorecards.ts'

export interface Bench {
  readonly asker: Asker
  readonly pool: pg.Pool
  /** Where the large company is, and one of a hundredth of its size. */
  readonly large: string
  readonly small: string
  tell(line: string): void
}

/** What can be measured by itself, in the order in which it is. */
export const parts = {
  async kpis({ asker, pool, large, tell }: Bench): Promise<BenchRow[]> {
    const watched = await watch(large)
    await raceKpis(asker, pool, watched, tell).finally(() => watched.close())
    return [await composeBench(asker)]
  },
  scorecards: ({ asker }: Bench): Promise<BenchRow[]> => scorecardBench(asker),
  rules: async ({ asker, pool }: Bench): Promise<BenchRow[]> => [
    await rulesBench(asker, pool),
    await healthBench(asker, pool),
  ],
  backtests: ({ asker }: Bench): Promise<BenchRow[]> => backtestBench(asker),
  memory: async ({ small, large }: Bench): Promise<BenchRow[]> => [await memoryBench(small, large)],
} as const

export type Part = keyof typeof parts

export const isPart = (name: string): name is Part => Object.hasOwn(parts, name)
