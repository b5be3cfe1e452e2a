import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { type Deal, deals, type Row } from '../../support/rows.ts'
import { times, useRule } from '../../support/rule.ts'
import { shown } from '../../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const { world, observe, standing, message } = await useRule('stuck_deals', { at: '2026-11-16T00:00:00Z' })

/** A fortnight before is the 2nd: a close date of the 1st is stuck, one of the 2nd is not yet. */
const open = (n: number, close_date: string | null, rest: Row<'opportunities'> = {}) =>
  times(n, { close_date, ...rest })
const mixed = (stuck: number, others: number) => ({
  opportunities: [...open(stuck, '2026-11-01'), ...open(others, '2026-11-02')],
})

describe('when it fires', () => {
  it.each<[string, number, number, string]>([
    ['5 of 12: more than 40 %', 5, 7, 'fires'],
    ['8 of 20: exactly 40 %', 8, 12, 'fires'],
    ['5 of 13 is less', 5, 8, 'stays'],
    ['4 are too few, were they all', 4, 0, 'stays'],
    ['a quarter', 5, 15, 'stays'],
    ['less than a quarter', 5, 16, 'is over'],
    ['2 at most', 2, 1, 'is over'],
    ['none', 0, 5, 'is over'],
  ])('%s', async (_, stuck, others, expected) => {
    expect(await standing(mixed(stuck, others), 'ann')).toBe(expected)
  })

  it('a deal without a close date is not past it, and a closed one is nobody’s worry', async () => {
    const lost = times(9, { stage_id: 'lost', closed_at: '2026-11-10T12:00', close_date: '2026-10-01' })
    expect(await standing({ opportunities: [...open(5, null), ...lost] }, 'ann')).toBe('is over')
  })

  it('in its stage for over 1.5 times what nine in ten wins took', async () => {
    // Twenty wins left Discovery after 9, 10 or 11 days: nine in ten within 11, so 16.5 days are the line.
    const day = (back: number) => Temporal.PlainDate.from('2026-11-16').subtract({ days: back }).toString()
    const wins = Array.from({ length: 20 }, (_, i): Deal => {
      const [out, closed] = ['2026-08-20T09:00', '2026-08-25T09:00']
      const created_at = `${Temporal.PlainDate.from('2026-08-20').subtract({ days: 9 + (i % 3) })}T09:00`
      return {
        id: `w${i}`,
        created_at,
        life: [
          [out, { stage_id: 's2' }],
          [closed, { stage_id: 'won' }],
        ],
      }
    })
    const waiting = (days: number) =>
      Array.from(
        { length: 5 },
        (_, i): Deal => ({ id: `o${i}`, created_at: `${day(days)}T09:00`, close_date: '2026-12-01' }),
      )
    expect(await standing(deals(...wins, ...waiting(17)), 'ann')).toBe('fires')
    expect(await standing(deals(...wins, ...waiting(16)), 'ann')).toBe('is over')
  })

  it('owner by owner; each is mentioned, and it is about their records', async () => {
    const found = await observe({
      opportunities: [...mixed(5, 5).opportunities, ...open(5, '2026-12-01', { owner_id: 'bob' })],
    })
    expect(
      found.map(({ series, label, breached, mention, people }) => ({ series, label, breached, mention, people })),
    ).toEqual(
      expect.arrayContaining([
        { series: 'ann', label: 'Ann', breached: true, mention: ['ann'], people: ['ann'] },
        { series: 'bob', label: 'Bob', breached: false, mention: ['bob'], people: ['bob'] },
      ]),
    )
  })
})

it('tells how many, what they are worth, and names the largest', async () => {
  const named = { name: 'Big one', amount: 900, stage_id: 's1' }
  const rows = { opportunities: [...open(1, '2026-10-17', named), ...mixed(4, 5).opportunities] }
  const told = await message(rows)
  // 900 + 4 × 100.
  expect(told.text).toBe(
    'Open deals stand still, Ann: 5 of 10 open deals of Ann (¥1.3K) are over 14 days past their close date, or have been in their stage for over 1.5 times what 9 in 10 deals won took.',
  )
  const seen = shown(told)
  expect(seen).toContain('<@person:ann>')
  expect(seen).toContain('• *Big one* · Acme · ¥900 · Discovery · Ann\n      close date passed 30 days ago')
  expect((await message(rows, 'ja')).text).toContain('Annさんの進行中の商談10件のうち5件')
})

it.each([
  ['a rep, theirs', 'ann@example.com', 'Ann'],
  ['their manager, the team’s', 'mia@example.com', 'Mia’s'],
  ['operations, the company’s', 'rex@example.com', 'Whole company'],
])('“Why?” shows %s', async (_, as, scope) => {
  const [, question] = /\{"q":"([^"]+)"\}/.exec(JSON.stringify(await message(mixed(5, 5))).replaceAll('\\', '')) ?? []
  expect(shown(await world.ask(question ?? '', { as }))).toContain(scope)
})
