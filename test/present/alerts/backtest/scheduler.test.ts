import { afterAll, expect, it } from 'vitest'
import { contextFor } from '../../../../src/answers/context.ts'
import type { Alert } from '../../../../src/define/alert.ts'
import { backtest } from '../../../../src/present/alerts/backtest/run.ts'
import { everything } from '../../../../src/query/scope.ts'
import { createMovableClock } from '../../../../src/schedule/movable-clock.ts'
import { transitionsOf } from '../../../../src/state/transitions.ts'
import { createFakeSlack } from '../../../schedule/fake-slack.ts'
import { createReplica, instant } from '../../../schedule/rig.ts'
import { answersOver } from '../../../support/answers.ts'
import { companyNow, createCompanyDatabase } from '../../../support/company.ts'

const database = await createCompanyDatabase()
afterAll(() => database.drop())
const answers = await answersOver(database)
const ids = ['stage_conversion_drop', 'stage_velocity', 'churn_risk']
const alerts = new Map<string, Alert>(ids.flatMap((id) => [...answers.catalog.alerts].filter(([each]) => each === id)))
const contextNow = async () => {
  const { people } = await answers.workshop.source.checked()
  const who = people.find(({ role }) => role === 'executive')
  if (!who) throw new Error('the sample company has no executive')
  return contextFor(answers.workshop, { who, locale: 'en', now: instant(companyNow), scope: everything })
}

it('tells what the clock itself tells of the sample company, day by day through three weeks', async () => {
  const days = 22
  const from = instant(companyNow).subtract({ hours: 24 * days })
  const clock = createMovableClock({ start: from })
  const { catalog } = answers
  const replica = createReplica({
    url: database.url,
    zone: 'Asia/Tokyo',
    sender: createFakeSlack(),
    clock,
    catalog: { ...catalog, alerts, reports: new Map(), idOf: catalog.idOf },
    channels: { 'sales-alerts': 'C0SALES', 'cs-alerts': 'C0CS' },
    // Everything is looked at from long ago, and the machine may be busy.
    timing: { runLeaseMs: 60_000, settleWithinMs: 60_000 },
  })
  await replica.start()
  await clock.set(instant(companyNow))
  await replica.stop()

  const context = await contextNow()
  for (const [id, alert] of alerts) {
    const transitions = await transitionsOf(database.client, id)
    const begins = transitions.filter(({ to, from: before }) => to === 'firing' && before !== 'recovering')
    const ends = transitions.filter(({ to, from: before }) => to === 'ok' && ['firing', 'recovering'].includes(before))
    const { firings, news } = await backtest(context, { id, alert }, days)
    expect(firings.length).toBeGreaterThan(0)
    expect([id, firings.map(({ series, since }) => `${since} ${series}`).sort()]).toEqual([
      id,
      begins.map(({ series, at }) => `${at} ${series}`).sort(),
    ])
    expect([id, firings.flatMap(({ series, until }) => (until ? [`${until} ${series}`] : [])).sort()]).toEqual([
      id,
      ends.map(({ series, at }) => `${at} ${series}`).sort(),
    ])
    expect(news.filter((each) => each.news === 'fired')).toHaveLength(firings.length)
  }
}, 400_000)

it('every shipped rule sees at once, from many instants, what it sees from each', async () => {
  const context = await contextNow()
  const at = ['2026-06-01T00:00:00Z', '2026-09-30T00:00:00Z', '2026-11-13T00:00:00Z', companyNow].map(instant)
  const able = [...answers.catalog.alerts.values()].filter(({ observeAll }) => observeAll)
  expect(able.length).toBeGreaterThan(0)
  for (const alert of able) {
    const together = (await alert.observeAll?.(context, at)) ?? []
    for (const [i, now] of at.entries()) {
      const alone = await alert.observe(await context.at(now))
      expect(rounded(together[i] ?? [])).toEqual(rounded(alone))
    }
  }
}, 400_000)

/** Sums of fractions may differ in their last digits. */
const rounded = (observations: readonly { readonly series: string }[]): unknown =>
  JSON.parse(
    JSON.stringify(
      [...observations].sort((a, b) => a.series.localeCompare(b.series)),
      (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value),
    ),
  )
