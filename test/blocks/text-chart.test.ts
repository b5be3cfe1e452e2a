import { describe, expect, test } from 'vitest'
import type { TrendSpec } from '../../src/blocks/chart.ts'
import { displayWidth } from '../../src/blocks/chart-labels.ts'
import { textChart } from '../../src/blocks/text-chart.ts'

const yen = { style: 'currency', currency: 'JPY', locale: 'ja' } as const
const weeks = (count: number): TrendSpec => ({
  kind: 'trend',
  title: 'Leads',
  categories: Array.from({ length: count }, (_, index) => `Week ${index + 1}`),
  series: [{ name: 'All', values: Array.from({ length: count }, (_, index) => index) }],
  format: { style: 'number', locale: 'en' },
})

describe('a chart as text', () => {
  test('lines up although some characters are two columns wide', () => {
    const text = textChart({
      kind: 'bars',
      title: 'パイプライン',
      categories: ['提案', 'MQL', '最終交渉'],
      series: [{ name: '金額', values: [1_200_000, 0, null] }],
      format: yen,
    })
    expect(text.split('\n')).toEqual([
      'パイプライン',
      '提案      ¥1,200,000',
      'MQL               ¥0',
      '最終交渉  データなし',
    ])
    expect(new Set(text.split('\n').slice(1).map(displayWidth)).size).toBe(1)
  })

  test('several series share a header, and are written short', () => {
    const series = [
      { name: 'This year', values: [1_200_000, 1_500_000] },
      { name: 'Last', values: [900_000, null] },
    ]
    const format = { style: 'currency', currency: 'USD', locale: 'en' } as const
    const text = textChart({
      kind: 'trend',
      title: 'Bookings',
      categories: ['Q1', 'Q2'],
      series,
      format,
      running: true,
    })
    expect(text).toBe(
      [
        'Bookings',
        '             This year     Last',
        'Q1               $1.2M    $900K',
        'Q2 (so far)      $1.5M  no data',
      ].join('\n'),
    )
  })

  test('a funnel has its conversion, a waterfall its signs, a trend its threshold', () => {
    const funnel = textChart({
      kind: 'funnel',
      title: 'Leads to customers',
      steps: [
        { label: 'Leads', value: 400 },
        { label: 'Won', value: 96, rate: 0.24 },
      ],
      format: { style: 'number', locale: 'en' },
    })
    expect(funnel.split('\n').at(-1)).toBe('Won     96            24%')
    const steps = [
      { label: '新規', value: 5_000, kind: 'change' },
      { label: '解約', value: -2_000, kind: 'change' },
    ] as const
    const waterfall = textChart({ kind: 'waterfall', title: 'MRR', steps: [...steps], format: yen })
    expect(waterfall).toBe('MRR\n新規  +¥5,000\n解約  −¥2,000')
    expect(textChart({ ...weeks(1), threshold: { value: 3, label: 'Floor' } })).toContain('Floor: 3')
  })

  test('long ones fit the limit: a trend keeps the latest periods and says what is missing', () => {
    const text = textChart(weeks(104), 500)
    expect(text.length).toBeLessThanOrEqual(500)
    expect(text).toContain('Week 104')
    expect(text).not.toContain('Week 2 ')
    expect(text.split('\n')[1]).toMatch(/^… \d+ more$/)
  })

  test('long labels are cut', () => {
    const text = textChart({
      kind: 'bars',
      title: 'x',
      categories: ['とても長い名前の株式会社の商談で金額が大きいもの'],
      series: [{ name: 'n', values: [1] }],
      format: yen,
    })
    expect(text.split('\n')[1]).toBe('とても長い名前の株式会社の…  ¥1')
  })
})
