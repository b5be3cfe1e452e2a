import { born, type Life } from './life.ts'
import type { World } from './world.ts'

export interface Stage {
  readonly id: string
  readonly pipeline: 'default' | 'renewal'
  readonly name: string
  readonly position: number
  readonly outcome: 'open' | 'won' | 'lost'
  readonly probability: number
}

const stage = (
  id: string,
  pipeline: Stage['pipeline'],
  name: string,
  position: number,
  probability: number,
  outcome: Stage['outcome'] = 'open',
): Stage => ({ id, pipeline, name, position, outcome, probability })

export const prospecting = stage('stg-prospecting', 'default', 'Prospecting', 10, 0.2)
export const discovery = stage('stg-discovery', 'default', 'Discovery', 20, 0.3)
/** Retired: only deals of the first months pass through it. */
export const validation = stage('stg-validation', 'default', 'Technical Validation', 25, 0.35)
export const proposal = stage('stg-proposal', 'default', 'Proposal', 30, 0.4)
export const negotiation = stage('stg-negotiation', 'default', 'Negotiation', 40, 0.6)
export const contractStage = stage('stg-contract', 'default', 'Contract', 50, 0.85)
export const won = stage('stg-won', 'default', 'Closed Won', 60, 1, 'won')
export const lost = stage('stg-lost', 'default', 'Closed Lost', 70, 0, 'lost')

export const renewalDue = stage('stg-renewal-due', 'renewal', 'Renewal Due', 10, 0.88)
export const renewalQuoted = stage('stg-renewal-quoted', 'renewal', 'Quote Sent', 20, 0.91)
export const renewalAgreed = stage('stg-renewal-agreed', 'renewal', 'Verbal Agreement', 30, 0.96)
export const renewed = stage('stg-renewed', 'renewal', 'Renewed', 40, 1, 'won')
export const notRenewed = stage('stg-not-renewed', 'renewal', 'Not Renewed', 50, 0, 'lost')

const stages: readonly Stage[] = [
  ...[prospecting, discovery, validation, proposal, negotiation, contractStage, won, lost],
  ...[renewalDue, renewalQuoted, renewalAgreed, renewed, notRenewed],
]

export const stageLives = (world: World): Life<'stages'>[] =>
  stages.map((each) => born(world.time.start(world.today - 2390), { ...each }))
