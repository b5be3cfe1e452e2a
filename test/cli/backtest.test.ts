import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { backtest } from '../../src/cli/backtest.ts'
import { loadConfig } from '../../src/config.ts'
import { createCompanyDatabase } from '../support/company.ts'
import type { TestDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createCompanyDatabase()
})
afterAll(() => database.drop())

async function printed(words: readonly string[], options: Parameters<typeof backtest>[2]): Promise<string> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    const at = '2026-11-21T22:00'
    expect(await backtest(loadConfig({ SSOT_URL: database.url }), words, { at, ...options })).toBe(0)
    return log.mock.calls.map(([line]) => `${line}\n`).join('')
  } finally {
    log.mockRestore()
  }
}

it('prints the planted drop of the sample company as text', async () => {
  const out = await printed(['stage-conversion-drop'], { days: '60' })
  expect(out).toContain('── Backtest: MQL to SQL conversion is falling ──')
  expect(out).toMatch(/Would have fired 1 time in 60 days/)
  expect(out).toMatch(/\[Every time it would have been told\]\nWhen .*\n.* SMB +still firing/)
})

it('and as JSON', async () => {
  const answer = JSON.parse(await printed(['stage_conversion_drop'], { days: '60', json: true }))
  expect(answer).toMatchObject({
    rule: 'stage_conversion_drop',
    days: 60,
    // Weekdays from Wednesday 23 September to Friday 20 November, 09:00 in Tokyo.
    from: '2026-09-23T00:00:00Z',
    to: '2026-11-20T00:00:00Z',
    evaluations: 43,
    fired: 1,
    series: 1,
    foretold: null,
  })
  expect(answer.firings[0]).toMatchObject({ series: 'SMB', until: null })
  expect(answer.firings[0].sentence.ja).toContain('MQLからSQLへの転換率')
})

it.each<[string, readonly string[], string | undefined, string]>([
  ['a slip', ['stage-conversion-drp'], undefined, 'Did you mean `stage-conversion-drop`?'],
  ['no rule', [], undefined, 'Which rule?'],
  ['more than a rule', ['churn-risk', 'soon'], undefined, 'backtest <rule> --days <n>, not “soon”.'],
  ['days that are none', ['churn-risk'], 'many', 'A backtest looks back over 1 to 730 days'],
])('%s is a sentence', async (_, words, days, sentence) => {
  const asked = backtest(loadConfig({ SSOT_URL: database.url }), words, { days })
  await expect(asked).rejects.toMatchObject({ name: 'UserError', message: expect.stringContaining(sentence) })
})
