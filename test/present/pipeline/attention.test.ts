import { expect, it } from 'vitest'
import { contextFor } from '../../../src/answers/context.ts'
import { dealLines } from '../../../src/present/pipeline/attention.ts'
import { instant } from '../../schedule/rig.ts'
import { useWorld } from '../../support/world.ts'

const now = instant('2026-11-16T00:00:00Z')
const world = await useWorld({ at: now.toString() })

const deal = {
  ...{ id: 'o1', name: 'Big', account: null, account_id: null, amount: 10, stage: null, owner: null, close_date: null },
  ...{ days_overdue: null, days_quiet: null, overdue: false, slow: true, quiet: false, no_next_step: false },
}

it.each([
  [30.2, 23.9, '30 days in its stage (9 in 10 deals won took at most 23)'],
  // Both are 23 whole days.
  [23.42, 23.1, '23.5 days in its stage (9 in 10 deals won took at most 23.1)'],
  [23.12, 23.11, '23.2 days in its stage (9 in 10 deals won took at most 23.1)'],
])('%d days are told to be longer than %d', async (days_in_stage, p90, told) => {
  const snapshot = await world.workshop.source.snapshot()
  const [who] = snapshot.people
  if (!who) throw new Error('nobody is there')
  const context = await contextFor(world.workshop, { who, locale: 'en', now, snapshot })
  expect(dealLines(context, [{ ...deal, days_in_stage, p90 }], false)[0]).toContain(told)
})
