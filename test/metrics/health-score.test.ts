import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import {
  addDays,
  agree,
  dayMs,
  dayOf,
  daysBetween,
  groupBy,
  quantile,
  type RawRow,
  rawRows,
  sumOf,
} from '../support/reference.ts'
import { readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import type { Row, Rows } from '../support/rows.ts'
import { useLacking, useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const asOf = '2026-06-15T12:00'
const health = (ask = {}) => tokyo.one('health_score', { period: '2026', asOf, ...ask })
const figures = async (rows: Rows) => {
  await tokyo.fill(rows)
  const { value, n, beside } = await health()
  return { value, n, atRisk: beside[0]?.value, unknown: beside[1]?.value }
}

/** Engagement 100 (15) and support 100 (15), commercial 100 (15) and an NPS of today (15): 60 of 100 weights. */
const well = (account_id: string) => ({
  activities: [{ account_id, at: '2026-06-14', kind: 'call' }],
  tickets: [{ account_id, opened_at: '2026-01-01', solved_at: '2026-01-01' }],
  subscriptions: [{ account_id, mrr: 100, auto_renew: true }],
  survey_responses: [{ account_id, kind: 'nps', score: 10, answered_at: asOf }],
})

describe('health score, by hand', () => {
  it('weighs the inputs that are present, and only those', async () => {
    const rows = well('acme')
    expect(
      await figures({ ...rows, survey_responses: [{ kind: 'nps', score: 4, answered_at: '2026-06-15T11:59:59.999' }] }),
    ).toEqual({
      // (15 × 100 + 15 × 100 + 15 × 100 + 15 × 40) ÷ 60; the survey is a millisecond old.
      value: expect.closeTo(85, 5),
      n: 1,
      atRisk: 0,
      unknown: 0,
    })
    // 90 days later the survey weighs half: (3 × 1500 + 7.5 × 40) ÷ 52.5.
    const older = { ...rows, survey_responses: [{ kind: 'nps', score: 4, answered_at: '2026-03-17T12:00' }] }
    expect((await figures(older)).value).toBeCloseTo(4800 / 52.5, 8)
  })

  it('is unknown with under half of the weight, and neither neutral nor 0', async () => {
    const rows = well('acme')
    // Engagement, support and commercial weigh 45 of 100.
    const bare = { ...rows, survey_responses: [] }
    expect(await figures(bare)).toEqual({ value: null, n: 0, atRisk: 0, unknown: 1 })
    expect(await health()).toMatchObject({ reason: 'no_data' })
    // A survey of 120 days adds 5 of 15: exactly half.
    const half = { ...rows, survey_responses: [{ kind: 'nps', score: 10, answered_at: '2026-02-15T12:00' }] }
    expect((await figures(half)).value).toBeCloseTo(100, 8)
    const less = { ...rows, survey_responses: [{ kind: 'nps', score: 10, answered_at: '2026-02-15T11:00' }] }
    expect((await figures(less)).value).toBeNull()
  })

  it('is the mean of paying accounts by MRR, beside the shares at risk and unknown', async () => {
    const open = { opened_at: '2026-06-01', priority: 'urgent', account_id: 'bad' }
    const [good, bad] = [well('good'), well('bad')]
    expect(
      await figures({
        accounts: ['good', 'bad', 'silent', 'former'].map((id) => ({ id, name: id, created_at: '2020-01-01' })),
        subscriptions: [
          ...good.subscriptions,
          // The term ends today: commercial 0.
          { account_id: 'bad', mrr: 60, term_ends_on: '2026-06-15' },
          { account_id: 'silent', mrr: 40, term_ends_on: '2027-06-15' },
          { account_id: 'former', mrr: 900, ended_on: '2026-06-15' },
        ],
        activities: [...good.activities, ...bad.activities],
        // Three urgent tickets: support 10.
        tickets: [...good.tickets, open, open, open],
        survey_responses: [
          ...good.survey_responses,
          { account_id: 'bad', kind: 'csat', score: 1, answered_at: asOf },
        ].map((row) => ({
          ...row,
          answered_at: '2026-06-15T11:59:59.999',
        })),
      }),
    ).toEqual({
      // Good 100; bad (15 × 10 + 15 × 0 + 15 × 100 + 15 × 0) ÷ 60 = 27.5. (100 × 100 + 60 × 27.5) ÷ 160
      value: expect.closeTo((10_000 + 1650) / 160, 5),
      n: 2,
      // Of all the MRR that is paid, 200: 60 at risk, 40 unknown.
      atRisk: 0.3,
      unknown: 0.2,
    })
  })

  it('who has given notice is lost, not at risk', async () => {
    const bad = well('bad')
    const urgent = { opened_at: '2026-06-01', priority: 'urgent', account_id: 'bad' }
    const rows = (end: Row<'subscriptions'>) => ({
      accounts: [{ id: 'bad', name: 'bad', created_at: '2020-01-01' }],
      subscriptions: [{ account_id: 'bad', mrr: 60, term_ends_on: '2026-06-15', ...end }],
      activities: bad.activities,
      tickets: [...bad.tickets, urgent, urgent, urgent],
      survey_responses: [{ account_id: 'bad', kind: 'csat', score: 1, answered_at: '2026-06-15T11:00' }],
    })
    expect(await figures(rows({}))).toMatchObject({ atRisk: 1 })
    const noticed = await figures(rows({ ended_on: '2026-07-31', end_known_at: '2026-06-01' }))
    expect(noticed).toMatchObject({ n: 1, atRisk: 0 })
    expect(noticed.value).toBeLessThan(40)
  })

  it('takes a relation that is stale for missing', async () => {
    const rows = { ...well('acme'), survey_responses: [{ kind: 'nps', score: 10, answered_at: '2026-06-15T11:00' }] }
    const synced = (synced_at: string) => [{ source: 'desk', synced_at, relations: ['tickets'] }]
    const open = [{ opened_at: '2026-06-01', priority: 'urgent' }]
    const fresh = await figures({ ...rows, tickets: open, freshness: synced('2026-06-14T12:00') })
    expect(fresh.value).toBeCloseTo(92.5, 2)
    // 24 hours and a minute: support drops out, and 45 of 100 are too few.
    expect(await figures({ ...rows, tickets: open, freshness: synced('2026-06-14T11:59') })).toMatchObject({
      value: null,
      unknown: 1,
    })
  })

  it('breaks down by band and keeps to a scope', async () => {
    const rows = [well('acme'), well('globex')]
    await tokyo.fill({
      activities: rows.flatMap(({ activities }) => activities),
      tickets: rows.flatMap(({ tickets }) => tickets),
      subscriptions: rows.flatMap(({ subscriptions }) => subscriptions),
      survey_responses: [{ kind: 'nps', score: 10, answered_at: '2026-06-15T11:00' }],
    })
    expect(await tokyo.values('health_score', { period: '2026', asOf, by: ['band'] })).toEqual({
      healthy: expect.closeTo(100, 8),
      unknown: null,
    })
    expect((await health({ scope: ['cleo'] })).value).toBeCloseTo(100, 8)
    expect(await health({ scope: ['bob'] })).toMatchObject({ value: null })
  })
})

describe('health score without tickets and surveys', async () => {
  const bare = await useLacking(['tickets', 'survey_responses'])
  it('rests on what is left', async () => {
    const usage = (day: string) => ({ day, active_users: 5, seats: 5 })
    await bare.fill({
      ...well('acme'),
      product_usage: ['2026-05-04', '2026-05-11', '2026-05-18', '2026-05-25'].map(usage),
    })
    // Trend: 10 before (of 14 days since the first row, so 20 in 28), 10 since: −50 % = 0. Adoption: 10 ÷ 20 ÷ 5 = 10.
    // (25 × 0 + 15 × 10 + 15 × 100 + 15 × 100) ÷ 70
    expect((await bare.one('health_score', { period: '2026', asOf })).value).toBeCloseTo(3150 / 70, 8)
  })
})

describe('health score, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)
  const { payersOn, activeOn } = await readSubscriptions(company, directory)
  const of = (rows: readonly RawRow[]) => groupBy(rows, (row) => String(row.account_id))
  const activities = of(
    (await rawRows(company, 'activities')).filter(
      ({ kind }) => kind === 'email' || kind === 'call' || kind === 'meeting',
    ),
  )
  const ticketRows = await rawRows(company, 'tickets')
  const [tickets, surveys] = [of(ticketRows), of(await rawRows(company, 'survey_responses'))]
  const usage = of(await rawRows(company, 'product_usage'))
  const clamp = (value: number): number => Math.min(100, Math.max(0, value))
  const hours = (row: RawRow): number => Number(row.solved_at) - Number(row.opened_at)

  /** Score and weight of each input that is present. */
  function inputsOf(
    account: string,
    end: number,
    past: boolean,
    p75: number | null,
    renewing: ReadonlySet<string>,
  ): [number, number][] {
    const found: [number, number][] = []
    const last = addDays(dayOf(end), -1)
    const rows = usage.get(account) ?? []
    const firstDay = rows.map(({ day }) => String(day)).sort()[0]
    const within = (from: string, to: string): RawRow[] =>
      rows.filter(({ day }) => String(day) > from && String(day) <= to)
    const users = (some: readonly RawRow[]): number => sumOf(some.map(({ active_users }) => Number(active_users)))
    const [middle, start] = [addDays(last, -28), addDays(last, -56)]
    if (firstDay !== undefined && firstDay <= middle) {
      const share = Math.min(28, daysBetween(firstDay, middle) + 1) / 28
      const [before, now] = [users(within(start, middle)) / share, users(within(middle, last))]
      found.push([clamp(50 + 100 * (before > 0 ? now / before - 1 : now > 0 ? 0.5 : 0)), 25])
    }
    if (firstDay !== undefined && firstDay <= last) {
      const workdays = Array.from({ length: 28 }, (_, i) => addDays(last, -i)).filter(
        (day) => ![0, 6].includes(new Date(day).getUTCDay()),
      )
      const seats = rows
        .filter(({ day, seats: some }) => String(day) <= last && some !== null)
        .sort((a, b) => String(b.day).localeCompare(String(a.day)))[0]?.seats
      const working = within(middle, last).filter(({ day }) => workdays.includes(String(day)))
      if (seats) found.push([clamp((100 * users(working)) / workdays.length / Number(seats)), 15])
    }
    const asked = (tickets.get(account) ?? []).filter(({ opened_at }) => Number(opened_at) < end)
    if (asked.length > 0) {
      const open = asked.filter(({ solved_at }) => solved_at === null || Number(solved_at) >= end)
      const urgent = open.filter(({ priority }) => priority === 'urgent').length
      const mine = quantile(
        asked.filter(({ solved_at }) => Number(solved_at) >= end - 90 * dayMs && Number(solved_at) < end).map(hours),
        0.5,
      )
      const slow = mine !== null && p75 !== null && mine > p75
      found.push([Math.max(0, 100 - 15 * (open.length - urgent) - 30 * urgent - (slow ? 10 : 0)), 15])
    }
    const said = (surveys.get(account) ?? []).filter(({ answered_at }) => Number(answered_at) < end)
    const latest = said.sort((a, b) => Number(b.answered_at) - Number(a.answered_at))[0]
    if (latest) {
      const fade = Math.max(0, 1 - (end - Number(latest.answered_at)) / dayMs / 180)
      const value = Number(latest.score)
      found.push([latest.kind === 'nps' ? value * 10 : (value - 1) * 25, 15 * fade])
    }
    const calls = (activities.get(account) ?? []).map(({ at }) => Number(at)).filter((at) => at < end)
    const contact = calls.length > 0 ? Math.max(...calls) : Number(directory.accounts.get(account)?.created_at)
    found.push([clamp((100 * (90 - (end - contact) / dayMs)) / 76), 15])
    const today = dayOf(end - 1)
    const spans = activeOn(today).filter((span) => span.account === account)
    const ends = spans.map(({ row, to, termEnds }) => {
      const told = !past || (row.end_known_at !== null && Number(row.end_known_at) < end)
      return { auto: row.auto_renew === true, to: told ? to : null, term: told ? termEnds : null }
    })
    const nearest = ends.flatMap(({ auto, to, term }) => (auto && to === null ? [] : (to ?? term ?? []))).sort()[0]
    if (renewing.has(account) || ends.every(({ auto, to }) => auto && to === null)) found.push([100, 15])
    else if (nearest !== undefined) found.push([clamp((100 * daysBetween(today, nearest)) / 120), 15])
    return found
  }

  it('agrees with a second derivation', () =>
    agree(
      company,
      'health_score',
      [
        { period: '2026-Q4' },
        { period: '2026-Q4', by: ['segment'] },
        { period: '2026-Q4', scope: ['usr-megumi-yoshida'] },
        { period: '2026-10' },
        { period: '2026-Q3', asOf: '2026-09-01T00:00' },
        { period: '2026-Q3', asOf: '2026-08-12T17:30', by: ['region'] },
      ],
      (pick, { end }) => {
        // Some deal has changed since, unless it is asked of now.
        const past = end < company.instant('2026-11-21T22:00').epochMilliseconds
        const solved = ticketRows.filter(
          ({ solved_at }) => Number(solved_at) < end && Number(solved_at) >= end - 90 * dayMs,
        )
        const p75 = quantile(
          solved.map(hours).filter((each) => each >= 0),
          0.75,
        )
        const renewing = new Set(
          known
            .at(end)
            .flatMap(({ outcome, type, account }) => (outcome === 'open' && type === 'renewal' ? [account] : [])),
        )
        const scored = pick(payersOn(dayOf(end - 1))).flatMap(({ account, mrr }) => {
          const inputs = inputsOf(account, end, past, p75, renewing)
          const weight = sumOf(inputs.map(([, each]) => each))
          return weight >= 50 ? [{ mrr, score: sumOf(inputs.map(([value, each]) => value * each)) / weight }] : []
        })
        const [above, below] = [sumOf(scored.map(({ mrr, score }) => mrr * score)), sumOf(scored.map(({ mrr }) => mrr))]
        return { value: below > 0 ? above / below : null, denominator: below, n: scored.length }
      },
      directory.dimensions,
    ))
})
