import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { companyCalendar } from '../../src/calendar/company.ts'
import { filterText, takePeriod, takeSelectors } from '../../src/present/grammar.ts'
import { shown } from '../support/world.ts'

const words = (text: string) => text.split(' ')

describe('breakdowns and filters among a command’s words', () => {
  it.each<[string, readonly string[], readonly object[], readonly string[]]>([
    ['win_rate by segment', ['segment'], [], ['win_rate']],
    ['by owner,region win_rate', ['owner', 'region'], [], ['win_rate']],
    ['by owner, region win_rate', ['owner', 'region'], [], ['win_rate']],
    ['by owner , region', ['owner', 'region'], [], []],
    ['by owner ,region last quarter', ['owner', 'region'], [], ['last', 'quarter']],
    ['by owner、 region', ['owner', 'region'], [], []],
    ['by owner,', ['owner'], [], []],
    ['by user', ['owner'], [], []],
    ['種類別', ['kind'], [], []],
    ['優先度別', ['priority'], [], []],
    ['部門別', ['department'], [], []],
    ['by owner by region', ['owner', 'region'], [], []],
    ['by Owner by owner', ['owner'], [], []],
    ['by Sourced-By', ['sourced_by'], [], []],
    ['セグメント別', ['segment'], [], []],
    ['担当者別 地域別', ['owner', 'region'], [], []],
    ['担当者×地域別', ['owner', 'region'], [], []],
    ['where segment=SMB', [], [{ dimension: 'segment', values: ['SMB'] }], []],
    ['条件 セグメント=SMB,Enterprise', [], [{ dimension: 'segment', values: ['SMB', 'Enterprise'] }], []],
    [
      'where segment=SMB and region=none',
      [],
      [
        { dimension: 'segment', values: ['SMB'] },
        { dimension: 'region', values: [null] },
      ],
      [],
    ],
    ['where region=', [], [{ dimension: 'region', values: [null] }], []],
    ['where region=なし', [], [{ dimension: 'region', values: [null] }], []],
    ['last quarter', [], [], ['last', 'quarter']],
    ['別', [], [], ['別']],
  ])('%s', (text, by, where, rest) => {
    expect(takeSelectors(words(text), 'en')).toEqual({
      by,
      where: where.map((filter) => ({ ...filter, typed: true })),
      rest,
    })
  })

  it.each([
    ['by', 'By what? For example `by segment`.', '何別ですか？ 例：`by segment` または `セグメント別`'],
    ['where', 'Where what? For example `where region=JP`.', '条件を指定してください。例：`where region=JP`'],
    [
      'by a,b,c',
      'At most two breakdowns at once, for example `by segment,region`.',
      '内訳は2つまでです。例：`by segment,region`',
    ],
  ])('%s is a mistake', (text, english, japanese) => {
    expect(() => takeSelectors(words(text), 'en')).toThrow(english)
    expect(() => takeSelectors(words(text), 'ja')).toThrow(japanese)
  })

  it('filters are shown as people read them, and as text', () => {
    const where = [
      { dimension: 'segment', values: ['SMB', null] },
      { dimension: 'plan', values: ['<!here> *x*'] },
    ]
    expect(filterText(where, 'en')).toMatch(/^Segment = SMB, \(none\) · plan = &lt;!here&gt;/)
    expect(filterText(where, 'ja')).toMatch(/^セグメント = SMB, （なし） · /)
    const section = {
      type: 'section',
      text: { type: 'mrkdwn', text: filterText(where, 'en'), verbatim: true },
    } as const
    expect(shown({ text: 'x', blocks: [section], charts: [], readings: [] })).toContain('plan = <!here> *x*')
  })

  it('a filter of thousands of characters is shown cut', () => {
    expect(filterText([{ dimension: 'segment', values: ['x'.repeat(7_000)] }], 'en').length).toBeLessThan(100)
  })
})

describe('the period among a command’s words', () => {
  const calendar = companyCalendar({
    zone: 'Asia/Tokyo',
    fiscalYearStart: 1,
    fiscalYearLabel: 'end',
    weekStart: 1,
    holidays: {},
  })
  const take = (text: string, locale: 'en' | 'ja' = 'en') =>
    takePeriod(words(text), { company: { calendar } as never, locale, today: Temporal.PlainDate.from('2026-11-16') })

  it.each([
    ['win_rate last quarter', '2026-07-01', ['win_rate']],
    ['last quarter win_rate', '2026-07-01', ['win_rate']],
    ['win 先四半期 rate', '2026-07-01', ['win', 'rate']],
    ['2026-10-01..2026-10-15 x', '2026-10-01', ['x']],
  ])('%s', (text, from, rest) => {
    const found = take(text)
    expect(found.period?.from.toString()).toBe(from)
    expect(found.rest).toEqual(rest)
  })

  it('none is none', () => {
    expect(take('win_rate by x')).toEqual({ period: undefined, words: [], rest: ['win_rate', 'by', 'x'] })
  })

  it.each([
    ['last quarter this quarter', 'That names two periods.', '期間が2つあります。'],
    [
      '2026-13',
      '“2026-13” is not a period. Try one of: `this quarter`',
      '「2026-13」は期間として読めません。例：`今四半期`',
    ],
  ])('%s is a mistake', (text, english, japanese) => {
    expect(() => take(text)).toThrow(english)
    expect(() => take(text, 'ja')).toThrow(japanese)
  })
})
