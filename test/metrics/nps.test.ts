import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { afterEdges, edges } from '../support/edges.ts'
import { agree, questions } from '../support/reference.ts'
import { readDirectory } from '../support/reference-people.ts'
import { momentIn, readService } from '../support/reference-service.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const zones = { 'Asia/Tokyo': tokyo, 'America/New_York': newYork }
const nps = (score: number | null, answered_at: string, account_id: string | null = 'acme') => ({
  kind: 'nps',
  score,
  answered_at,
  account_id,
})
const february = { period: '2026-02' }

describe('NPS, by hand', () => {
  it('is promoters less detractors in a hundred responses', async () => {
    await tokyo.fill({
      survey_responses: [
        ...[10, 9, 9, 8, 7, 6, 0, 10].map((score) => nps(score, '2026-02-10')),
        { kind: 'csat', score: 5, answered_at: '2026-02-10' },
      ],
    })
    // Four of 9 and 10, two of 6 and less, two between, who count below the line: (4 − 2) ÷ 8 × 100. A CSAT of 5 is none.
    expect(await tokyo.one('nps', february)).toMatchObject({ value: 25, numerator: 2, denominator: 8, n: 8 })
  })

  it.each([
    { scores: [9, 10], value: 100 },
    { scores: [0, 6], value: -100 },
    { scores: [7, 8], value: 0 },
    { scores: [9, 6], value: 0 },
    // Fractions stand between the bands.
    { scores: [8.9, 6.1], value: 0 },
    { scores: [10, 7, 7], value: 100 / 3 },
  ])('of $scores is $value', async ({ scores, value }) => {
    await tokyo.fill({ survey_responses: scores.map((score) => nps(score, '2026-02-10')) })
    const reading = await tokyo.one('nps', february)
    expect(reading.value).toBeCloseTo(value, 10)
    expect(reading).toMatchObject({ n: scores.length, reason: null })
  })

  it('is null without a response; one without a score is left out and counted', async () => {
    await tokyo.fill({ survey_responses: [nps(null, '2026-02-10'), nps(9, '2026-03-10'), nps(null, '2026-03-10')] })
    expect(await tokyo.one('nps', february)).toMatchObject({ value: null, reason: 'no_data', n: 0 })
    const march = await tokyo.one('nps', { period: '2026-03' })
    expect(march).toMatchObject({ value: 100, n: 1 })
    expect(march.leftOut.map(({ n }) => n)).toEqual([1])
  })

  it.each(edges)('counts what was answered in $period of $zone', async ({ zone, period, inside, outside }) => {
    const ssot = zones[zone]
    await ssot.fill({ survey_responses: [...inside.map((at) => nps(10, at)), ...outside.map((at) => nps(0, at))] })
    expect(await ssot.one('nps', { period, asOf: afterEdges })).toMatchObject({ value: 100, n: 2 })
  })

  it('ends at the as-of instant', async () => {
    await tokyo.fill({ survey_responses: [nps(10, '2026-02-10T09:00'), nps(0, '2026-02-10T09:01')] })
    expect(await tokyo.one('nps', { ...february, asOf: '2026-02-10T09:01' })).toMatchObject({ value: 100, n: 1 })
    expect(await tokyo.one('nps', { ...february, asOf: '2026-02-10T09:02' })).toMatchObject({ value: 0, n: 2 })
  })

  it('is its account’s owner’s and CSM’s; an answer of no account counts in the whole only', async () => {
    await tokyo.fill({
      survey_responses: [nps(9, '2026-02-01'), nps(3, '2026-02-02', 'globex'), nps(10, '2026-02-03', null)],
    })
    expect((await tokyo.one('nps', february)).value).toBeCloseTo(100 / 3, 10)
    expect(await tokyo.values('nps', { ...february, by: ['account'] })).toEqual({ Acme: 100, Globex: -100, '–': 100 })
    expect(await tokyo.one('nps', { ...february, scope: ['cleo'] })).toMatchObject({ value: 100, n: 1 })
    expect(await tokyo.one('nps', { ...february, scope: ['bob'] })).toMatchObject({ value: -100, n: 1 })
    expect(await tokyo.one('nps', { ...february, scope: ['mia', 'ann', 'bob'] })).toMatchObject({ value: 0, n: 2 })
    expect(await tokyo.one('nps', { ...february, where: [{ dimension: 'segment', values: ['smb'] }] })).toMatchObject({
      value: 100,
      n: 1,
    })
  })
})

describe('NPS, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const responses = await readService(company, directory, 'survey_responses')

  it('agrees with a second derivation', () =>
    agree(
      company,
      'nps',
      questions,
      (pick, question) => {
        const rows = pick(responses).filter(
          (each) => each.row.kind === 'nps' && momentIn(each, 'answered_at', question) !== null,
        )
        const scores = rows.map(({ row }) => Number(row.score))
        const promoters = scores.filter((score) => score >= 9).length
        const detractors = scores.filter((score) => score <= 6).length
        const n = rows.length
        return { value: n === 0 ? null : (100 * (promoters - detractors)) / n, denominator: n, n }
      },
      directory.dimensions,
    ))
})
