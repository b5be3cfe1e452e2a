import { afterAll, describe, expect, it } from 'vitest'
import { validateMessage } from '../../src/blocks/validate.ts'
import { forEphemeral } from '../../src/present/surface.ts'
import { answersOver } from '../support/answers.ts'
import { companyNow, createCompanyDatabase } from '../support/company.ts'
import { deals } from '../support/rows.ts'
import { shown, useWorld } from '../support/world.ts'

const world = await useWorld({ at: '2026-11-16T00:00:00Z', without: ['subscriptions'] })
await world.fill(deals({ id: 'o', created_at: '2026-08-01', life: [['2026-09-01', { stage_id: 'won' }]] }))

const noCosts = await useWorld({ at: '2026-11-16T00:00:00Z', without: ['costs'] })

describe('explain', () => {
  it('says what it means, what it rests on, what it can be broken down by and who uses it', async () => {
    const seen = shown(await world.ask('explain win_rate last quarter'))
    for (const line of [
      'Win rate, explained',
      '`win_rate` · share · more is better',
      'Opportunities won ÷ opportunities won or lost',
      'Segment',
      '`opportunity_history`',
      'Sales velocity',
      'SQL over closed_opportunities',
    ]) {
      expect(seen).toContain(line)
    }
  })

  it('shows the SQL of this person and period, with its values', async () => {
    const seen = shown(await world.ask('explain bookings last quarter where segment=SMB', { as: 'ann@example.com' }))
    expect(seen).toContain("f.closed_at >= '2026-06-30T15:00:00Z'::timestamptz")
    expect(seen).toContain("array['ann']::text[]")
    expect(seen).toContain("array['smb']::text[]")
    expect(seen).not.toContain('$1')
  })

  it('of what is not connected says so', async () => {
    const seen = shown(await world.ask('explain mrr'))
    expect(seen).toContain('MRR is not connected: it needs `ssot.subscriptions`.')
    expect(seen).toContain('`subscriptions` not connected')
    expect(await world.mistake('explain mrr sql')).toBe('MRR is not connected, so there is no SQL to show.')
  })

  it('of a table shows the SQL of the columns that are connected', async () => {
    const seen = shown(await noCosts.ask('explain campaign_performance'))
    expect(seen).toContain('SQL over created_leads')
    expect(seen).not.toContain('SQL over costs')
  })

  it('speaks Japanese', async () => {
    const seen = shown(await world.ask('定義 受注率', { locale: 'ja' }), 'ja')
    expect(seen).toContain('受注率の定義')
    expect(seen).not.toMatch(/rests on|Breakdowns|explained/)
  })

  it.each([
    ['explain', 'Which KPI? For example `/revops explain win_rate`. `/revops kpi` lists them all.'],
    ['explain win_rte', 'I know no KPI “win_rte”. Did you mean `win_rate`? For example `/revops kpi win_rate`.'],
  ])('%s', async (text, sentence) => {
    expect(await world.mistake(text)).toBe(sentence)
  })
})

it.each(['mrr_churned', 'mrr_contraction'])('%s is a negative amount, better nearer 0', async (id) => {
  const english = shown(await noCosts.ask(`explain ${id}`))
  expect(english).toContain('a loss: nearer 0 is better')
  expect(english).not.toContain('more is better')
  expect(shown(await noCosts.ask(`explain ${id}`, { locale: 'ja' }), 'ja')).toContain('マイナスの値で、0に近いほど良い')
  expect(shown(await noCosts.ask('explain mrr_new'))).toContain('more is better')
})

describe('the SQL in the file runs, and gives the answer', async () => {
  const database = await createCompanyDatabase()
  afterAll(() => database.drop())
  const company = await answersOver(database, { at: companyNow })

  it.each([...company.catalog.metrics].filter(([, { kind }]) => kind === 'sum' || kind === 'ratio').map(([id]) => id))(
    '%s',
    async (id) => {
      const question = company.catalog.metrics.get(id)?.comparable === false ? id : `${id} last quarter`
      const [reading] = (await company.ask(`kpi ${question}`)).readings
      const { file } = await company.ask(`explain ${question} sql`)
      const { rows } = await database.query(`set timezone = 'UTC'; ${file?.content ?? ''}`).then((result: unknown) => {
        const all = Array.isArray(result) ? result : [result]
        return all.at(-1) as { rows: Record<string, string | null>[] }
      })
      const found = (name: string) => Number(rows[0]?.[`m0_${name}`] ?? 0)
      if (company.catalog.metrics.get(id)?.kind === 'ratio') {
        expect(found('numerator')).toBeCloseTo(reading?.numerator ?? 0, 4)
        expect(found('denominator')).toBeCloseTo(reading?.denominator ?? 0, 4)
      } else expect(found('value')).toBeCloseTo(reading?.value ?? 0, 4)
    },
  )

  it.each([...company.catalog.metrics.keys()])('%s is explained in a message that Slack takes', async (id) => {
    for (const locale of ['en', 'ja'] as const) {
      const message = await company.ask(`explain ${id}`, { locale })
      expect(validateMessage(forEphemeral(message, locale))).toEqual([])
    }
  })
})
