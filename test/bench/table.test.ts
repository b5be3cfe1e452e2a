import { expect, it } from 'vitest'
import { tableOf } from '../../bench/table.ts'

it('aligns its columns and says what was not met', () => {
  const rows = [
    { name: 'answers', value: '0.82 (1/s)', target: '>= 0.5', met: true },
    { name: 'memory, idle', value: '151 MB', target: '< 150 MB', met: false },
  ]
  expect(tableOf(rows)).toBe(
    [
      '              measured    target',
      'answers       0.82 (1/s)  >= 0.5    met',
      'memory, idle  151 MB      < 150 MB  NOT MET',
    ].join('\n'),
  )
})
