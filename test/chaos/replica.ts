import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { createMovableClock } from '../../src/schedule/movable-clock.ts'
import { beginning } from './definitions.ts'
import { minutes, planOf } from './plan.ts'
import { createProduct } from './product.ts'

/** What a replica is told, as JSON in its first argument. */
const told = z.object({
  where: z.object({ databaseUrl: z.string(), apiUrl: z.string() }),
  options: z.object({ posts: z.number(), channels: z.number(), replicas: z.number(), seed: z.number() }),
  /** Machine time, in milliseconds since 1970, at which business time began to pass. */
  since: z.number(),
  logLevel: z.string(),
})
export type ReplicaOrders = z.output<typeof told>

/** One replica of the bot as a process of its own, whose business time passes so fast that all rounds fall due in time. */
const { where, options, since, logLevel } = told.parse(JSON.parse(process.argv[2] ?? '{}'))
const { durationMs } = planOf(options)
/** It stands still once everything has fallen due: the next day would have it all once more. */
const businessNow = () => {
  const part = Math.min(1, (Date.now() - since) / durationMs)
  return beginning.add({ milliseconds: Math.round(part * minutes * 60_000) })
}
const clock = createMovableClock({ start: businessNow() })
const product = createProduct(where, options, clock, logLevel)

let stopping = false
process.on('SIGTERM', () => {
  stopping = true
  void product.close().then(() => process.exit(0))
})

await product.scheduler.start()
// The real bell rings once a minute: here more minutes pass than that.
while (!stopping) {
  await clock.set(businessNow()).catch(() => undefined)
  await product.scheduler.settle().catch(() => undefined)
  await sleep(200)
}
