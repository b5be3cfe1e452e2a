import { describe, expect, test } from 'vitest'
import { chartSpec } from '../../src/blocks/chart.ts'

const number = { style: 'number', locale: 'en' }
const trend = {
  kind: 'trend',
  title: 'Leads',
  categories: ['Oct', 'Nov'],
  series: [{ name: 'All', values: [1, null] }],
  format: number,
}
const step = { label: 'New', value: 1, kind: 'change' }

describe('a chart spec', () => {
  test('survives the queue: JSON out, the same spec in', () => {
    const spec = { ...trend, threshold: { value: 2, label: 'Floor' }, running: true, theme: 'dark' }
    expect(chartSpec.parse(JSON.parse(JSON.stringify(spec)))).toEqual(spec)
  })

  test.each([
    ['one value too few', { ...trend, series: [{ name: 'All', values: [1] }] }, 'series.0.values'],
    [
      'a value that is no number',
      { ...trend, series: [{ name: 'All', values: [1, Number.NaN] }] },
      'series.0.values.1',
    ],
    [
      'an infinite value',
      { kind: 'waterfall', title: 'x', steps: [{ ...step, value: 1 / 0 }], format: number },
      'steps.0.value',
    ],
    ['money without a currency', { ...trend, format: { style: 'currency', locale: 'en' } }, 'format.currency'],
    ['a highlight past the end', { ...trend, highlight: { from: 1, to: 2 } }, 'highlight'],
    ['a highlight the wrong way round', { ...trend, highlight: { from: 1, to: 0 } }, 'highlight'],
    ['no category', { ...trend, categories: [], series: [{ name: 'All', values: [] }] }, 'categories'],
    ['an empty title', { ...trend, title: '' }, 'title'],
    ['a misspelt field', { ...trend, runing: true }, ''],
    ['a kind that does not exist', { ...trend, kind: 'pie' }, 'kind'],
    [
      'more people in a step than can be',
      { kind: 'funnel', title: 'x', steps: [{ label: 'a', value: -1 }], format: number },
      'steps.0.value',
    ],
  ])('is refused, with the path: %s', (_, spec, path) => {
    const { error } = chartSpec.safeParse(spec)
    expect(error?.issues.map((issue) => issue.path.join('.'))).toContain(path)
  })
})
