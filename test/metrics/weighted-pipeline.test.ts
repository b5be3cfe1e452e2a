import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, questions, sumOf } from '../support/reference.ts'
import { readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { type Deal, deals } from '../support/rows.ts'
import { useLacking, useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const weighted = (asOf: string) => tokyo.one('weighted_pipeline', { period: '2026', asOf })

/** Deals created on a day that pass through stages, the first `won` of them to a win and the rest to a loss. */
const closed = (
  name: string,
  count: number,
  won: number,
  through: readonly string[],
  month = '2026-02',
  type = 'new',
): Deal[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `${name}${i}`,
    created_at: `${month}-01`,
    type,
    stage_id: through[0] ?? 's1',
    life: [
      ...through.slice(1).map((stage_id, n) => [`${month}-${String(n + 2).padStart(2, '0')}`, { stage_id }] as const),
      [`${month}-20`, { stage_id: i < won ? 'won' : 'lost' }] as const,
    ],
  }))

const stages = (probability: number | null) => [
  { id: 's1', pipeline: 'default', name: 'Discovery', position: 10, outcome: 'open', probability },
  { id: 's2', pipeline: 'default', name: 'Proposal', position: 20, outcome: 'open', probability: null },
  { id: 'won', pipeline: 'default', name: 'Won', position: 30, outcome: 'won', probability: 1 },
  { id: 'lost', pipeline: 'default', name: 'Lost', position: 40, outcome: 'lost', probability: 0 },
]

describe('weighted pipeline, by hand', () => {
  it('multiplies amounts by the probability of their stage, 0 to 1', async () => {
    await tokyo.fill(
      deals(
        { id: 'o1', created_at: '2026-01-05', amount: 300 },
        { id: 'o2', created_at: '2026-01-05', amount: 50, stage_id: 's2', type: 'renewal' },
        { id: 'o3', created_at: '2026-01-05', amount: null, stage_id: 's2' },
        { id: 'o4', created_at: '2026-01-05', amount: 900, life: [['2026-02-03', { stage_id: 'won' }]] },
      ),
    )
    const reading = await weighted('2026-03-01T00:00')
    // 300 × 0.2 + 50 × 0.5; the renewal part is 25.
    expect(reading.value).toBeCloseTo(85, 10)
    expect(reading.beside.map(({ value }) => value)).toEqual([25])
    expect(reading.leftOut.map(({ n }) => n)).toEqual([1])
  })

  it('takes the stage of then', async () => {
    await tokyo.fill(
      deals({
        id: 'o1',
        created_at: '2026-01-05',
        amount: 100,
        life: [
          ['2026-02-03', { stage_id: 's2' }],
          ['2026-04-01', { amount: 10 }],
        ],
      }),
    )
    expect((await weighted('2026-02-01T00:00')).value).toBeCloseTo(20, 10)
    expect((await weighted('2026-03-01T00:00')).value).toBeCloseTo(50, 10)
    expect((await weighted('2026-05-01T00:00')).value).toBeCloseTo(5, 10)
  })

  it('computes what the contract does not give: won ÷ closed of the deals that entered the stage in a year', async () => {
    await tokyo.fill({
      stages: stages(null),
      ...deals(
        // s1 saw 20 + 30 = 50 deals, of which 5 + 15 = 20 were won; s2 saw 30 of them, of which 15 were won.
        ...closed('early', 20, 5, ['s1']),
        ...closed('late', 30, 15, ['s1', 's2']),
        // Renewals do not count, nor do open deals.
        ...closed('renewed', 10, 10, ['s1', 's2'], '2026-02', 'renewal'),
        { id: 'a', created_at: '2026-03-01', amount: 1000 },
        { id: 'b', created_at: '2026-03-01', amount: 100, stage_id: 's2' },
      ),
    })
    // 1000 × 20/50 + 100 × 15/30
    expect((await weighted('2026-04-01T00:00')).value).toBeCloseTo(450, 8)
  })

  it('falls back on the whole pipeline where under 30 have closed', async () => {
    await tokyo.fill({
      stages: stages(null),
      ...deals(...closed('early', 20, 5, ['s1']), ...closed('late', 29, 15, ['s1', 's2']), {
        id: 'b',
        created_at: '2026-03-01',
        amount: 490,
        stage_id: 's2',
      }),
    })
    // 29 closed deals entered s2: one too few. The pipeline won 20 of 49.
    expect((await weighted('2026-04-01T00:00')).value).toBeCloseTo(200, 8)
  })

  it('counts entries into the stage, not changes made to a deal inside it', async () => {
    const old = closed('old', 40, 0, ['s1'], '2025-01').map((deal) => ({
      ...deal,
      // Entered s1 in January 2025; only their amounts were corrected in the trailing year, and then they were lost.
      life: [['2026-03-01', { amount: 5 }] as const, ['2026-03-20', { stage_id: 'lost' }] as const],
    }))
    await tokyo.fill({
      stages: stages(null),
      ...deals(...closed('young', 30, 15, ['s1']), ...old, { id: 'a', created_at: '2026-03-01', amount: 100 }),
    })
    // Of the 30 that entered s1 since 1 May 2025, 15 were won.
    expect((await weighted('2026-05-01T00:00')).value).toBeCloseTo(50, 8)
  })

  it('prefers the contract’s probability where a stage has one', async () => {
    await tokyo.fill({
      stages: stages(0.1),
      ...deals(...closed('late', 30, 15, ['s1', 's2']), { id: 'a', created_at: '2026-03-01', amount: 100 }),
    })
    expect((await weighted('2026-04-01T00:00')).value).toBeCloseTo(10, 10)
  })

  it('takes no percentage for a fraction, now or then', async () => {
    const percent = [
      { id: 's1', pipeline: 'default', name: 'Discovery', position: 10, outcome: 'open', probability: 20 },
      { id: 's2', pipeline: 'default', name: 'Proposal', position: 20, outcome: 'open', probability: 50 },
      { id: 'won', pipeline: 'default', name: 'Won', position: 30, outcome: 'won', probability: 100 },
      { id: 'lost', pipeline: 'default', name: 'Lost', position: 40, outcome: 'lost', probability: 0 },
    ]
    const rows = deals(
      // 40 deals of January entered s1; a quarter of them was won.
      ...closed('past', 40, 10, ['s1'], '2026-01'),
      { id: 'a', created_at: '2026-03-01', amount: 100 },
      { id: 'b', created_at: '2026-03-01', amount: 200, life: [['2026-05-10', { amount: 400 }]] },
    )
    await tokyo.fill({ stages: percent, ...rows })
    // (100 + 400) × 10/40 now, (100 + 200) × 10/40 before the amount changed.
    expect((await weighted('2026-06-01T00:00')).value).toBeCloseTo(125, 8)
    expect((await weighted('2026-04-01T00:00')).value).toBeCloseTo(75, 8)
    const { opportunities } = rows
    const forgetful = await useLacking(['opportunity_history'])
    await forgetful.fill({ stages: percent, opportunities })
    // Without history nothing says which stages were entered: the percentage stays unknown rather than a hundred times too much.
    for (const asOf of ['2026-06-01T00:00', '2026-04-01T00:00']) {
      expect(await forgetful.one('weighted_pipeline', { period: '2026', asOf })).toMatchObject({ value: 0, n: 0 })
    }
  })

  it('says how many stand in a stage of unknown probability', async () => {
    await tokyo.fill({ stages: stages(null), ...deals({ id: 'a', created_at: '2026-03-01', amount: 100 }) })
    const reading = await weighted('2026-04-01T00:00')
    expect(reading).toMatchObject({ value: 0, n: 0 })
    expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([['in a stage of unknown probability', 1]])
  })
})

describe('weighted pipeline, on the sample company', async () => {
  const company = await useCompany({ copy: true })
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'weighted_pipeline',
      questions,
      (pick, { end }) => {
        const open = pick(known.at(end)).filter(({ outcome }) => outcome === 'open')
        return { value: sumOf(open.map(({ amount, stage }) => (amount ?? 0) * Number(stage.probability))) }
      },
      directory.dimensions,
    ))

  it('agrees where every probability has to be computed', async () => {
    await company.database.query('update ssot.stages set probability = null')
    const year = 365 * 86_400_000
    await agree(
      company,
      'weighted_pipeline',
      [{ period: '2026-Q4' }, { period: '2026-Q2', by: ['team'] }, { period: '2026-Q3', asOf: '2026-09-01T00:00' }],
      (pick, { end }) => {
        const all = known.at(end)
        // Per stage, and per pipeline: the closed deals that came into it from elsewhere within the year.
        const counts = new Map<string, { won: number; closed: number }>()
        for (const deal of all) {
          if (deal.outcome === 'open' || deal.type === 'renewal' || deal.closed === null) continue
          const entries = deal.versions.filter(
            (version, i) =>
              Number(version.valid_from) < end &&
              Number(version.valid_from) >= end - year &&
              deal.versions[i - 1]?.stage_id !== version.stage_id,
          )
          const keys = new Set(entries.flatMap(({ stage_id }) => [String(stage_id), `pipeline ${deal.stage.pipeline}`]))
          for (const key of keys) {
            const { won, closed } = counts.get(key) ?? { won: 0, closed: 0 }
            counts.set(key, { won: won + (deal.outcome === 'won' ? 1 : 0), closed: closed + 1 })
          }
        }
        const probability = (stage: string, pipeline: string): number | null => {
          const own = counts.get(stage)
          const whole = counts.get(`pipeline ${pipeline}`)
          if (own && own.closed >= 30) return own.won / own.closed
          return whole ? whole.won / whole.closed : null
        }
        const open = pick(all).filter(({ outcome }) => outcome === 'open')
        const parts = open.map(
          ({ amount, stage }) => (amount ?? 0) * (probability(String(stage.id), String(stage.pipeline)) ?? 0),
        )
        return { value: sumOf(parts) }
      },
      directory.dimensions,
    )
  })
})
