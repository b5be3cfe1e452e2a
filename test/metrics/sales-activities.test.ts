import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { afterEdges, edges } from '../support/edges.ts'
import { agree, only, questions, rawRows } from '../support/reference.ts'
import { readDirectory } from '../support/reference-people.ts'
import { momentIn } from '../support/reference-service.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const zones = { 'Asia/Tokyo': tokyo, 'America/New_York': newYork }
const february = { period: '2026-02' }

describe('sales activities, by hand', () => {
  it('count every kind, of whoever did it, at whatever it was done', async () => {
    await tokyo.fill({
      activities: [
        { kind: 'email', at: '2026-02-01T09:00', user_id: 'ann', account_id: 'acme' },
        { kind: 'call', at: '2026-02-02T09:00', user_id: 'ann', lead_id: 'l1' },
        { kind: 'meeting', at: '2026-02-03T09:00', user_id: 'bob', account_id: 'globex', opportunity_id: 'o1' },
        { kind: 'task', at: '2026-02-03T09:00', user_id: 'cleo', account_id: 'acme' },
        { kind: 'note', at: '2026-02-03T09:00' },
        { kind: 'note', at: '2026-03-03T09:00', user_id: 'ann' },
      ],
    })
    expect(await tokyo.one('sales_activities', february)).toMatchObject({ value: 5, n: 5, reason: null })
    const by = (...names: string[]) => tokyo.values('sales_activities', { ...february, by: names })
    expect(await by('kind')).toEqual({ email: 1, call: 1, meeting: 1, task: 1, note: 1 })
    expect(await by('owner')).toEqual({ Ann: 2, Bob: 1, Cleo: 1, '–': 1 })
    expect(await by('team')).toEqual({ East: 2, West: 1, Success: 1, '–': 1 })
    expect(await by('segment')).toEqual({ SMB: 2, Enterprise: 1, '–': 2 })
    expect(await by('owner', 'kind')).toMatchObject({ 'Ann / email': 1, 'Ann / call': 1 })
  })

  it('of nothing are 0', async () => {
    await tokyo.fill()
    expect(await tokyo.one('sales_activities', february)).toMatchObject({ value: 0, n: 0, reason: null })
  })

  it.each(edges)('count what was done in $period of $zone', async ({ zone, period, inside, outside }) => {
    const ssot = zones[zone]
    await ssot.fill({ activities: [...inside, ...inside, ...outside].map((at) => ({ at })) })
    expect(await ssot.one('sales_activities', { period, asOf: afterEdges })).toMatchObject({ value: 4, n: 4 })
  })

  it('end at the as-of instant: a meeting in the calendar has not been held', async () => {
    await tokyo.fill({ activities: [{ at: '2026-02-10T09:00' }, { at: '2026-02-20T09:00', kind: 'meeting' }] })
    const seen = (asOf: string) => tokyo.one('sales_activities', { ...february, asOf })
    expect(await seen('2026-02-20T09:00')).toMatchObject({ value: 1, closed: false })
    expect(await seen('2026-02-20T09:01')).toMatchObject({ value: 2 })
  })

  it('are those of the person who did them, not of the account’s owner', async () => {
    await tokyo.fill({
      activities: [
        { at: '2026-02-10T09:00', user_id: 'ann', account_id: 'globex' },
        { at: '2026-02-10T10:00', user_id: 'bob', account_id: 'acme' },
        { at: '2026-02-10T11:00', user_id: 'bob', account_id: 'acme' },
      ],
    })
    for (const [who, value] of [
      [['ann'], 1],
      [['bob'], 2],
      [['mia', 'ann', 'bob'], 3],
      [['cleo'], 0],
    ] as const) {
      expect(await tokyo.one('sales_activities', { ...february, scope: who })).toMatchObject({ value })
    }
  })

  it('are told to marketing as totals, and have no breakdown by product', async () => {
    await tokyo.fill({ activities: [{ at: '2026-02-10T09:00', user_id: 'ann' }] })
    const scope = { kind: 'aggregates' } as const
    expect(await tokyo.values('sales_activities', { ...february, by: ['kind'], scope })).toEqual({ email: 1 })
    await expect(tokyo.ask('sales_activities', { ...february, by: ['owner'], scope })).rejects.toThrow(/totals/)
    await expect(tokyo.ask('sales_activities', { ...february, by: ['product'] })).rejects.toMatchObject({
      known: expect.arrayContaining(['kind', 'owner']),
    })
  })
})

describe('sales activities, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const rows = (await rawRows(company, 'activities')).map((row) => {
    const user = row.user_id === null ? null : String(row.user_id)
    const account = row.account_id === null ? null : String(row.account_id)
    return { row, people: [user], dims: { ...directory.dims(account, user), kind: String(row.kind) } }
  })
  const kinds = [...new Set(rows.map(({ dims }) => dims.kind))]

  it('agrees with a second derivation', () =>
    agree(
      company,
      'sales_activities',
      [...questions, { period: '2026-Q3', by: ['kind'] }, { period: '2026-Q2', where: [only('kind', 'CALL')] }],
      (pick, question) => {
        const n = pick(rows).filter((each) => momentIn(each, 'at', question) !== null).length
        return { value: n, n }
      },
      { ...directory.dimensions, kind: kinds },
    ))
})
