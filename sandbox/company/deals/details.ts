import type { Change, Row } from '../life.ts'
import type { Random } from '../random.ts'
import { contractStage, negotiation, proposal, prospecting, renewalAgreed, type Stage } from '../stages.ts'
import type { Visit } from './deal.ts'

const nextSteps = [
  'Send revised quote',
  'Demo with the finance team',
  'Security questionnaire',
  '稟議の状況を確認',
  'Agree success criteria',
  'Meet the economic buyer',
  '見積書を送付',
  'Redlines with legal',
  'Reference call',
  '次回打ち合わせの日程調整',
]
const lostReasons = { no_decision: 34, price: 24, competitor: 20, timing: 14, missing_feature: 8 }

/** What goes with a stage: the forecast category and the next step, sometimes left blank. */
export function onEntering(random: Random, stage: Stage): Row<'opportunities'> {
  return {
    stage_id: stage.id,
    forecast_category: category(random, stage),
    next_step: random.chance(0.88) ? random.pick(nextSteps) : random.chance(0.5) ? '' : null,
  }
}

function category(random: Random, stage: Stage): string {
  if (stage.pipeline === 'renewal') return stage === renewalAgreed || random.chance(0.7) ? 'commit' : 'best_case'
  if (stage === contractStage) return random.chance(0.85) ? 'commit' : 'best_case'
  if (stage === negotiation) return random.chance(0.35) ? 'commit' : 'best_case'
  if (stage === proposal) return random.chance(0.55) ? 'best_case' : 'pipeline'
  return stage === prospecting && random.chance(0.12) ? 'omitted' : 'pipeline'
}

export const onClosing = (random: Random, won: boolean): Row<'opportunities'> => ({
  forecast_category: won ? 'commit' : 'omitted',
  next_step: null,
  lost_reason: won ? null : random.weighted(lostReasons),
})

const rounded = (amount: number): number => Math.max(100_000, Math.round(amount / 10_000) * 10_000)

/** The amount over time: unknown at first for some, revised with the proposal, discounted at the end. */
export function amounts(random: Random, visits: readonly Visit[], guess: number, won: boolean) {
  let amount = rounded(guess)
  const birth = visits[0]
  const changes: Change<'opportunities'>[] = []
  const unknown = random.chance(won ? 0.05 : 0.09)
  if (birth) changes.push({ at: birth.at, set: { amount: unknown ? null : amount } })
  const never = unknown && !won && random.chance(0.4)
  for (const { stage, at } of visits.slice(1)) {
    if (never) break
    if (stage === proposal && random.chance(0.5)) amount = rounded(amount * random.between(0.8, 1.25))
    if (stage === negotiation && random.chance(0.4)) amount = rounded(amount * random.between(0.82, 1))
    if (stage === contractStage && random.chance(0.25)) amount = rounded(amount * random.between(0.9, 1.02))
    changes.push({ at, set: { amount } })
  }
  return { changes, amount }
}
