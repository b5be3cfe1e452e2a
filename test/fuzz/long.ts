import fc from 'fast-check'
import type { CatalogView } from '../../src/define/catalog.ts'
import type { Metric } from '../../src/define/metric.ts'
import { longNames } from './company.ts'

const pick = <T>(...all: readonly T[]) => fc.constantFrom(...all)
const longest = 7_900

/** Values that rows of the company have, by the breakdown they stand in. */
const values: Readonly<Record<string, readonly string[]>> = {
  segment: ['SMB', 'Enterprise', longNames.segment],
  region: ['Kanto', 'Kansai'],
  industry: ['Retail', 'Energy'],
  type: ['new', 'expansion', 'renewal'],
  product: ['Core', 'Plus'],
  owner: [longNames.owner, ...['r1', 'r2', 'm0'].map((id) => `Person ${id}`)],
  account: [...longNames.accounts, 'Account 5', 'Account 6'],
}

/**
 * Questions that are right and very long: hundreds of filters, dozens of KPIs, values of thousands of letters, every
 * breakdown there is, and hundreds of words around them that ask nothing.
 */
export function longTexts(
  { metrics }: CatalogView,
  dimensionsOf: (metric: Metric) => readonly string[],
): fc.Arbitrary<string> {
  const listed = [...metrics].map(([id, metric]) => ({ id, kind: metric.kind, dimensions: dimensionsOf(metric) }))
  const filtered = listed.filter(({ dimensions }) => dimensions.some((name) => values[name]))
  const command = pick('kpi', 'why', 'rows', 'explain')
  const metric = pick(...filtered)
  const filterOf = (name: string) => pick(...(values[name] ?? [])).map((value) => `${name}="${value}"`)
  const filters = (most: number) =>
    metric.chain(({ id, dimensions }) => {
      const filter = fc.oneof(...dimensions.filter((name) => values[name]).map(filterOf))
      return fc.array(filter, { minLength: Math.ceil(most / 2), maxLength: most }).map((some) => ({ id, some }))
    })
  const many = filters(250).map(
    ({ id, some }) => `${id} where ${some.filter((each) => each.length < 30).join(' and ')}`,
  )
  const list = pick('segment', 'region', 'owner', 'account').chain((name) =>
    fc
      .array(pick(...(values[name] ?? []).filter((each) => each.length < 30)), { minLength: 300, maxLength: 600 })
      .map((all) => `bookings where ${name}="${all.join(',')}"`),
  )
  const broken = pick(...listed.filter(({ dimensions }) => dimensions.length > 1)).chain(({ id, dimensions }) =>
    fc
      .tuple(pick(...dimensions), pick(...dimensions), pick('', ' trend', ' monthly'))
      .map(([one, other, drawn]) => `${id} by ${one === other ? one : `${one},${other}`}${drawn}`),
  )
  const about = fc.oneof(
    many,
    list,
    filters(2).map(({ id, some }) => `${id} where ${some.join(' ')}`),
    broken,
  )
  // A table is asked for alone.
  const names = fc.shuffledSubarray(
    listed.flatMap(({ id, kind }) => (kind === 'table' ? [] : [id])),
    { minLength: 12 },
  )
  const asked = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(command, about).map((two) => two.join(' ')) },
    { weight: 1, arbitrary: names.map((all) => `kpi ${all.join(', ')}`) },
    { weight: 1, arbitrary: pick(...longNames.accounts).map((name) => `accounts ${name}`) },
    {
      weight: 1,
      arbitrary: pick('home', 'pipeline', 'pipeline attention', 'digest', 'digest daily-standup', 'accounts at-risk'),
    },
  )
  const opening = fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: pick('show me ', 'what is our ', 'please tell us the ', 'うちの') },
    { weight: 1, arbitrary: fc.integer({ min: 50, max: 300 }).map((n) => 'please '.repeat(n)) },
  )
  return fc
    .tuple(opening, asked, pick('', '', ' please?', 'を教えて', 'は？'))
    .map(([before, text, after]) => (before + text).slice(0, longest - after.length) + after)
}
