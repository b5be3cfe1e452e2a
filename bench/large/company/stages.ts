import type { Row } from '../row.ts'

export interface Stage extends Row<'stages'> {
  readonly id: string
  readonly outcome: 'open' | 'won' | 'lost'
}

/** The open stages of a pipeline in order, and its two ends. */
export interface Pipeline {
  readonly open: readonly Stage[]
  readonly won: Stage
  readonly lost: Stage
}

function pipeline(name: string, steps: readonly (readonly [string, number])[]): Pipeline {
  const stage = (id: string, position: number, outcome: Stage['outcome'], probability: number): Stage => ({
    id: `${name}-${id}`.toLowerCase(),
    pipeline: name,
    name: id,
    position,
    outcome,
    probability,
  })
  return {
    open: steps.map(([id, probability], i) => stage(id, 10 * (i + 1), 'open', probability)),
    won: stage('Won', 90, 'won', 1),
    lost: stage('Lost', 99, 'lost', 0),
  }
}

export const newBusiness = pipeline('default', [
  ['Discovery', 0.15],
  ['Evaluation', 0.3],
  ['Proposal', 0.45],
  ['Negotiation', 0.7],
])
export const renewals = pipeline('renewal', [
  ['Due', 0.8],
  ['Quoted', 0.9],
])

export const stages = (): Stage[] => [newBusiness, renewals].flatMap(({ open, won, lost }) => [...open, won, lost])
