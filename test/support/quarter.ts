import { deals, type Rows } from './rows.ts'

const k = 1_000

const lives = deals(
  // Sound: 400k in Proposal, committed for 10 December.
  {
    id: 'd1',
    name: 'Platform',
    created_at: '2026-10-05T09:00',
    stage_id: 's2',
    amount: 400 * k,
    close_date: '2026-12-10',
    forecast_category: 'commit',
    next_step: 'demo',
    last_activity_at: '2026-11-14T09:00',
  },
  // Created four days ago; closes this month.
  {
    id: 'd2',
    name: 'Seats',
    created_at: '2026-11-12T09:00',
    stage_id: 's1',
    amount: 100 * k,
    close_date: '2026-11-27',
    forecast_category: 'best_case',
    next_step: 'call',
    last_activity_at: '2026-11-15T09:00',
  },
  // 16 days past its close date, quiet for 27 days, no next step.
  {
    id: 'd3',
    name: 'Late one',
    created_at: '2026-09-01T09:00',
    stage_id: 's1',
    amount: 200 * k,
    close_date: '2026-10-31',
    next_step: null,
    last_activity_at: '2026-10-20T09:00',
  },
  // Won on the 13th, for 50k more than it stood at a week ago.
  {
    id: 'd4',
    name: 'Won one',
    created_at: '2026-08-01T09:00',
    stage_id: 's2',
    amount: 250 * k,
    close_date: '2026-12-01',
    life: [['2026-11-13T09:00', { stage_id: 'won', amount: 300 * k }]],
  },
  // Slipped out of the quarter on the 11th.
  {
    id: 'd5',
    name: 'Slipped one',
    created_at: '2026-10-01T09:00',
    stage_id: 's2',
    amount: 150 * k,
    close_date: '2026-12-20',
    next_step: 'wait',
    last_activity_at: '2026-11-11T09:00',
    life: [['2026-11-11T09:00', { close_date: '2027-01-15' }]],
  },
  {
    id: 'd6',
    name: 'Lost one',
    lost_reason: 'price',
    created_at: '2026-10-01T09:00',
    stage_id: 's1',
    amount: 80 * k,
    close_date: '2026-11-30',
    life: [['2026-11-10T09:00', { stage_id: 'lost' }]],
  },
  {
    id: 'b1',
    name: 'Globex secret',
    account_id: 'globex',
    owner_id: 'bob',
    created_at: '2026-10-01T09:00',
    stage_id: 's2',
    amount: 5_000 * k,
    close_date: '2026-12-01',
    next_step: 'sign',
    last_activity_at: '2026-11-15T09:00',
  },
)
const targets: Rows['targets'] = [
  { owner_id: 'ann', period_start: '2026-10-01', period_end: '2027-01-01', value: 1_000 * k },
  { owner_id: 'ann', period_start: '2027-01-01', period_end: '2027-04-01', value: 500 * k },
  { owner_id: 'bob', period_start: '2026-10-01', period_end: '2027-01-01', value: 2_000 * k },
]
const forecasts: Rows['forecasts'] = [
  {
    owner_id: 'ann',
    period_start: '2026-10-01',
    period_end: '2027-01-01',
    category: 'commit',
    amount: 650 * k,
    submitted_at: '2026-10-20T09:00',
  },
]

/**
 * Ann's fourth quarter of 2026 as it stands on Monday 16 November, and one deal of Bob's: what the pipeline and the weekly
 * digest say of it is worked out by hand in their tests.
 */
export const quarter: Rows = { ...lives, targets, forecasts }
