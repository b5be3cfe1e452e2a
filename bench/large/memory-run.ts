/** A bot that answers, in a process started by `memory.ts`: the database to ask is the first argument. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createAnswers } from '../../src/answers/answer.ts'
import { now, openAsker } from './asker.ts'

export interface MemoryRun {
  readonly rssMb: number
  readonly answers: number
  /** Questions without an answer, each with the error. */
  readonly failed: readonly string[]
}

const times = 2

async function run(url: string): Promise<MemoryRun> {
  const { workshop, close } = await openAsker(url)
  const answers = createAnswers(workshop)
  const texts = [
    ...[...workshop.catalog.metrics.keys()].map((id) => `kpi ${id}`),
    ...['kpi win_rate by segment', 'kpi leads by source', 'kpi', 'pipeline', 'digest', 'status'],
  ]
  const failed = new Set<string>()
  for (let time = 0; time < times; time += 1) {
    for (const text of texts) {
      const asking = { text, email: 'executive@large.example', locale: 'en', now } as const
      await answers.answer(asking).catch((error: unknown) => failed.add(`${text} (${String(error)})`))
    }
  }
  collectGarbage()
  const rssMb = process.memoryUsage().rss / 2 ** 20
  await close()
  return { rssMb, answers: texts.length * times, failed: [...failed] }
}

/** What nobody holds any more is no memory of the bot's. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
}

process.send?.(await run(process.argv[2] ?? ''))
process.disconnect?.()
