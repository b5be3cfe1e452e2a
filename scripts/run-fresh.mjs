// Runs a compiled entry of dist/, after compiling when a source is newer than what was compiled.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const [entry, ...args] = process.argv.slice(2)

/** The latest change below a folder, in milliseconds. */
function latest(folder) {
  let time = 0
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    if (item.name === 'node_modules' || item.name === 'dist') continue
    const path = `${folder}/${item.name}`
    time = Math.max(time, item.isDirectory() ? latest(path) : statSync(path).mtimeMs)
  }
  return time
}

const built = `${root}dist/${entry}`
const sources = ['src', 'commands', 'reports', 'sandbox', 'bench'].map((folder) => `${root}${folder}`)
const newest = Math.max(...sources.filter(existsSync).map(latest))
if (!existsSync(built) || newest > statSync(built).mtimeMs) {
  const result = spawnSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (result.status !== 0) process.exit(result.status ?? 1)
}
process.argv.splice(1, 2, built)
process.argv.length = 2
process.argv.push(...args)
await import(pathToFileURL(built).href)
