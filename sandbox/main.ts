import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLog } from '../src/log.ts'
import { startDemo } from './demo.ts'

/** `npm run demo`: a company, a Slack and the bot on this machine; everything is gone when it ends. */
const port = Number(process.env.PORT || 4000)
const folder = mkdtempSync(path.join(tmpdir(), 'revops-demo-'))
const demo = await startDemo({
  port,
  webRoot: fileURLToPath(new URL('./web/', import.meta.url)),
  folder,
  writeConfig: (file, text) => writeFileSync(file, text),
  log: createLog(process.env.LOG_LEVEL || 'warn'),
  locale: process.env.REVOPS_LOCALE === 'ja' ? 'ja' : 'en',
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
