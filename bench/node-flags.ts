import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const manifest = z.object({ scripts: z.object({ start: z.string() }) })

/** The flags that `npm start` gives to Node: whatever is measured runs with them too. */
export function nodeFlags(): string[] {
  // Compiled, this file is in dist/bench/.
  const [file] = ['../package.json', '../../package.json']
    .map((path) => new URL(path, import.meta.url))
    .filter((each) => existsSync(each))
  if (!file) throw new Error('there is no package.json')
  const { start } = manifest.parse(JSON.parse(readFileSync(file, 'utf8'))).scripts
  return start.split(' ').filter((word) => word.startsWith('--'))
}
