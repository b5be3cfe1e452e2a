import { expect, it } from 'vitest'
import { contextFor } from '../../../../src/answers/context.ts'
import type { Watch } from '../../../../src/define/rule.ts'
import { observeWatchAt } from '../../../../src/present/alerts/watch/observe.ts'
import { everything } from '../../../../src/query/scope.ts'
import type { Person } from '../../../../src/ssot/people.ts'
import { deals } from '../../../support/rows.ts'
import { useSsot } from '../../../support/ssot.ts'

const tokyo = await useSsot()
const rex: Person = {
  id: 'rex',
  name: 'Rex',
  email: '',
  role: 'executive',
  team: null,
  managerId: null,
  active: true,
}

/** The KPI by part (`all` for the company) as it was seen from each of the instants, read together from the latest. */
async function valuesAt(id: string, by: string | undefined, ...at: readonly string[]) {
  const watch: Watch = {
    metric: tokyo.metric(id),
    ...(by === undefined ? {} : { by, whole: true }),
    over: 'now',
    atLeast: 0,
    conditions: [{ kind: 'level', below: 1, clears: 2 }],
  }
  const instants = at.map((each) => tokyo.instant(each))
  const now = instants.at(-1) ?? tokyo.instant('2026-04-01T00:00')
  const context = await contextFor(tokyo.workshop, { who: rex, locale: 'en', scope: everything, now })
  const seen = await observeWatchAt(context, watch, instants)
  return seen.map((series) =>
    // Sums of fractions may differ in their last digits.
    Object.fromEntries(
      series.map(({ series: key, facts }) => [key === '' ? 'all' : key, Number(Number(facts.value).toFixed(9))]),
    ),
  )
}

it('a subscription counts from its first day to the day before its end', async () => {
  await tokyo.fill({
    subscriptions: [
      { account_id: 'acme', mrr: 100, started_on: '2026-01-10', ended_on: '2026-02-10' },
      { account_id: 'acme', mrr: -100, started_on: '2026-01-20', ended_on: null },
      { account_id: 'globex', mrr: 0.1, started_on: '2026-01-20', ended_on: '2026-02-10' },
      { account_id: 'globex', mrr: 0.2, started_on: '2026-01-20', ended_on: '2026-02-10' },
      { account_id: 'globex', mrr: null, started_on: '2026-02-01', ended_on: null },
      { account_id: 'globex', mrr: 50, started_on: '2026-01-15', ended_on: '2026-01-15' },
    ],
  })
  const at = ['2026-01-10T00:00', '2026-01-10T00:01', '2026-01-20T09:00', '2026-02-10T00:00', '2026-02-10T09:00']
  // At midnight it still is the day before: nothing on the 9th; 100 on the 10th; 100 − 100 + 0.3 on the 20th and, at
  // midnight, on 9 February; on the 10th acme's credit alone. What begins and ends on one day never was.
  expect(await valuesAt('mrr', undefined, ...at)).toEqual([0, 100, 0.3, 0.3, -100].map((all) => ({ all })))
  // Acme pays 100, then 100 − 100 = 0, then −100: a customer on the 10th of January only; globex pays 0.3 until its end.
  expect(await valuesAt('customers', 'segment', ...at)).toEqual([
    { all: 0 },
    { all: 1, SMB: 1 },
    { all: 1, Enterprise: 1 },
    { all: 1, Enterprise: 1 },
    { all: 0 },
  ])
})

it('a deal is open between its creation and its close, with what was said of it then', async () => {
  const told = deals(
    {
      id: 'a',
      created_at: '2026-01-05',
      amount: 100,
      life: [
        ['2026-01-20', { amount: 150, owner_id: 'bob' }],
        ['2026-02-10', { stage_id: 'lost' }],
        ['2026-02-20', { stage_id: 's2', amount: 70 }],
      ],
    },
    { id: 'b', created_at: '2026-01-05', amount: 1000, life: [['2026-03-01', { stage_id: 'won' }]] },
  )
  await tokyo.fill({
    ...told,
    // Nobody wrote down how deal b stood before it was won: it was open then, in a stage that nobody remembers.
    opportunity_history: told.opportunity_history.filter(
      ({ opportunity_id, stage_id }) => opportunity_id === 'a' || stage_id === 'won',
    ),
  })
  const at = ['2026-01-06', '2026-01-20', '2026-01-21', '2026-02-15', '2026-02-20T09:00', '2026-03-01', '2026-03-02']
  // a: 100 from 5 January, 150 from the 20th (seen after its first instant), lost on 10 February, 70 from the 20th on.
  // b: 1,000 up to the first instant of 1 March and no longer.
  expect(await valuesAt('open_pipeline', undefined, ...at)).toEqual(
    [1100, 1100, 1150, 1000, 1070, 1070, 70].map((all) => ({ all })),
  )
  // Who had it then: ann, who was given both, and bob, to whom a went on 20 January.
  expect(await valuesAt('open_pipeline', 'owner', '2026-01-06', '2026-01-21', '2026-03-02')).toEqual([
    { all: 1100, ann: 1100 },
    { all: 1150, ann: 1000, bob: 150 },
    { all: 70, bob: 70 },
  ])
})
