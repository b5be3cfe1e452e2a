import { expect, it } from 'vitest'
import { useLooked } from '../../support/quality.ts'
import type { Rows } from '../../support/rows.ts'

const { found, database } = await useLooked()
const day = { period_start: '2026-01-01', period_end: '2026-04-01' }

it('ids that name somebody, or nobody at all, are all right', async () => {
  expect(
    await found({
      opportunities: [{ id: 'o1', campaign_id: null }],
      leads: [{ opportunity_id: 'o1', account_id: 'acme' }, {}],
      activities: [{ at: '2026-01-01', opportunity_id: 'o1' }, { at: '2026-01-01' }],
      targets: [
        { ...day, value: 1 },
        { ...day, value: 1, owner_id: 'ann' },
      ],
    }),
  ).toEqual([])
})

it.each<[string, Rows]>([
  ['error opportunities unknown_stage 1 x', { opportunities: [{ id: 'x', stage_id: '?' }] }],
  ['error subscriptions unknown_account 1 x', { subscriptions: [{ id: 'x', account_id: '?' }] }],
  ['warning opportunities unknown_account 1 x', { opportunities: [{ id: 'x', account_id: '?' }] }],
  ['warning opportunities unknown_owner 1 x', { opportunities: [{ id: 'x', owner_id: '?' }] }],
  ['warning opportunities unknown_campaign 1 x', { opportunities: [{ id: 'x', campaign_id: '?' }] }],
  [
    'warning opportunity_history unknown_opportunity 1 ?',
    { opportunity_history: [{ opportunity_id: '?', stage_id: 's1', valid_from: '2026-01-01' }] },
  ],
  ['warning leads unknown_opportunity 1 x', { leads: [{ id: 'x', opportunity_id: '?' }] }],
  ['warning leads unknown_account 1 x', { leads: [{ id: 'x', account_id: '?' }] }],
  ['warning leads unknown_campaign 1 x', { leads: [{ id: 'x', campaign_id: '?' }] }],
  ['warning leads unknown_owner 1 x', { leads: [{ id: 'x', owner_id: '?' }] }],
  [
    'warning revenue unknown_account 1 x',
    { revenue: [{ id: 'x', account_id: '?', recognized_on: '2026-01-01', amount: 1 }] },
  ],
  ['warning tickets unknown_account 1 x', { tickets: [{ id: 'x', account_id: '?', opened_at: '2026-01-01' }] }],
  ['warning product_usage unknown_account 1 ? 2026-01-01', { product_usage: [{ account_id: '?', day: '2026-01-01' }] }],
  [
    'warning survey_responses unknown_account 1 x',
    { survey_responses: [{ id: 'x', account_id: '?', kind: 'nps', score: 9, answered_at: '2026-01-01' }] },
  ],
  ['warning activities unknown_user 1 x', { activities: [{ id: 'x', at: '2026-01-01', user_id: '?' }] }],
  ['warning activities unknown_account 1 x', { activities: [{ id: 'x', at: '2026-01-01', account_id: '?' }] }],
  ['warning activities unknown_opportunity 1 x', { activities: [{ id: 'x', at: '2026-01-01', opportunity_id: '?' }] }],
  ['warning activities unknown_lead 1 x', { activities: [{ id: 'x', at: '2026-01-01', lead_id: '?' }] }],
  [
    'warning costs unknown_campaign 1 x',
    { costs: [{ id: 'x', day: '2026-01-01', department: 'marketing', amount: 1, campaign_id: '?' }] },
  ],
  ['warning targets unknown_owner 1 bookings 2026-01-01 ?', { targets: [{ ...day, value: 1, owner_id: '?' }] }],
  [
    'warning forecasts unknown_owner 1 x',
    { forecasts: [{ ...day, id: 'x', owner_id: '?', category: 'commit', amount: 1, submitted_at: '2026-01-02' }] },
  ],
  ['warning accounts unknown_owner 1 x', { accounts: [{ id: 'x', owner_id: '?' }] }],
  ['warning accounts unknown_csm 1 x', { accounts: [{ id: 'x', csm_id: '?' }] }],
  ['warning users unknown_manager 1 x', { users: [{ id: 'x', role: 'rep', manager_id: '?' }], accounts: [] }],
])('%s', async (finding, rows) => {
  expect(await found(rows)).toEqual([finding])
})

it('where what they would name is not connected, nobody can say', async () => {
  await database.query('drop table ssot.campaigns')
  expect(await found({ leads: [{ campaign_id: '?' }] })).toEqual([])
})
