import fc from 'fast-check'
import type { CatalogView } from '../../src/define/catalog.ts'

const pick = <T>(...all: readonly T[]) => fc.constantFrom(...all)
const maybe = (text: fc.Arbitrary<string>, freq = 1) => fc.option(text, { nil: '', freq })

const period = pick(
  'this quarter',
  'last quarter',
  'last month',
  'last 4 quarters',
  'this year',
  'last 90 days',
  '2026-Q3',
  '先四半期',
  '今月',
)
const dimensions = [
  'owner',
  'account',
  'manager',
  'csm',
  'team',
  'segment',
  'region',
  'industry',
  'stage',
  'type',
  'product',
]
const by = pick(
  ...dimensions.map((name) => `by ${name}`),
  'by segment by owner',
  'セグメント別',
  '担当者別',
  'by campaign',
)
const anybody = pick('r0', 'r1', 'r2', 'r3', 'r4', 'm0', 'm1', 'm2', 'c5', 'c6', 'e0', 'x9')
const where = fc.oneof(
  pick('where segment=SMB', 'where region=Kansai', 'where type=renewal', 'where segment!=SMB', 'where stage=Won'),
  anybody.map((id) => `where owner="Person ${id}"`),
  fc.nat(7).map((n) => `where account="Account ${n}"`),
)
const asOf = pick('as of 2026-10-01', 'as of 2026-09-15')
const whose = fc.oneof(
  pick('me', 'team', 'all', '全社'),
  anybody.map((id) => `@${id}@example.com`),
  pick('@person'),
)
const words = (...parts: readonly fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((some) => some.filter(Boolean).join(' '))

/** Every kind of question there is: commands, breakdowns, filters, files, other people's records. */
export function questions({ metrics, reports, alerts }: CatalogView): fc.Arbitrary<string> {
  const metric = pick(...metrics.keys(), ...[...metrics.values()].map(({ label }) => label.ja))
  const about = words(metric, maybe(period), maybe(by), maybe(where), maybe(asOf, 4))
  return fc.oneof(
    { weight: 5, arbitrary: words(fc.constant('kpi'), about) },
    { weight: 2, arbitrary: words(fc.constant('kpi'), metric, pick('trend 6 months', 'vs last year', 'trend')) },
    {
      weight: 1,
      arbitrary: fc.uniqueArray(metric, { minLength: 2, maxLength: 4 }).map((all) => `kpi ${all.join(', ')}`),
    },
    { weight: 3, arbitrary: words(fc.constant('why'), about) },
    {
      weight: 4,
      arbitrary: words(fc.constant('rows'), metric, maybe(period), maybe(where), pick('', 'csv', 'page 2')),
    },
    {
      weight: 1,
      arbitrary: words(fc.constant('rows funnel'), pick('mql', 'Opportunity', 'Won'), maybe(period), pick('', 'csv')),
    },
    { weight: 2, arbitrary: words(fc.constant('explain'), about, pick('', 'sql')) },
    { weight: 3, arbitrary: words(fc.constant('pipeline'), maybe(whose), maybe(period)) },
    {
      weight: 2,
      arbitrary: words(fc.constant('funnel'), maybe(period), maybe(by), maybe(where), pick('', 'cohort', 'period')),
    },
    { weight: 2, arbitrary: words(fc.constant('accounts at-risk'), maybe(whose)) },
    { weight: 2, arbitrary: fc.nat(7).map((n) => `accounts Account ${n}`) },
    { weight: 1, arbitrary: pick('accounts canary', 'accounts a1', 'accounts account') },
    { weight: 2, arbitrary: pick(...reports.keys()).map((id) => `digest ${id.replaceAll('_', '-')}`) },
    { weight: 1, arbitrary: pick(...alerts.keys()).map((id) => `alerts backtest ${id.replaceAll('_', '-')} 30 days`) },
    { weight: 2, arbitrary: pick('kpi', 'alerts', 'status', 'help', 'kpi this quarter', 'subscriptions') },
    {
      weight: 2,
      arbitrary: words(fc.constant('home'), maybe(pick('this month', 'this quarter', 'last quarter', '先四半期'))),
    },
  )
}
