import { type Child, startChild } from './child.ts'
import type { LoadOrder, LoadResult } from './load.ts'
import type { BenchRow } from './row.ts'
import { median, percentile } from './statistics.ts'
import type { Surroundings } from './surroundings.ts'

const connections = 32
const rounds = 6
const seconds = 3
const leastRatio = 0.5
const p99Ms = 100

const askers = [
  'mariko.saeki',
  'priya.raman',
  'yumi.sakiyama',
  'kenta.ishikawa',
  'aiko.mori',
  'aya.fujii',
  'megumi.yoshida',
]

/** Answers per second at the response_url while the SSOT stays as it is, in turns with a bare Bolt handler. */
export async function sharedBench({ env, load, idOf }: Surroundings): Promise<BenchRow[]> {
  const bare = await startChild<{ port: number }>('bare-bolt', [], env)
  const bot = await startChild<{ port: number }>('bot', [], env)
  const run = (child: Child<{ port: number }>, expect: string, lasting = seconds): Promise<LoadResult> => {
    const order: LoadOrder = {
      port: child.started.port,
      connections,
      seconds: lasting,
      users: askers.map(idOf),
      expect,
    }
    return load.ask(order)
  }
  const runs: { ratio: number; bare: LoadResult; bot: LoadResult }[] = []
  try {
    await run(bare, '"hi"', 2)
    await run(bot, '"blocks"', 2)
    for (let round = 0; round < rounds; round += 1) {
      const theirs = await run(bare, '"hi"')
      const ours = await run(bot, '"blocks"')
      runs.push({ ratio: ours.perSecond / theirs.perSecond, bare: theirs, bot: ours })
    }
  } finally {
    await Promise.all([bare.stop(), bot.stop()])
  }
  const ratio = median(runs.map((each) => each.ratio))
  const rate = (who: 'bare' | 'bot'): string => median(runs.map((each) => each[who].perSecond)).toFixed(0)
  const p99 = (who: 'bare' | 'bot'): number =>
    percentile(
      runs.flatMap((each) => each[who].latencies),
      0.99,
    )
  return [
    {
      name: `answers shared, ${connections} connections, × a bare Bolt handler`,
      value: `${ratio.toFixed(2)} (${rate('bot')}/s against ${rate('bare')}/s)`,
      target: `>= ${leastRatio}`,
      met: ratio >= leastRatio,
    },
    {
      name: `answers shared, ${connections} connections, p99`,
      value: `${p99('bot').toFixed(0)} ms (bare ${p99('bare').toFixed(0)} ms)`,
      target: `< ${p99Ms} ms`,
      met: p99('bot') < p99Ms,
    },
  ]
}
