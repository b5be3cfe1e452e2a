import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'vite'

/** Builds the sandbox's page into a folder of its own. */
export async function buildPage(): Promise<{ webRoot: string; remove(): void }> {
  const webRoot = mkdtempSync(path.join(tmpdir(), 'revops-page-'))
  const configFile = path.join(import.meta.dirname, '../../sandbox/web/vite.config.ts')
  await build({ configFile, logLevel: 'silent', build: { outDir: webRoot, emptyOutDir: true } })
  return { webRoot, remove: () => rmSync(webRoot, { recursive: true }) }
}
