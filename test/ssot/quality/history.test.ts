import { describe, expect, it } from 'vitest'
import { useLooked } from '../../support/quality.ts'
import type { Row } from '../../support/rows.ts'

const { found } = await useLooked()

type Version = Row<'opportunity_history'>
const version = (opportunity_id: string, valid_from: string, valid_to: string | null, rest: Version = {}): Version => ({
  opportunity_id,
  valid_from,
  valid_to,
  stage_id: 's1',
  ...rest,
})
const deals = ['a', 'b'].map((id) => ({ id, created_at: '2026-01-01' }))
const looked = (...opportunity_history: Version[]) => found({ opportunities: deals, opportunity_history })

describe('the history of deals', () => {
  it('in versions that follow each other, the last one open, is all right', async () => {
    expect(
      await looked(
        version('a', '2026-01-01', '2026-02-01'),
        version('a', '2026-02-01', null),
        // A gap is none of these faults, and neither is another deal's version at the same time.
        version('b', '2026-01-01', '2026-01-10'),
        version('b', '2026-01-20', null),
      ),
    ).toEqual([])
  })

  it.each<[string, string[], Version[]]>([
    [
      'a version that begins before the one before it ends, by a microsecond',
      ['error opportunity_history overlap 1 a'],
      [version('a', '2026-01-01', '2026-02-01T00:00:00.000001'), version('a', '2026-02-01', null)],
    ],
    [
      'two versions from the same instant',
      ['error opportunity_history overlap 1 a'],
      [
        version('a', '2026-01-01', '2026-02-01'),
        version('a', '2026-01-01', '2026-02-01'),
        version('a', '2026-02-01', null),
      ],
    ],
    [
      'two open versions',
      ['error opportunity_history several_open_versions 1 b'],
      [version('b', '2026-01-01', null), version('b', '2026-02-01', null), version('a', '2026-01-01', null)],
    ],
    [
      'an open version before a closed one; then the last has an end too',
      ['error opportunity_history several_open_versions 1 a', 'warning opportunity_history no_open_version 1 a'],
      [version('a', '2026-01-01', null), version('a', '2026-02-01', '2026-03-01')],
    ],
    [
      'a last version with an end',
      ['warning opportunity_history no_open_version 1 a'],
      [version('a', '2026-01-01', '2026-02-01')],
    ],
    [
      'an open version in another stage than the deal, and one of a deal that is gone',
      [
        'warning opportunity_history unknown_opportunity 1 gone',
        'warning opportunity_history stage_disagrees 1 a',
      ].reverse(),
      [version('a', '2026-01-01', null, { stage_id: 's2' }), version('gone', '2026-01-01', '2026-02-01')],
    ],
    [
      'versions that end when or before they begin',
      ['warning opportunity_history ends_before_it_begins 2 a'],
      [
        version('a', '2026-01-01', '2026-01-01'),
        version('a', '2026-01-01', null),
        version('b', '2026-01-05', '2026-01-04'),
        version('b', '2026-01-06', null),
      ],
    ],
    [
      'a version in a stage that nobody knows',
      ['error opportunity_history unknown_stage 1 a'],
      [version('a', '2026-01-01', '2026-02-01', { stage_id: 'old' }), version('a', '2026-02-01', null)],
    ],
  ])('%s', async (_, findings, versions) => {
    expect(await looked(...versions)).toEqual(findings)
  })
})
