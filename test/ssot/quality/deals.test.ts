import { describe, expect, it } from 'vitest'
import { useLooked } from '../../support/quality.ts'
import type { Row } from '../../support/rows.ts'

const { found, database } = await useLooked()
const looked = (...opportunities: Row<'opportunities'>[]) => found({ opportunities })
const won = { stage_id: 'won', created_at: '2026-02-02T10:00' }
const inDays = (n: number): string => new Date(Date.now() + n * 86_400_000).toISOString()

describe('deals', () => {
  it('closed on the day they were created, even at its midnight, or open with a closed_at, are all right', async () => {
    expect(
      await looked(
        { ...won, closed_at: '2026-02-02T00:00' },
        { ...won, stage_id: 'lost', closed_at: '2026-03-02T00:00' },
        { ...won, stage_id: 's1', closed_at: '2020-01-01' },
        { ...won, stage_id: 's1', closed_at: inDays(30) },
        // No longer than a day from now: clocks differ.
        { ...won, closed_at: inDays(0.9) },
      ),
    ).toEqual([])
  })

  it.each<[string, string[], Row<'opportunities'>[]]>([
    [
      'closed on the day before they were created',
      ['error opportunities closed_before_created 1 b'],
      [
        { ...won, id: 'a', closed_at: '2026-02-02T09:00' },
        { ...won, id: 'b', closed_at: '2026-02-01T23:59' },
      ],
    ],
    [
      'closed in the future',
      ['error opportunities closed_in_the_future 1 a'],
      [{ ...won, id: 'a', closed_at: inDays(1.1) }],
    ],
    [
      'closed without a day, won or lost',
      ['warning opportunities closed_without_date 2 a'],
      [
        { ...won, id: 'b' },
        { ...won, id: 'a', stage_id: 'lost' },
      ],
    ],
    [
      'open without an amount; a closed one is told by its own figures',
      ['warning opportunities open_without_amount 1 a'],
      [
        { id: 'a', amount: null },
        { ...won, id: 'b', amount: null, closed_at: '2026-03-01' },
      ],
    ],
    [
      'open without an owner',
      ['warning opportunities open_without_owner 1 a'],
      [
        { id: 'a', owner_id: null },
        { ...won, id: 'b', owner_id: null, closed_at: '2026-03-01' },
      ],
    ],
    [
      'both are told apart',
      ['warning opportunities open_without_amount 1 a', 'warning opportunities open_without_owner 1 a'],
      [{ id: 'a', owner_id: null, amount: null }],
    ],
  ])('%s', async (_, findings, rows) => {
    expect(await looked(...rows)).toEqual(findings)
  })

  it('without the column, nothing is closed without it', async () => {
    await database.query('alter table ssot.opportunities drop column closed_at')
    expect(await looked({ ...won })).toEqual([])
  })
})

it('the day is the company’s: 08:00 in Tokyo is the evening before in New York', async () => {
  await database.query('alter table ssot.opportunities add column closed_at timestamptz')
  const rows = {
    opportunities: [{ ...won, id: 'a', created_at: '2026-02-02T00:00:00Z', closed_at: '2026-02-01T23:00:00Z' }],
  }
  // 09:00 and 08:00 of the same day in Tokyo; 19:00 and 18:00 of the day before in New York.
  expect(await found(rows, { zone: 'Asia/Tokyo' })).toEqual([])
  expect(await found(rows, { zone: 'America/New_York' })).toEqual([])
  // In UTC midnight lies between them.
  expect(await found(rows, { zone: 'UTC' })).toEqual(['error opportunities closed_before_created 1 a'])
})
