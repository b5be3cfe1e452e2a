import { describe, expect, it } from 'vitest'
import { deals } from '../../support/rows.ts'
import { shown, useWorld } from '../../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const world = await useWorld({ at: '2026-11-16T00:00:00Z', as: 'mia@example.com' })
const open = (i: number, rest: object) => ({
  ...{ id: `d${i}`, name: `Deal ${i}`, amount: 1_000 - i, created_at: '2026-11-10T09:00' },
  ...{ close_date: '2026-12-10', next_step: 'call', last_activity_at: '2026-11-15T09:00', ...rest },
})
// Ann has 14 deals and Bob 4 whose close date has passed, the largest first; one of Ann's is well.
const late = Array.from({ length: 18 }, (_, i) =>
  open(i, { close_date: '2026-11-13', owner_id: i < 14 ? 'ann' : 'bob' }),
)
await world.fill(deals(...late, open(99, { owner_id: 'ann' })))

/** The deals of an answer, in order. */
const named = (text: string): string[] => [...text.matchAll(/• \*(Deal \d+)\*/g)].map(([, name = '']) => name)
const dealsFrom = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => `Deal ${first + i}`)

describe('deals that need attention, all of them', () => {
  it('are where the pipeline says, page by page, the largest first', async () => {
    const pipeline = shown(await world.ask('pipeline team'))
    expect(named(pipeline)).toEqual(dealsFrom(0, 6))
    const [, all = ''] = /… and 11 more: `\/revops ([^`]+)`/.exec(pipeline) ?? []
    expect(all).toBe('pipeline team attention')
    const first = shown(await world.ask(all))
    expect(first).toContain('Mia’s team (3 people) · 1 to 15 of 18, the largest first\n*18 deals need attention*')
    expect(named(first)).toEqual(dealsFrom(0, 14))
    const [, next = ''] = /Next page: `\/revops ([^`]+)`/.exec(first) ?? []
    expect(next).toBe('pipeline team attention page 2')
    const second = shown(await world.ask(next))
    expect(second).toContain('16 to 18 of 18')
    expect(named(second)).toEqual(dealsFrom(15, 17))
    expect(second).not.toContain('Next page')
  })

  it('are somebody’s, with each reason', async () => {
    const seen = shown(await world.ask('pipeline @bob attention'))
    expect(named(seen)).toEqual(dealsFrom(14, 17))
    expect(seen).toContain('• *Deal 14* · Acme · ¥986 · Discovery\n      close date passed 3 days ago')
  })

  it('in Japanese', async () => {
    const pipeline = shown(await world.ask('パイプライン チーム', { locale: 'ja' }), 'ja')
    expect(pipeline).toContain('…ほか11件：`/revops pipeline チーム 要対応`')
    const seen = shown(await world.ask('pipeline チーム 要対応', { locale: 'ja' }), 'ja')
    expect(seen).toContain('Miaさんのチーム（3名） · 18件中 1〜15件目（金額の大きい順）\n*要対応の商談 18件*')
    expect(seen).toContain('次のページ：`/revops pipeline チーム 要対応 page 2`')
  })

  it.each([
    ['pipeline attention page 3', 'mia@example.com', 'There is no page 3.'],
    ['pipeline attention page x', 'mia@example.com', 'Which page? For example `page 2`.'],
    ['pipeline @bob attention', 'ann@example.com', 'Bob’s records are not yours to see.'],
    ['pipeline atention', 'mia@example.com', 'Did you mean `attention`? For example `/revops pipeline attention`.'],
    ['pipeline attention as of 2026-11-01', 'mia@example.com', 'are known as of now only.'],
  ])('%s', async (text, as, sentence) => {
    expect(await world.mistake(text, { as })).toContain(sentence)
  })

  it('none is said in words', async () => {
    const { text } = await world.ask('pipeline attention', { as: 'cleo@example.com' })
    expect(text).toBe('Deals that need attention, Cleo: 18 deals need attention')
    await world.fill(deals(open(99, { owner_id: 'ann' })))
    expect((await world.ask('pipeline attention')).text).toContain('No open deal needs attention.')
  })
})
