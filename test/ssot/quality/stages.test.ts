import { expect, it } from 'vitest'
import { useLooked } from '../../support/quality.ts'
import type { Row } from '../../support/rows.ts'

const { found } = await useLooked()
const stages: Row<'stages'>[] = [
  { id: 's1', name: 'Discovery', position: 10, outcome: 'open', probability: 0 },
  { id: 's2', name: 'Proposal', position: 20, outcome: 'open', probability: null },
  { id: 'won', name: 'Won', position: 30, outcome: 'won', probability: 1 },
]
const changed = (id: string, change: Row<'stages'>) => ({
  stages: stages.map((stage) => (stage.id === id ? { ...stage, ...change } : stage)),
})

it.each<[string, ReturnType<typeof changed>, string[]]>([
  ['probabilities from 0 to 1, or none', { stages }, []],
  ['a percentage', changed('s2', { probability: 20 }), ['warning stages odd_probability 1 Proposal']],
  ['less than nothing', changed('s2', { probability: -0.1 }), ['warning stages odd_probability 1 Proposal']],
  ['no position', changed('s1', { position: null }), ['error stages no_position 1 Discovery']],
  ['no outcome', changed('won', { outcome: null }), ['error stages unmapped_outcome 1 Won']],
  ['an outcome of the CRM', changed('won', { outcome: 'Closed Won' }), ['error stages unmapped_outcome 1 Won']],
])('%s', async (_, rows, findings) => {
  expect(await found(rows)).toEqual(findings)
})

it('a deal in a stage that stages does not know is left out, and told', async () => {
  const opportunities = [{ id: 'o1', stage_id: 'gone' }, { id: 'o2' }]
  expect(await found({ opportunities })).toEqual(['error opportunities unknown_stage 1 o1'])
})
