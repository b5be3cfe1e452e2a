import { expect, it } from 'vitest'
import { loadCatalog } from '../../../src/catalog.ts'
import { topicName } from '../../../src/present/subscriptions/topic.ts'

const catalog = await loadCatalog()

it.each([
  ['bookings by segment', 'Bookings by segment', '受注金額 セグメント別'],
  [
    'bookings last quarter by segment,region',
    'Bookings last quarter by segment,region',
    '受注金額 last quarter セグメント・地域別',
  ],
  ['bookings by segment , region', 'Bookings by segment, region', '受注金額 セグメント・地域別'],
  ['nrr,grr', 'NRR, GRR', '売上継続率（NRR）、売上維持率（GRR）'],
  ['bookings セグメント別', 'Bookings セグメント別', '受注金額 セグメント別'],
])('%s is called %s, or %s', (topic, english, japanese) => {
  const named = { kind: 'kpi', topic, label: '' } as const
  expect(topicName(named, catalog, 'en')).toBe(english)
  expect(topicName(named, catalog, 'ja')).toBe(japanese)
})
