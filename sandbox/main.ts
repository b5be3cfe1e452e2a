import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { UserError } from '../src/errors.ts'
import { createLog } from '../src/log.ts'
import { startDemo } from './demo.ts'
import { checkPort, demoHelp, demoOptions } from './options.ts'

/** `npm run demo`: a company, a Slack and the bot on this machine; everything is gone when it ends. */
const { port, locale } = await asked()
const folder = mkdtempSync(path.join(tmpdir(), 'revops-demo-'))
const demo = await startDemo({
  port,
  webRoot: fileURLToPath(new URL('./web/', import.meta.url)),
  folder,
  writeConfig: (file, text) => writeFileSync(file, text),
  log: createLog(process.env.LOG_LEVEL || 'warn'),
  locale,
})
console.log(demo.words)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    demo.stop().then(
      () => {
        rmSync(folder, { recursive: true, force: true })
        process.exit(0)
      },
      () => process.exit(1),
    )
  })
}

async function asked() {
  try {
    const options = demoOptions(process.argv.slice(2), process.env)
    if (options.help) {
      console.log(demoHelp)
      process.exit(0)
    }
    await checkPort(options.port)
    return options
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    console.error(error.message)
    process.exit(2)
  }
}
