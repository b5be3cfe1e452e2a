import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { startSmallBot } from '../support/bot.ts'
import { filesIn, folderVariable } from '../support/run-log/place.ts'

const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
const config = fileURLToPath(new URL('./fixtures/vitest.config.ts', import.meta.url))

/** A whole run with one test file in it. */
async function run(fixture: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [vitest, 'run', '--config', config, fixture], {
    env: { PATH: process.env.PATH, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await ended, said: out + err }
}

it.each([
  ['row', 'planted “Harbor Foods”'],
  ['secret', 'a token of Slack’s'],
])('a run whose tests pass fails all the same when a %s was written down', async (fixture, what) => {
  const { code, said } = await run(fixture)
  expect(said).toMatch(/Tests +1 passed/)
  expect(said).toContain('holds what must not be in it, in 1 lines')
  expect(said).toContain(what)
  expect(code).toBe(1)
})

it('one that has nothing to hide passes', async () => {
  const { code, said } = await run('clean')
  expect({ code, told: said.includes('must not be in it') }).toEqual({ code: 0, told: false })
})

it('every test that starts the product has it write there', () => {
  const tests = fileURLToPath(new URL('..', import.meta.url))
  const starting = readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, source: readFileSync(path.join(tests, name), 'utf8') }))
    .filter(({ source }) => /import \{[^}]*\bcreate\b[^}]*\} from '[./]+src\/main\.ts'/.test(source))
  expect(starting.length).toBeGreaterThan(3)
  expect(starting.filter(({ source }) => !source.includes('runLog()')).map(({ name }) => name)).toEqual([])
})

const bot = await startSmallBot({
  at: '2026-11-16T00:00:00Z',
  rows: { accounts: [{ id: 'acme', name: 'Gathered Industries' }] },
  people: [{ name: 'ann', role: 'rep' }],
  channels: [{ name: 'general' }],
})
afterAll(() => bot.stop())

it('what the bots of this run write down is gathered, with what they know as marks', () => {
  const { lines, marks } = filesIn(process.env[folderVariable] ?? '')
  expect(readFileSync(lines, 'utf8')).toContain('"msg":"ready"')
  const planted = readFileSync(marks, 'utf8').split('\n')
  expect(planted).toEqual(
    expect.arrayContaining(['"Gathered Industries"', '"a secret of this test"', '"planted password"']),
  )
})
