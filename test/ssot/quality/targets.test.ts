import { expect, it } from 'vitest'
import { useLooked } from '../../support/quality.ts'
import type { Row } from '../../support/rows.ts'

const { found } = await useLooked()
const q1 = { period_start: '2026-01-01', period_end: '2026-04-01', value: 1 }

it.each<[string, string[], Row<'targets'>[]]>([
  [
    'one for each KPI, period and scope',
    [],
    [
      q1,
      { ...q1, period_end: '2026-02-01' },
      { ...q1, metric: 'mqls' },
      { ...q1, team: 'East' },
      { ...q1, owner_id: 'ann' },
      { ...q1, owner_id: 'bob' },
      // A row without a value sets no target.
      { ...q1, value: null },
    ],
  ],
  ['two for the company', ['error targets duplicate_target 1 bookings 2026-01-01'], [q1, { ...q1, value: 2 }]],
  [
    'two for a team',
    ['error targets duplicate_target 1 bookings 2026-01-01 East'],
    [
      { ...q1, team: 'East' },
      { ...q1, team: 'East' },
    ],
  ],
  [
    'two for a person, whatever team they are in',
    ['error targets duplicate_target 1 bookings 2026-01-01 ann'],
    [
      { ...q1, owner_id: 'ann', team: 'East' },
      { ...q1, owner_id: 'ann', team: 'West' },
    ],
  ],
  [
    'one for a KPI that nobody knows',
    ['warning targets unknown_metric 1 boookings 2026-01-01'],
    [{ ...q1, metric: 'boookings' }, q1],
  ],
])('%s', async (_, findings, targets) => {
  expect(await found({ targets })).toEqual(findings)
})
