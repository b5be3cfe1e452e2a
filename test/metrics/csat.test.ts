import { describe, expect, it } from 'vitest'
import { UnknownDimension } from '../../src/query/dimensions.ts'
import { useCompany } from '../support/company.ts'
import { afterEdges, edges } from '../support/edges.ts'
import { agree, questions, ratio } from '../support/reference.ts'
import { readDirectory } from '../support/reference-people.ts'
import { momentIn, readService } from '../support/reference-service.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const zones = { 'Asia/Tokyo': tokyo, 'America/New_York': newYork }
const csat = (score: number | null, answered_at: string, account_id: string | null = 'acme') => ({
  kind: 'csat',
  score,
  answered_at,
  account_id,
})
const february = { period: '2026-02' }

describe('CSAT, by hand', () => {
  it('is the share of scores of 4 and more, of CSAT responses alone', async () => {
    await tokyo.fill({
      survey_responses: [
        csat(5, '2026-02-01'),
        csat(4, '2026-02-02'),
        csat(3.9, '2026-02-03'),
        csat(1, '2026-02-04'),
        { kind: 'nps', score: 10, answered_at: '2026-02-05' },
      ],
    })
    // 5 and 4 of four: 3.9 is not 4, and a 10 is an NPS.
    expect(await tokyo.one('csat', february)).toMatchObject({ value: 0.5, numerator: 2, denominator: 4, n: 4 })
  })

  it('is null without a response, and 0 where nobody is content', async () => {
    await tokyo.fill({
      survey_responses: [csat(1, '2026-02-01'), { kind: 'nps', score: 9, answered_at: '2026-03-01' }],
    })
    expect(await tokyo.one('csat', february)).toMatchObject({ value: 0, n: 1, reason: null })
    expect(await tokyo.one('csat', { period: '2026-03' })).toMatchObject({
      value: null,
      denominator: 0,
      n: 0,
      reason: 'no_data',
    })
  })

  it('leaves out a response without a score, and counts it', async () => {
    await tokyo.fill({
      survey_responses: [
        csat(5, '2026-02-01'),
        csat(null, '2026-02-02'),
        { kind: 'nps', score: null, answered_at: '2026-02-03' },
      ],
    })
    const reading = await tokyo.one('csat', february)
    expect(reading).toMatchObject({ value: 1, denominator: 1, n: 1 })
    expect(reading.leftOut.map(({ n }) => n)).toEqual([1])
  })

  it.each(edges)('counts what was answered in $period of $zone', async ({ zone, period, inside, outside }) => {
    const ssot = zones[zone]
    await ssot.fill({
      survey_responses: [...inside.map((at) => csat(5, at)), ...outside.map((at) => csat(1, at))],
    })
    expect(await ssot.one('csat', { period, asOf: afterEdges })).toMatchObject({ value: 1, n: 2 })
  })

  it('knows nothing that was answered at the as-of instant or later', async () => {
    await tokyo.fill({ survey_responses: [csat(5, '2026-02-10T09:00'), csat(1, '2026-02-10T09:01')] })
    const seen = (asOf: string) => tokyo.one('csat', { ...february, asOf })
    expect(await seen('2026-02-10T09:00')).toMatchObject({ value: null, reason: 'no_data', closed: false })
    expect(await seen('2026-02-10T09:01')).toMatchObject({ value: 1, n: 1 })
    expect(await seen('2026-02-10T09:02')).toMatchObject({ value: 0.5, n: 2 })
  })

  it('is its account’s owner’s and CSM’s; an answer of no account counts in the whole only', async () => {
    await tokyo.fill({
      survey_responses: [
        csat(5, '2026-02-01'),
        csat(2, '2026-02-02'),
        csat(4, '2026-02-03', 'globex'),
        csat(1, '2026-02-04', null),
      ],
    })
    expect(await tokyo.one('csat', february)).toMatchObject({ value: 0.5, n: 4 })
    expect(await tokyo.values('csat', { ...february, by: ['segment'] })).toEqual({ SMB: 0.5, Enterprise: 1, '–': 0 })
    expect(await tokyo.values('csat', { ...february, by: ['owner'] })).toEqual({ Ann: 0.5, Bob: 1, '–': 0 })
    expect(await tokyo.values('csat', { ...february, by: ['csm'] })).toEqual({ Cleo: 0.5, '–': 0.5 })
    for (const [who, value, n] of [
      [['ann'], 0.5, 2],
      [['cleo'], 0.5, 2],
      [['bob'], 1, 1],
      [['mia', 'ann', 'bob'], 2 / 3, 3],
    ] as const) {
      expect(await tokyo.one('csat', { ...february, scope: who })).toMatchObject({ value, n })
    }
  })

  it('is told to marketing as totals, and has no breakdown by campaign', async () => {
    await tokyo.fill({ survey_responses: [csat(5, '2026-02-01')] })
    const scope = { kind: 'aggregates' } as const
    expect(await tokyo.values('csat', { ...february, by: ['segment'], scope })).toEqual({ SMB: 1 })
    await expect(tokyo.ask('csat', { ...february, by: ['account'], scope })).rejects.toThrow(/totals/)
    const asking = tokyo.ask('csat', { ...february, by: ['campaign'] })
    await expect(asking).rejects.toThrow(UnknownDimension)
    await expect(asking).rejects.toMatchObject({ known: expect.arrayContaining(['csm', 'segment']) })
  })
})

describe('CSAT, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const responses = await readService(company, directory, 'survey_responses')

  it('agrees with a second derivation', () =>
    agree(
      company,
      'csat',
      questions,
      (pick, question) => {
        const rows = pick(responses).filter(
          (each) => each.row.kind === 'csat' && momentIn(each, 'answered_at', question) !== null,
        )
        return { ...ratio(rows.filter(({ row }) => Number(row.score) >= 4).length, rows.length), n: rows.length }
      },
      directory.dimensions,
    ))
})
