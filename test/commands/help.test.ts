import { expect, it } from 'vitest'
import { shown, useWorld } from '../support/world.ts'

const world = await useWorld({ at: '2026-11-16T00:00:00Z' })

it.each(['help', '?', 'HELP', '', '   '])('“%s” shows every command with its grammar and examples', async (text) => {
  const seen = shown(await world.ask(text))
  for (const [id, { summary, usage, examples }] of world.catalog.commands) {
    if (id === 'help') continue
    expect(seen).toContain([id, usage.en].filter(Boolean).join(' '))
    expect(seen).toContain(summary.en)
    for (const example of examples.en) expect(seen).toContain(`/revops ${example}`)
  }
  expect(seen).toContain('`last 4 quarters`')
})

it.each(['ヘルプ', '使い方', 'help'])('「%s」 is the same in Japanese', async (text) => {
  const seen = shown(await world.ask(text, { locale: 'ja' }), 'ja')
  for (const [id, { summary, examples }] of world.catalog.commands) {
    if (id === 'help') continue
    expect(seen).toContain(summary.ja)
    for (const example of examples.ja) expect(seen).toContain(`/revops ${example}`)
  }
  expect(seen).toContain('`今四半期`')
  expect(seen).not.toMatch(/for example|Periods/i)
})

it('its text alone names the commands', async () => {
  expect((await world.ask('help')).text).toBe(
    'What you can ask: accounts, alerts, digest, explain, funnel, help, home, kpi, pipeline, rows, status, subscribe, subscriptions, unsubscribe, why',
  )
})

it('is for everybody in the company', async () => {
  for (const as of ['ann@example.com', 'mia@example.com', 'cleo@example.com']) {
    expect(shown(await world.ask('help', { as }))).toContain('What you can ask')
  }
})
