import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { parseSchedule } from '../../src/calendar/schedule.ts'
import type { FiringSeries } from '../../src/define/state.ts'
import { insertRows } from '../support/rows.ts'
import { firing, shown, useWorld } from '../support/world.ts'

const at = '2026-11-16T00:00:00Z'
const since = Temporal.Instant.from('2026-11-10T00:00:00Z')
const series = (name: string, rest: Partial<FiringSeries>): FiringSeries => ({
  alert: 'churn_risk',
  series: name,
  label: name,
  state: 'firing',
  since,
  people: [],
  summary: { en: `*${name}* is in trouble.`, ja: `*${name}* に問題があります。` },
  ...rest,
})
const quiet = await useWorld({ at })
const world = await useWorld({
  at,
  state: firing(
    series('Acme <!channel> *bold*', {
      people: ['ann', 'cleo'],
      summary: { en: 'It is in trouble.', ja: '問題があります。' },
    }),
    series('Globex', { people: ['bob'], state: 'recovering' }),
    series('SMB', { alert: 'stage_conversion_drop' }),
    series('product_usage', { alert: 'data_stale' }),
  ),
})

it('says so when nothing fires, and what is watched, when and where', async () => {
  const seen = shown(await quiet.ask('alerts'))
  expect(seen).toContain('Nothing is firing.')
  const { calendar } = (await quiet.context()).company
  for (const { title, summary, channel, schedule } of quiet.catalog.alerts.values()) {
    const when = parseSchedule(schedule, calendar).describe('en')
    expect(seen).toContain(`*${title.en}* · ${when} · #${channel}\n      ${summary.en}`)
  }
  const japanese = shown(await quiet.ask('アラート', { locale: 'ja' }), 'ja')
  expect(japanese).toContain('発生中のアラートはありません。')
  for (const { title } of quiet.catalog.alerts.values()) expect(japanese).toContain(`*${title.ja}* · `)
  expect(japanese).toContain('*解約リスク* · 平日 9:00 · #cs-alerts')
})

it('tells each that fires, since when and why', async () => {
  const message = await world.ask('alerts')
  expect(message.text).toBe('Alerts: 4 alerts are firing.')
  const seen = shown(message)
  expect(seen).toContain('*Churn risk* · Acme <!channel> *bold*\nIt is in trouble.\n_since Tue 10 Nov 2026, 09:00 JST_')
  expect(seen).toContain('*Globex* is in trouble.\n_since Tue 10 Nov 2026, 09:00 JST · recovering_')
  expect(seen).toContain('*MQL to SQL conversion is falling* · SMB')
  expect(JSON.stringify(message.blocks)).not.toContain('<!channel>')
  expect(shown(await world.ask('alerts', { locale: 'ja' }), 'ja')).toContain(
    '*SMB* に問題があります。\n_2026年11月10日(火) 09:00から_',
  )
})

describe('a series about somebody’s records is for who may see those, a total for who sees totals', () => {
  it.each([
    ['its owner', 'ann@example.com', ['Acme', 'product_usage'], ['Globex', 'SMB']],
    ['its CSM', 'cleo@example.com', ['Acme', 'product_usage'], ['Globex', 'SMB']],
    ['another rep', 'bob@example.com', ['Globex', 'product_usage'], ['Acme', 'SMB']],
    ['their manager', 'mia@example.com', ['Acme', 'Globex', 'product_usage'], ['SMB']],
    ['operations', 'rex@example.com', ['Acme', 'Globex', 'SMB', 'product_usage'], []],
    ['marketing', 'max@example.com', ['SMB', 'product_usage'], ['Acme', 'Globex']],
  ])('%s', async (_, as, seen, hidden) => {
    await insertRows(world.database, 'users', [{ id: 'max', name: 'Max', email: 'max@example.com', role: 'marketing' }])
    const text = JSON.stringify(await world.ask('alerts', { as }))
    for (const name of seen) expect(text).toContain(name)
    for (const name of hidden) expect(text).not.toContain(name)
    await world.fill()
  })
})

it('shows twenty of many, and how many more there are', async () => {
  const many = await useWorld({
    at,
    state: firing(...Array.from({ length: 57 }, (_, i) => series(`Account ${i}`, {}))),
  })
  const seen = shown(await many.ask('alerts'))
  expect(seen).toContain('*57* alerts are firing.')
  expect(seen).toContain('… and 37 more')
})

it('what waits for data says so, also while it fires', async () => {
  const freshness = [{ source: 'crm', synced_at: '2026-11-14T09:00', relations: ['leads'] }]
  await world.fill({ freshness })
  const seen = shown(await world.ask('alerts'))
  expect(seen).toContain('_since Tue 10 Nov 2026, 09:00 JST · :hourglass: waiting for data_')
  expect(seen).toContain(
    '*MQL to SQL conversion is falling* · weekdays at 09:00 · #sales-alerts · :hourglass: waiting for data',
  )
  expect(seen).toContain('*Churn risk* · weekdays at 09:00 · #cs-alerts\n')
})
