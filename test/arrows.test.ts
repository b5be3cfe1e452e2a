import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { z } from 'zod'

const root = fileURLToPath(new URL('../', import.meta.url))
const cruised = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({ violations: z.array(z.object({ from: z.string(), to: z.string() })) }),
})

const folders = ['src', 'commands', 'reports', 'sandbox/company', 'sandbox/server', 'bench']
const filesIn = (folder: string): string[] =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`)

it('the arrows hold, and every module was looked at', async () => {
  const args = ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs']
  const { stdout } = await promisify(execFile)(process.execPath, [...args, '--output-type', 'json', ...folders], {
    cwd: root,
    maxBuffer: 200_000_000,
  })
  const { modules, summary } = cruised.parse(JSON.parse(stdout))
  expect(summary.violations).toEqual([])
  // With a TypeScript it cannot read, the tool sees no modules and is content.
  const seen = new Set(modules.map(({ source }) => source))
  expect(folders.flatMap(filesIn).filter((file) => !seen.has(file))).toEqual([])
}, 60_000)
