import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, dayMs, dayOf, groupBy, quantile, questions, ratio, rawRows, sumOf } from '../support/reference.ts'
import { type DealThen, readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { type Deal, deals } from '../support/rows.ts'
import { useLacking, useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const health = (asOf = '2026-06-15T12:00') => tokyo.one('pipeline_health', { period: '2026', asOf })
/** A deal without a flag on 15 June 2026. */
const sound = {
  created_at: '2026-06-10T09:00',
  amount: 100,
  close_date: '2026-07-01',
  next_step: 'Send the offer',
  last_activity_at: '2026-06-10T10:00',
}

describe('pipeline health, by hand', () => {
  it.each([
    ['a close date of today', { close_date: '2026-06-15' }, 1],
    ['a close date of yesterday', { close_date: '2026-06-14' }, 0],
    ['no close date', { close_date: null }, 0],
    ['no next step', { next_step: null }, 0],
    ['a blank next step', { next_step: '  ' }, 0],
    ['its last activity 14 days ago', { created_at: '2026-05-01', last_activity_at: '2026-06-01T12:00' }, 1],
    ['its last activity longer ago', { created_at: '2026-05-01', last_activity_at: '2026-06-01T11:59' }, 0],
    ['no activity since it was created a week ago', { created_at: '2026-06-08', last_activity_at: null }, 1],
    ['no activity since it was created a month ago', { created_at: '2026-05-15', last_activity_at: null }, 0],
  ])('%s', async (_, change, value) => {
    await tokyo.fill(deals({ ...sound, id: 'o1', ...change }))
    expect((await health()).value).toBe(value)
  })

  it('is the open amount without a flag ÷ the open amount, whatever the type', async () => {
    await tokyo.fill(
      deals(
        { ...sound, id: 'o1' },
        { ...sound, id: 'o2', amount: 60, type: 'renewal', next_step: null },
        { ...sound, id: 'o3', amount: 40, close_date: '2026-06-01', next_step: null },
        { ...sound, id: 'o4', amount: null },
        { ...sound, id: 'o5', amount: 900, life: [['2026-06-12', { stage_id: 'lost' }]] },
      ),
    )
    const reading = await health()
    expect(reading).toMatchObject({ value: 0.5, numerator: 100, denominator: 200, n: 4 })
    expect(reading.leftOut.map(({ n }) => n)).toEqual([1])
    expect(reading.beside.map(({ words, value }) => [words.en, value])).toEqual([['of which renewals', 60]])
  })

  it('takes the later of last_activity_at and the deal’s activities', async () => {
    const rows = deals({ ...sound, id: 'o1', created_at: '2026-05-01', last_activity_at: '2026-05-02' })
    await tokyo.fill({
      ...rows,
      activities: [
        { at: '2026-06-09', opportunity_id: 'o1' },
        { at: '2026-06-14', opportunity_id: 'o2' },
      ],
    })
    expect((await health()).value).toBe(1)
    // What has not happened yet does not count.
    await tokyo.fill({ ...rows, activities: [{ at: '2026-06-20', opportunity_id: 'o1' }] })
    expect((await health()).value).toBe(0)
  })

  /** Wins that spent so many days in Discovery. */
  const wins = (days: readonly number[]): Deal[] =>
    days.map((n, i) => ({
      id: `w${i}`,
      created_at: '2026-01-01T00:00',
      life: [[new Date(Date.UTC(2025, 11, 31, 15) + n * dayMs).toISOString(), { stage_id: 'won' }]],
    }))

  it('flags a deal in its stage for longer than 9 in 10 wins of the year, once there are 20', async () => {
    // Days 1 to 20: p90 lies at 1 + 0.9 × 19 = 18.1.
    const days = Array.from({ length: 20 }, (_, i) => i + 1)
    const open = { ...sound, id: 'o1', last_activity_at: '2026-06-14' }
    const of = async (rows: Deal[], created_at: string) => {
      await tokyo.fill(deals(...rows, { ...open, created_at }))
      return (await health('2026-06-15T00:00')).value
    }
    expect(await of(wins(days), '2026-05-28T00:00')).toBe(1) // 18 days
    expect(await of(wins(days), '2026-05-27T21:00')).toBe(0) // 18.125 days
    expect(await of(wins(days.slice(1)), '2026-05-01T00:00')).toBe(1) // 19 wins are too few
    const renewals = wins(days).map((deal) => ({ ...deal, type: 'renewal' }))
    expect(await of(renewals, '2026-05-01T00:00')).toBe(1)
  })

  it('adds up all visits to the stage', async () => {
    const days = Array.from({ length: 20 }, () => 10)
    const visits = (second: string): Deal => ({
      ...sound,
      id: 'o1',
      created_at: '2026-04-01T00:00',
      last_activity_at: '2026-06-14',
      // Six days in Discovery, then in Proposal, then back.
      life: [
        ['2026-04-07T00:00', { stage_id: 's2' }],
        [second, { stage_id: 's1' }],
      ],
    })
    await tokyo.fill(deals(...wins(days), visits('2026-06-12T00:00')))
    expect((await health('2026-06-15T00:00')).value).toBe(1) // 6 + 3
    await tokyo.fill(deals(...wins(days), visits('2026-06-10T00:00')))
    expect((await health('2026-06-15T00:00')).value).toBe(0) // 6 + 5
  })

  it('is null where nothing is open', async () => {
    await tokyo.fill()
    expect(await health()).toMatchObject({ value: null, reason: 'no_data' })
  })
})

describe('pipeline health without some columns', async () => {
  const bare = await useLacking([
    'opportunities.close_date',
    'opportunities.next_step',
    'opportunities.last_activity_at',
    'activities',
    'opportunity_history',
  ])
  it('turns the flags off that rest on them, and names them', async () => {
    await bare.fill({ opportunities: [{ id: 'o1', created_at: '2026-01-01' }] })
    const reading = await bare.one('pipeline_health', { period: '2026', asOf: '2026-06-15T12:00' })
    expect(reading).toMatchObject({ value: 1, n: 1 })
    expect(reading.notes).toHaveLength(4)
    for (const name of ['close_date', 'opportunity_history', 'last_activity_at', 'next_step']) {
      expect(reading.notes.filter(({ en, ja }) => en.includes(name) && ja.includes(name))).toHaveLength(1)
    }
  })
})

describe('pipeline health, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)
  const activities = groupBy(await rawRows(company, 'activities'), (row) => String(row.opportunity_id))

  /** Days in each stage up to an instant, by stage. */
  function timeIn(deal: DealThen, until: number): Map<string, number> {
    const days = new Map<string, number>()
    deal.versions.forEach((version, i) => {
      const [from, to] = [Number(version.valid_from), Number(deal.versions[i + 1]?.valid_from ?? Infinity)]
      if (from >= until) return
      const stage = String(version.stage_id)
      days.set(stage, (days.get(stage) ?? 0) + (Math.min(to, until) - from) / dayMs)
    })
    return days
  }

  it('agrees with a second derivation', () =>
    agree(
      company,
      'pipeline_health',
      questions,
      (pick, { end }) => {
        const all = known.at(end)
        const wins = all.filter(
          ({ outcome, type, closed }) =>
            outcome === 'won' && type !== 'renewal' && closed !== null && closed >= end - 365 * dayMs,
        )
        const times = groupBy(
          wins.flatMap((deal) => [...timeIn(deal, end)].map(([stage, days]) => ({ stage, days }))),
          ({ stage }) => stage,
        )
        const limit = (stage: string): number => {
          const days = (times.get(stage) ?? []).map((each) => each.days)
          return days.length >= 20 ? (quantile(days, 0.9) ?? Infinity) : Infinity
        }
        const limits = new Map([...known.stages.keys()].map((stage) => [stage, limit(stage)]))
        const today = dayOf(end - 1)
        const flagged = (deal: DealThen): boolean => {
          const stage = String(deal.stage.id)
          const touched = [deal.row.last_activity_at, ...(activities.get(deal.id) ?? []).map(({ at }) => at)]
            .map(Number)
            .filter((at) => at > 0 && at < end)
          return (
            deal.closeDate === null ||
            deal.closeDate < today ||
            (timeIn(deal, end).get(stage) ?? 0) > (limits.get(stage) ?? Infinity) ||
            (touched.length > 0 ? Math.max(...touched) : deal.created) < end - 14 * dayMs ||
            String(deal.row.next_step ?? '').trim() === ''
          )
        }
        const open = pick(all).filter(({ outcome }) => outcome === 'open')
        const amount = (rows: readonly DealThen[]): number => sumOf(rows.map((deal) => deal.amount ?? 0))
        return { ...ratio(amount(open.filter((deal) => !flagged(deal))), amount(open)), n: open.length }
      },
      directory.dimensions,
    ))
})
