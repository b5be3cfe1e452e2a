/** The product as it is, in a process of its own. */
import { loadConfig } from '../src/config.ts'
import { create } from '../src/main.ts'

const product = await create(loadConfig())
process.send?.({ port: product.port })
process.once('SIGTERM', () => void product.stop().finally(() => process.exit(0)))
