import { describe, expect, test } from 'vitest'
import type { BarsSpec, ChartSpec, FunnelSpec, TrendSpec, WaterfallSpec } from '../../src/blocks/chart.ts'
import { draw } from '../../src/chart/draw.ts'
import { HEIGHTS, themes, WIDTH } from '../../src/chart/theme.ts'
import { pictureOf } from './pixels.ts'

const { light, dark } = themes
const [blue, orange] = light.series as [string, string]
const yen = { style: 'currency', currency: 'JPY', locale: 'ja' } as const
const months = (count: number) => Array.from({ length: count }, (_, month) => `2026年${month + 1}月`)
const trend = (more: Partial<TrendSpec> = {}): TrendSpec => ({
  kind: 'trend',
  title: 'MRR の推移',
  categories: months(6),
  series: [{ name: 'MRR', values: [1e8, 1.1e8, 1.2e8, 1.1e8, 1.3e8, 1.2e8] }],
  format: yen,
  ...more,
})
const bars = (values: (number | null)[], more: Partial<BarsSpec> = {}): BarsSpec => ({
  kind: 'bars',
  title: 'ステージ別パイプライン',
  categories: values.map((_, index) => `段階${index + 1}`),
  series: [{ name: '金額', values }],
  format: yen,
  ...more,
})
const funnel = (rates: (number | null | undefined)[]): FunnelSpec => ({
  kind: 'funnel',
  title: 'リードから受注まで',
  steps: rates.map((rate, index) => ({
    label: `とても長い名前の段階その${index + 1}`,
    value: 1_000 - index * 50,
    rate,
  })),
  format: { style: 'number', locale: 'ja' },
})
const waterfall = (...values: number[]): WaterfallSpec => ({
  kind: 'waterfall',
  title: 'MRR の増減',
  steps: values.map((value, index) => ({ label: `段階${index}`, value, kind: index === 0 ? 'total' : 'change' })),
  format: yen,
})
const look = (spec: ChartSpec) => pictureOf(draw(spec))

describe('a drawn chart', () => {
  test('is a PNG of the planned size with round corners and a ground of its own', async () => {
    const png = draw(trend())
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
    const picture = await pictureOf(png)
    expect([picture.width, picture.height]).toEqual([WIDTH, HEIGHTS[0]])
    expect(picture.at(0, 0)).toBe('#00000000')
    expect(picture.at(WIDTH / 2, 8)).toBe(`${light.card}ff`)
  })

  test('of the dark theme is dark', async () => {
    const picture = await look(trend({ theme: 'dark' }))
    expect(picture.at(WIDTH / 2, 8)).toBe(`${dark.card}ff`)
    expect(picture.count(dark.series[0] ?? '')).toBeGreaterThan(1_000)
    expect(picture.count(blue)).toBe(0)
  })

  test('has a title in ink, and lines in the colours of their series', async () => {
    const values = [9e7, 1e8, 1.1e8, 1e8, 1.2e8, 1.1e8]
    const picture = await look(trend({ series: [...trend().series, { name: '前年', values }] }))
    expect(picture.count(light.text)).toBeGreaterThan(1_000)
    expect(picture.count(blue)).toBeGreaterThan(1_000)
    expect(picture.count(orange)).toBeGreaterThan(1_000)
  })

  test('shows a threshold and a target across', async () => {
    const without = await look(trend())
    const marks = { threshold: { value: 1.05e8, label: '下限' }, target: { value: 1.4e8, label: '目標' } }
    const picture = await look(trend(marks))
    expect([without.count(light.threshold), without.count(light.target)]).toEqual([0, 0])
    expect(picture.count(light.threshold)).toBeGreaterThan(800)
    expect(picture.count(light.target)).toBeGreaterThan(800)
  })

  test('leaves the bar of a running period unfilled', async () => {
    const series = [{ name: 'MRR', values: [1, 1], style: 'bar' as const }]
    const closed = await look(trend({ categories: months(2), series }))
    const running = await look(trend({ categories: months(2), series, running: true }))
    expect(running.count(blue) / closed.count(blue)).toBeCloseTo(0.5, 1)
  })

  test('leaves the bars of immature cohorts unfilled', async () => {
    const series = [{ name: 'MRR', values: [1, 1, 1, 1], style: 'bar' as const }]
    const closed = await look(trend({ categories: months(4), series }))
    const young = await look(trend({ categories: months(4), series, immature: 3 }))
    expect(young.count(blue) / closed.count(blue)).toBeCloseTo(0.25, 1)
  })

  test('a value twice as large has a bar twice as long', async () => {
    const one = await look(bars([100, 100], { horizontal: true }))
    const two = await look(bars([100, 50], { horizontal: true }))
    expect(two.count(blue) / one.count(blue)).toBeCloseTo(0.75, 1)
  })

  test('gains and losses of a waterfall differ in colour, and areas match their amounts', async () => {
    const picture = await look(waterfall(100, 40, -20))
    expect(picture.count(light.up)).toBeGreaterThan(5_000)
    expect(picture.count(light.up) / picture.count(light.down)).toBeCloseTo(2, 0)
  })

  test('zero and no data do not look the same', async () => {
    const zero = draw(bars([1, 0]))
    expect(draw(bars([1, null])).equals(zero)).toBe(false)
  })
})

const long = 'とても長い名前の株式会社が提案した、さらに長い名前の商談で、まだ続く'
const strange: [string, ChartSpec, number][] = [
  ['a single period', trend({ categories: ['11月'], series: [{ name: 'MRR', values: [42] }], running: true }), 540],
  ['no data at all', trend({ series: [{ name: 'MRR', values: months(6).map(() => null) }] }), 540],
  ['nothing but zeros', trend({ series: [{ name: 'MRR', values: months(6).map(() => 0) }] }), 540],
  [
    '104 weeks',
    trend({ categories: months(104), series: [{ name: 'MRR', values: months(104).map((_, week) => week) }] }),
    540,
  ],
  ['negative values', trend({ series: [{ name: 'MRR', values: [-1, -2, 3, -4, 5, -6], style: 'bar' }] }), 540],
  [
    'a very long title and names',
    trend({
      title: long.repeat(3),
      series: [1, 2, 3].map((n) => ({ name: long + n, values: months(6).map(() => n) })),
    }),
    540,
  ],
  ['bars: none with data', bars([null, null]), 540],
  ['bars: one', bars([5]), 540],
  [
    'bars: 24 long names',
    bars(
      months(24).map((_, index) => index - 3),
      { categories: months(24).map((_, index) => `${long}${index}`) },
    ),
    1080,
  ],
  [
    'bars: grouped',
    bars([1, 2, 3], { series: [1, 2, 3].map((n) => ({ name: long + n, values: [n, -n, null] })), horizontal: true }),
    540,
  ],
  [
    'bars: stacked, with a loss',
    bars([1, 2, 3], { series: [1, 2, 3].map((n) => ({ name: long + n, values: [n, -n, null] })), stacked: true }),
    540,
  ],
  [
    'bars: 24 upright by request',
    bars(
      months(24).map((_, index) => index),
      { horizontal: false },
    ),
    540,
  ],
  ['a funnel of one step', funnel([undefined]), 540],
  ['a funnel whose rates are not known', funnel([undefined, null, 0.5]), 540],
  ['a funnel of 16', funnel(months(16).map(() => 0.9)), 1080],
  ['a waterfall that goes below zero', waterfall(100, -150, 20), 540],
  ['a waterfall of small changes', waterfall(1e9, 1e7, -2e7), 540],
  ['a waterfall of 24', waterfall(...months(24).map((_, index) => 1e8 - index * 1e7)), 1080],
]

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(strange)('%s: drawn, and nothing runs over the edge', async (_, spec, height) => {
    const picture = await look({ ...spec, theme })
    expect([picture.width, picture.height]).toEqual([WIDTH, height])
    expect(picture.colours()).toBeGreaterThan(20)
    const edge = new Set<string>()
    for (let y = 24; y < height - 24; y++) for (const x of [6, WIDTH - 7]) edge.add(picture.at(x, y))
    for (let x = 24; x < WIDTH - 24; x++) for (const y of [6, height - 7]) edge.add(picture.at(x, y))
    expect([...edge]).toEqual([`${themes[theme].card}ff`])
  })
})
