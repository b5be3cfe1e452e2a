import { parseArgs } from 'node:util'
import { z } from 'zod'
import { describe, planOf } from './plan.ts'
import { runChaos } from './run.ts'

const usage = 'npm run chaos -- --posts <n> --seed <n> [--channels <n>] [--replicas <n>] [--log <level>]'

const given = parseArgs({
  options: {
    posts: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    channels: { type: 'string', default: '12' },
    replicas: { type: 'string', default: '2' },
    log: { type: 'string', default: 'silent' },
  },
}).values

const count = z.coerce.number().int().min(1)
const asked = z
  .object({ posts: count, seed: z.coerce.number().int(), channels: count.max(100), replicas: count.max(8) })
  .safeParse(given)
if (!asked.success) {
  console.error(`${usage}\n${z.prettifyError(asked.error)}`)
  process.exit(2)
}

const { durationMs, rounds, disturbances } = planOf(asked.data)
console.log(
  `${Object.entries(asked.data)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}: ${rounds.length} definitions fall due within ${durationMs / 1_000} s; meanwhile:`,
)
for (const disturbance of disturbances) console.log(`  ${describe(disturbance)}`)

const outcome = await runChaos({ ...asked.data, logLevel: given.log })
console.log(outcome)
const { duplicates, lost, strange, outOfOrder, unsent } = outcome
process.exitCode = duplicates + lost + strange + outOfOrder + unsent === 0 ? 0 : 1
