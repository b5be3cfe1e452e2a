import { expect, it } from 'vitest'
import { loadCatalog } from '../../../../src/catalog.ts'
import type { RuleFilter } from '../../../../src/define/rule.ts'
import { subjectOf } from '../../../../src/present/alerts/watch/subject.ts'
import type { Scope } from '../../../../src/query/scope.ts'

const catalog = await loadCatalog()
const metric = catalog.metrics.get('win_rate')
if (!metric) throw new Error('no win rate')

interface Rule {
  readonly scope?: Scope
  readonly where?: readonly RuleFilter[]
  readonly series?: string
}
const subject = ({ scope = { kind: 'everything' }, where, series = '' }: Rule): string =>
  subjectOf({ catalog, scope }, { metric, by: 'segment', ...(where && { where }) }, series)
const people = (...ids: string[]): Scope => ({ kind: 'people', ids })

it.each<[string, Rule, string]>([
  ['the company as a whole', {}, 'win_rate'],
  ['a part', { series: 'SMB' }, 'win_rate segment=SMB'],
  ['a team', { scope: people('mia', 'ann') }, 'win_rate of ann,mia'],
  ['the same team, listed otherwise', { scope: people('ann', 'mia') }, 'win_rate of ann,mia'],
  ['another team', { scope: people('max') }, 'win_rate of max'],
  [
    'some rows, in any order',
    {
      where: [
        { dimension: 'region', values: ['US', 'JP'] },
        { dimension: 'channel', values: [null] },
      ],
    },
    'win_rate where channel= region=JP,US',
  ],
])('%s', (_, rule, expected) => {
  expect(subject(rule)).toBe(expected)
})
