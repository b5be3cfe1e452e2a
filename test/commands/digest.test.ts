import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { health } from '../support/health.ts'
import { quarter } from '../support/quarter.ts'
import { insertRows } from '../support/rows.ts'
import { firing, shown, useWorld } from '../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo. What each figure is, the report's own test works out.
const at = '2026-11-16T00:00:00Z'
const since = Temporal.Instant.from('2026-11-12T00:00:00Z')
const summary = { en: 'Low.', ja: '低い。' }
const world = await useWorld({
  at,
  state: firing(
    { alert: 'churn_risk', series: 'globex', label: 'Globex', state: 'firing', since, summary, people: ['bob'] },
    { alert: 'churn_risk', series: 'acme', label: 'Acme', state: 'firing', since, summary, people: ['ann', 'cleo'] },
  ),
})
await world.fill({ ...quarter, ...health })

describe('the digest with the asker’s eyes', () => {
  it('is the company’s for operations', async () => {
    const seen = shown(await world.ask('digest'))
    expect(seen).toContain('W46 2026 (9 – 15 Nov 2026) · Whole company')
    expect(seen).toContain('*2 alerts firing*')
  })

  it('is their own for a rep: their week, their quota, their customers, and nothing of another’s', async () => {
    const message = await world.ask('digest', { as: 'ann@example.com' })
    const seen = shown(message)
    expect(seen).toContain('W46 2026 (9 – 15 Nov 2026) · Ann')
    // 300k of her own 1,000k
    expect(seen).toContain('Q4 2026 stands at *30.0%* of its target (¥300K of ¥1M)')
    expect(seen).toContain('*1 alert firing*')
    for (const secret of ['Globex', 'Bob']) expect(JSON.stringify(message)).not.toContain(secret)
  })

  it('is the team’s for a manager, and the customers’ for a CSM', async () => {
    expect(shown(await world.ask('digest', { as: 'mia@example.com' }))).toContain('· Mia’s team (3 people)')
    const cleos = await world.ask('digest', { as: 'cleo@example.com' })
    expect(shown(cleos)).toContain('*1 customer at risk')
    expect(JSON.stringify(cleos)).not.toContain('Globex')
  })

  it('names nobody to who sees totals only', async () => {
    await insertRows(world.database, 'users', [{ id: 'max', name: 'Max', email: 'max@example.com', role: 'marketing' }])
    const message = JSON.stringify(await world.ask('digest', { as: 'max@example.com' }))
    for (const secret of ['Globex', 'Acme', 'Won one', 'Ann', 'Bob']) expect(message).not.toContain(secret)
    expect(message).toContain('booked in 1 deal')
  })

  it('in Japanese, by either name', async () => {
    for (const text of ['ダイジェスト', '週報'])
      expect(shown(await world.ask(text, { locale: 'ja' }), 'ja')).toContain('週次レベニューダイジェスト')
  })

  it('is made anew each time: what fires is not in the SSOT', async () => {
    expect(world.catalog.commands.get('digest')?.live).toBe(true)
  })

  it('is any report by name; a slip is told with the nearest', async () => {
    expect(shown(await world.ask('digest daily-standup', { as: 'ann@example.com' }))).toContain('Daily stand-up')
    expect(await world.mistake('digest daly-standup')).toContain('Did you mean `daily-standup`?')
    expect(await world.mistake('digest now')).toContain('I know no report “now”. There are `board-monthly`')
  })
})
