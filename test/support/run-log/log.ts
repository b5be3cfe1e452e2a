import { appendFileSync } from 'node:fs'
import { createLog, type Log } from '../../../src/log.ts'
import { filesIn, folderVariable } from './place.ts'

/**
 * What a bot under test writes down, with the product's own log: it goes to one file of the whole run, which is looked
 * through when the run ends. Nowhere outside of a run.
 */
export function runLog(): Log {
  const folder = process.env[folderVariable]
  if (folder === undefined) return createLog('silent')
  const { lines } = filesIn(folder)
  return createLog('trace', { write: (line) => appendFileSync(lines, line) })
}
