import { expect, test } from 'vitest'
import { type Arrived, type Recorded, verdictOf } from './verdict.ts'

const expected = new Map([
  ['a', 'C1'],
  ['b', 'C1'],
  ['c', 'C2'],
])
const rows: readonly Recorded[] = [
  { key: 'a', channel: 'C1', position: 1, state: 'sent' },
  { key: 'c', channel: 'C2', position: 2, state: 'sent' },
  { key: 'b', channel: 'C1', position: 3, state: 'sent' },
]
const arrivals = (...places: string[]): Arrived[] =>
  places.map((place) => ({ key: place.slice(0, 1), channel: place.slice(1) }))
const well = { posts: 3, duplicates: 0, lost: 0, strange: 0, outOfOrder: 0, unsent: 0 }

test.each([
  ['all is well, whatever the order between channels', ['cC2', 'aC1', 'bC1'], rows, {}],
  ['one never came', ['aC1', 'bC1'], rows, { lost: 1 }],
  ['one came to another channel', ['aC1', 'bC1', 'cC1'], rows, { lost: 1, outOfOrder: 1 }],
  // The second copy also stands behind itself.
  ['one came twice', ['aC1', 'aC1', 'bC1', 'cC2'], rows, { duplicates: 1, outOfOrder: 1 }],
  ['one overtook', ['bC1', 'aC1', 'cC2'], rows, { outOfOrder: 1 }],
  ['nobody was to post this', ['aC1', 'bC1', 'cC2', 'xC2'], rows, { strange: 1, outOfOrder: 1 }],
  [
    'it is there, and the ledger does not know',
    ['aC1', 'bC1', 'cC2'],
    rows.map((row) => (row.key === 'c' ? { ...row, state: 'unknown' } : row)),
    { unsent: 1 },
  ],
  ['it was never written down', ['aC1', 'bC1'], rows.filter(({ key }) => key !== 'c'), { lost: 1, unsent: 1 }],
])('%s', (_name, places, recorded, differences) => {
  expect(verdictOf(expected, arrivals(...places), recorded)).toEqual({ ...well, ...differences })
})
