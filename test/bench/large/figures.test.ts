import { expect, it } from 'vitest'
import { difference } from '../../../bench/large/figures.ts'

it.each([
  { name: 'equal', ours: [{ value: 3 }], hand: [{ value: 3 }], says: undefined },
  { name: 'equal but for the last digits', ours: [{ value: 0.1 + 0.2 }], hand: [{ value: 0.3 }], says: undefined },
  { name: 'another value', ours: [{ value: 3 }], hand: [{ value: 4 }], says: ': 3 against 4 by hand' },
  { name: 'no value', ours: [{ value: null }], hand: [{ value: 0 }], says: ': null against 0 by hand' },
  {
    name: 'another figure beside',
    ours: [{ value: 3, beside: 1 }],
    hand: [{ value: 3, beside: 2 }],
    says: ': 1 against 2 by hand',
  },
  { name: 'nothing asked for beside', ours: [{ value: 3, beside: 1 }], hand: [{ value: 3 }], says: undefined },
  { name: 'nothing by hand', ours: [{ value: 3 }], hand: [], says: 'nothing was read by hand' },
  {
    name: 'a row only by hand',
    ours: [{ column: 'leads', key: 'a', value: 1 }],
    hand: [
      { column: 'leads', key: 'a', value: 1 },
      { column: 'leads', key: null, value: 2 },
    ],
    says: 'leads –: only by hand',
  },
  {
    name: 'an empty row more',
    ours: [
      { column: 'leads', key: 'a', value: 1 },
      { column: 'leads', key: 'b', value: 0 },
    ],
    hand: [{ column: 'leads', key: 'a', value: 1 }],
    says: undefined,
  },
  {
    name: 'a row more',
    ours: [
      { column: 'leads', key: 'a', value: 1 },
      { column: 'leads', key: 'b', value: 5 },
    ],
    hand: [{ column: 'leads', key: 'a', value: 1 }],
    says: 'leads b: 5, and nothing by hand',
  },
])('$name', ({ ours, hand, says }) => {
  expect(difference(ours, hand)).toBe(says)
})
