import { describe, expect, test } from 'vitest'
import type { ChartSpec } from '../../src/blocks/chart.ts'
import { ALT_LIMIT, altText } from '../../src/blocks/chart-alt.ts'

const percent = { style: 'percent', locale: 'en' } as const
const number = { style: 'number', locale: 'en' } as const
const weeks = Array.from({ length: 104 }, (_, week) => `Week ${week + 1} of a long name`)

describe('a chart in words', () => {
  test.each<[string, ChartSpec, string]>([
    [
      'every value of a short trend, the running period and the threshold',
      {
        kind: 'trend',
        title: 'Win rate',
        categories: ['Sep', 'Oct', 'Nov'],
        series: [{ name: 'All', values: [0.31, null, 0.22] }],
        format: percent,
        running: true,
        threshold: { value: 0.25, label: 'Alert below' },
      },
      'Trend, Win rate. Sep 31%, Oct no data, Nov (so far) 22%. Alert below 25%.',
    ],
    [
      'a funnel with its conversion',
      {
        kind: 'funnel',
        title: 'リードから受注まで',
        steps: [
          { label: 'リード', value: 400 },
          { label: '受注', value: 96, rate: 0.24 },
        ],
        format: { style: 'number', locale: 'ja' },
      },
      'ファネル、リードから受注まで。リード 400、受注 96 (前段階の24%)。',
    ],
    [
      'a waterfall with its signs',
      {
        kind: 'waterfall',
        title: 'Accounts',
        steps: [
          { label: 'September', value: 100, kind: 'total' },
          { label: 'Lost', value: -7, kind: 'change' },
        ],
        format: number,
      },
      'Waterfall chart, Accounts. September 100, Lost −7.',
    ],
    [
      'the ends and the extremes of a long trend',
      {
        kind: 'trend',
        title: 'Leads',
        categories: weeks.slice(0, 30),
        series: [{ name: 'All', values: weeks.slice(0, 30).map((_, week) => (week === 9 ? 99 : week)) }],
        format: number,
      },
      'Trend, Leads. from Week 1 of a long name 0 to Week 30 of a long name 29; lowest Week 1 of a long name 0, highest Week 10 of a long name 99.',
    ],
  ])('%s', (_, spec, text) => {
    expect(altText(spec)).toBe(text)
  })

  test('is never longer than Slack allows', () => {
    const series = Array.from({ length: 12 }, (_, index) => ({
      name: `${index}`.repeat(190),
      values: weeks.map(() => index),
    }))
    const spec: ChartSpec = { kind: 'trend', title: 'Leads', categories: weeks, series, format: number }
    expect(altText(spec).length).toBeLessThanOrEqual(ALT_LIMIT)
  })
})
