import type { Lead } from './leads.ts'
import { type Change, type Life, lived } from './life.ts'
import { holderAt } from './people.ts'
import type { World } from './world.ts'

/** A lead's row, step by step. */
export function leadLife(world: World, lead: Lead): Life<'leads'> {
  const { id, source, campaign, segment, region, industry, created } = lead
  const nothing = {
    owner_id: null,
    account_id: null,
    opportunity_id: null,
    mql_at: null,
    sql_at: null,
    assigned_at: null,
  }
  const later = { first_touch_at: null, converted_at: null, disqualified_at: null }
  const birth = { id, source, campaign_id: campaign, segment, region, industry, created_at: created }
  const changes: Change<'leads'>[] = [{ at: created, set: { ...birth, ...nothing, ...later } }]
  const step = (at: number | undefined, set: (at: number) => Change<'leads'>['set']) => {
    if (at !== undefined) changes.push({ at, set: set(at) })
  }
  step(lead.mql, (at) => ({ mql_at: at }))
  step(lead.assigned, (at) => ({ assigned_at: at, owner_id: lead.owner ? holderAt(world, lead.owner, at) : null }))
  step(lead.touched, (at) => ({ first_touch_at: at }))
  step(lead.sql, (at) => ({ sql_at: at, account_id: lead.account ?? null }))
  step(lead.converted, (at) => ({ converted_at: at, opportunity_id: lead.opportunity?.id ?? null }))
  step(lead.disqualified, (at) => ({ disqualified_at: at }))
  return lived(changes).map(({ at, set }) => ({ at, set: { ...set, updated_at: at } }))
}
