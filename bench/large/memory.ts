import { startChild } from '../child.ts'
import type { BenchRow } from '../row.ts'
import type { MemoryRun } from './memory-run.ts'

/** The same bot twice differs by so much: pages that the allocator keeps. */
const mostMore = 0.2

/** The same questions to a bot over the company and to one over a hundredth of it: memory is the bot's own. */
export async function memoryBench(small: string, large: string): Promise<BenchRow> {
  const run = async (url: string): Promise<MemoryRun> => {
    const child = await startChild<MemoryRun>('large/memory-run', [url])
    await child.stop()
    return child.started
  }
  const [less, more] = [await run(small), await run(large)]
  const failed = [...new Set([...less.failed, ...more.failed])]
  const grown = more.rssMb / less.rssMb - 1
  return {
    name: `memory after ${more.answers} answers, more than over a hundredth of the SSOT`,
    value:
      `${(100 * grown).toFixed(0)} % (${more.rssMb.toFixed(0)} MB against ${less.rssMb.toFixed(0)} MB)` +
      (failed.length > 0 ? `; unanswered: ${failed.join(', ')}` : ''),
    target: `<= ${100 * mostMore} %`,
    met: grown <= mostMore && failed.length === 0,
  }
}
