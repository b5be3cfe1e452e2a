import { describe, expect, test } from 'vitest'
import type { BarsSpec, ChartSpec, TrendSpec } from '../../src/blocks/chart.ts'
import { nativeChart } from '../../src/blocks/native-chart.ts'

const format = { style: 'number', locale: 'en' } as const
const range = (count: number) => Array.from({ length: count }, (_, index) => index)
const bars = (categories: number, series: number): BarsSpec => ({
  kind: 'bars',
  title: 'Pipeline',
  categories: range(categories).map((index) => `Stage ${index}`),
  series: range(series).map((one) => ({ name: `Series ${one}`, values: range(categories) })),
  format,
})
const trend = (values: (number | null)[], more: Partial<TrendSpec> = {}): TrendSpec => ({
  kind: 'trend',
  title: 'Win rate',
  categories: values.map((_, index) => `M${index}`),
  series: [{ name: 'All', values }],
  format: { style: 'percent', locale: 'en' },
  ...more,
})
const chartOf = (spec: ChartSpec) => {
  const chart = nativeChart(spec)?.chart
  if (!chart || chart.type === 'pie') throw new Error('not drawn natively')
  return chart
}

describe('a native chart', () => {
  test('has the shape that Slack documents', () => {
    expect(nativeChart(trend([0.25, 0.3]))).toEqual({
      type: 'data_visualization',
      title: 'Win rate',
      chart: {
        type: 'line',
        series: [
          {
            name: 'All',
            data: [
              { label: 'M0', value: 25 },
              { label: 'M1', value: 30 },
            ],
          },
        ],
        axis_config: { categories: ['M0', 'M1'], y_label: '%' },
      },
    })
  })

  test.each<[string, ChartSpec, boolean]>([
    ['20 points', bars(20, 1), true],
    ['21 points', bars(21, 1), false],
    ['6 series', bars(3, 6), true],
    ['7 series', bars(3, 7), false],
    [
      '5 series, a threshold and a target',
      {
        ...trend([1]),
        series: bars(1, 5).series,
        threshold: { value: 1, label: 'a' },
        target: { value: 2, label: 'b' },
      },
      false,
    ],
    ['a gap in the middle', trend([0.1, null, 0.2]), false],
    ['nothing but gaps', trend([null, null]), false],
    ['nothing but gaps and a threshold', trend([null], { threshold: { value: 1, label: 'Floor' } }), false],
    [
      'a waterfall',
      { kind: 'waterfall', title: 'MRR', steps: [{ label: 'a', value: 1, kind: 'total' }], format },
      false,
    ],
    ['a funnel', { kind: 'funnel', title: 'Leads', steps: [{ label: 'a', value: 1 }], format }, true],
  ])('is drawn or not: %s', (_, spec, drawn) => {
    expect(nativeChart(spec) !== undefined).toBe(drawn)
  })

  test('periods before the first value are left out, from the threshold too', () => {
    const chart = chartOf(trend([null, 0.1, 0.2], { threshold: { value: 0.15, label: 'Floor' } }))
    expect(chart.axis_config.categories).toEqual(['M1', 'M2'])
    expect(chart.series[1]).toEqual({
      name: 'Floor',
      data: [
        { label: 'M1', value: 15 },
        { label: 'M2', value: 15 },
      ],
    })
  })

  test('long names are cut to the limits, and stay unique', () => {
    const name = 'Enterprise customers of the northern region'
    const spec = { ...bars(2, 2), title: name.repeat(2), categories: [`${name} 1`, `${name} 2`] }
    spec.series = spec.series.map((one) => ({ ...one, name }))
    const chart = chartOf(spec)
    const labels = [...chart.axis_config.categories, ...chart.series.map((one) => one.name)]
    expect(labels.every((label) => label.length <= 20)).toBe(true)
    expect(new Set(chart.axis_config.categories).size).toBe(2)
    expect(new Set(chart.series.map((one) => one.name)).size).toBe(2)
    expect(nativeChart(spec)?.title).toHaveLength(50)
    for (const { data } of chart.series) expect(data.map((point) => point.label)).toEqual(chart.axis_config.categories)
  })

  test('a running period says so within 20 characters', () => {
    const long = trend([1, 2], { running: true, categories: ['Oct', 'The month of November'] })
    expect(chartOf(long).axis_config.categories).toEqual(['Oct', 'The month… (so far)'])
  })

  test('bars of a trend are bars, and fractions of percent lose the noise of floats', () => {
    const spec = trend([0.1 + 0.2], { series: [{ name: 'All', values: [0.1 + 0.2], style: 'bar' }] })
    expect(chartOf(spec)).toMatchObject({ type: 'bar', series: [{ data: [{ value: 30 }] }] })
  })
})
