import type { Config } from '../config.ts'
import { create } from '../main.ts'

/** `revops start`: runs until it is told to stop. */
export async function start(config: Config): Promise<number> {
  const product = await create(config)
  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => resolve(name))
  })
  // Whatever hangs must not keep the process: the platform would kill it less gently.
  const patience = setTimeout(() => process.exit(1), 15_000)
  patience.unref()
  await product.stop()
  return signal === 'SIGINT' ? 130 : 0
}
