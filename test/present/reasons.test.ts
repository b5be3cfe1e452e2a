import { expect, it } from 'vitest'
import { deals } from '../support/rows.ts'
import { shown, tableOf, useWorld } from '../support/world.ts'

const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
const won = (id: string, currency: string) => ({
  ...{ id, created_at: '2026-10-01', currency },
  life: [['2026-10-20T10:00', { stage_id: 'won' }]] as const,
})
await world.fill(deals(won('o1', 'JPY'), won('o2', 'EUR')))

it.each([
  [
    'en',
    'Bookings is not shown: `ssot.opportunities` has amounts in EUR too, and different currencies are not added up. They have to be converted in the view.',
    'several currencies',
  ],
  [
    'ja',
    '受注金額は表示できません。`ssot.opportunities` にEURの金額もあり、異なる通貨は合算できないためです（ビューでの換算が必要です）。',
    '複数通貨',
  ],
] as const)('amounts in several currencies are a sentence (%s)', async (locale, sentence, cell) => {
  const seen = shown(await world.ask('kpi bookings', { locale }), locale)
  expect(seen).toContain(sentence)
  expect(seen).not.toContain('one currency')
  const several = await world.ask('kpi bookings, win_rate', { locale })
  expect(tableOf(several, locale === 'en' ? 'KPIs side' : 'KPIの比較')[0]?.[2]).toBe(cell)
})
