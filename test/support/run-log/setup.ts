import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { lookThrough } from './look-through.ts'
import { filesIn, folderVariable } from './place.ts'

const mostShown = 20

/** Gathers what all bots of the run write down, and fails the run when a secret, or what is a customer's, stands in it. */
export default function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'revops-run-log-'))
  process.env[folderVariable] = folder
  const files = filesIn(folder)
  const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')
  return () => {
    const marks = read(files.marks).split('\n').filter(Boolean)
    const found = lookThrough(
      read(files.lines),
      marks.map((mark) => String(JSON.parse(mark))),
    )
    rmSync(folder, { recursive: true, force: true })
    if (found.length === 0) return
    console.error(`\nThe log of this run holds what must not be in it, in ${found.length} lines:`)
    for (const line of found.slice(0, mostShown)) console.error(`  ${line}`)
    // An error thrown here is told, and the run passes all the same.
    process.exitCode = 1
  }
}
