import type { Random } from '../../../sandbox/company/random.ts'
import type { Row } from '../row.ts'
import { accountId } from './accounts.ts'
import { type Deal, dealAt, type Version } from './deals.ts'
import { dayMs, dayText, idOf, instantText, type World } from './world.ts'

const products = ['Core', 'Core', 'Core', 'Analytics', 'Support']
const steps = ['Send the quote', 'Meet the buyer', 'Security review', '見積書を送付', '次回日程の調整']
const lostReasons = ['no_decision', 'no_decision', 'price', 'competitor', 'timing']

export const opportunityId = (index: number): string => idOf('opp', index)

export function* opportunities(world: World): Generator<Row<'opportunities'>> {
  for (let index = 0; index < world.size.opportunities; index += 1) yield current(world, dealAt(world, index))
}

/** A deal as its last version left it. */
function current(world: World, deal: Deal): Row<'opportunities'> {
  const { random, last, closed, type } = deal
  const { outcome } = last.stage
  const touched = Math.max(deal.created, (closed ?? world.now) - random.lognormal(7, 1) * dayMs)
  const nextStep = random.chance(0.88) ? random.pick(steps) : random.chance(0.5) ? '' : null
  return {
    id: opportunityId(deal.index),
    name: `Deal ${deal.index}`,
    account_id: accountId(deal.account),
    pipeline: last.stage.pipeline ?? null,
    type: random.chance(0.01) && type === 'new' ? null : type,
    sourced_by: deal.sourcedBy,
    source: deal.fromLead ? 'lead' : 'direct',
    campaign_id: deal.campaign,
    product: random.pick(products),
    created_at: instantText(deal.created),
    closed_at: closed === null ? null : instantText(closed),
    next_step: outcome === 'open' ? nextStep : null,
    last_activity_at: random.chance(0.95) ? instantText(touched) : null,
    lost_reason: outcome === 'lost' ? random.pick(lostReasons) : null,
    updated_at: instantText(last.at),
    ...told(world, deal, deal.versions.length - 1),
  }
}

/** Every version of every deal that has begun. */
export function* history(world: World): Generator<Row<'opportunity_history'>> {
  for (let index = 0; index < world.size.opportunities; index += 1) {
    const deal = dealAt(world, index)
    for (const [nth, { at }] of deal.versions.entries()) {
      const next = deal.versions[nth + 1]
      yield {
        opportunity_id: opportunityId(index),
        valid_from: instantText(at),
        valid_to: next ? instantText(next.at) : null,
        ...told(world, deal, nth),
      }
    }
  }
}

/** The columns that history keeps; the last version's are the row's own. */
function told(world: World, { index, versions, last }: Deal, nth: number) {
  const version = versions[nth] ?? last
  return {
    stage_id: version.stage.id,
    amount: version.amount,
    close_date: dayText(version.closes),
    forecast_category: categoryOf(version, world.random(`version ${index} ${nth}`)),
    owner_id: version.owner,
  } satisfies Row<'opportunity_history'>
}

function categoryOf({ stage }: Version, random: Random): string {
  if (stage.outcome === 'lost') return 'omitted'
  if (stage.outcome === 'won') return 'commit'
  const late = stage.pipeline === 'renewal' || (stage.probability !== null && Number(stage.probability) >= 0.6)
  if (late) return random.chance(0.7) ? 'commit' : 'best_case'
  return random.chance(0.25) ? 'best_case' : 'pipeline'
}
