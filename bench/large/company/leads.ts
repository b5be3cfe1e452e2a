import type { Random } from '../../../sandbox/company/random.ts'
import type { Row } from '../row.ts'
import { accountId, areas, industries, segments } from './accounts.ts'
import { campaignAt } from './campaigns.ts'
import { type Deal, dealAt } from './deals.ts'
import { opportunityId } from './opportunities.ts'
import { repFor } from './people.ts'
import { dayMs, happened, type Instant, idOf, instantText, type World } from './world.ts'

const sources = ['web', 'web', 'event', 'webinar', 'content', 'referral', 'outbound']
const minuteMs = 60_000

/** When things happened to a lead; infinity for what never does. */
interface Course {
  readonly created: Instant
  readonly mql: Instant
  readonly sql: Instant
  readonly touched: Instant
  readonly converted: Instant
  readonly disqualified: Instant
  readonly deal?: Deal
}

/** Two leads for every deal: the one it came from, where it did, or two that led nowhere. */
export function* leads(world: World): Generator<Row<'leads'>> {
  const { opportunities, leads: count } = world.size
  const each = count / opportunities
  for (let index = 0; index < count; index += 1) {
    const random = world.random(`lead ${index}`)
    const deal = index % each === 0 ? dealAt(world, Math.floor(index / each)) : undefined
    const course = deal?.fromLead ? becoming(random, deal) : nowhere(random, world.at((index + random.next()) / count))
    yield written(world, random, index, course)
  }
}

/** The lead that became the deal. */
function becoming(random: Random, deal: Deal): Course {
  const converted = deal.created
  const created = Math.floor(converted - random.lognormal(16, 0.8) * dayMs)
  const mql = Math.floor(created + (converted - created) * random.between(0.05, 0.5))
  const sql = Math.floor(mql + (converted - mql) * random.between(0.2, 0.9))
  return { created, mql, sql, touched: touchedAt(random, mql), converted, disqualified: Infinity, deal }
}

function nowhere(random: Random, created: Instant): Course {
  const mql = random.chance(0.32) ? Math.floor(created + random.lognormal(4, 0.9) * dayMs) : Infinity
  const sql = random.chance(0.2) ? Math.floor(mql + random.lognormal(3, 0.8) * dayMs) : Infinity
  const disqualified = random.chance(0.45) ? Math.floor(mql + random.lognormal(2, 1) * dayMs) : Infinity
  return { created, mql, sql, touched: touchedAt(random, mql), converted: Infinity, disqualified }
}

/** Most are answered within hours, some never, a few before they qualified. */
function touchedAt(random: Random, mql: Instant): Instant {
  if (random.chance(0.12)) return Infinity
  return Math.floor(mql + (random.chance(0.02) ? -1 : 1) * random.lognormal(240, 1.6) * minuteMs)
}

function written(world: World, random: Random, index: number, course: Course): Row<'leads'> {
  const { created, mql, sql, touched, converted, disqualified, deal } = course
  const moments = [created, mql, sql, touched, converted, disqualified].filter((at) => at < world.now)
  return {
    id: idOf('lead', index),
    source: random.pick(sources),
    campaign_id: deal ? deal.campaign : random.chance(0.5) ? campaignAt(world, random, created) : null,
    segment: random.pick(segments),
    region: random.pick(areas),
    industry: random.pick(industries),
    owner_id: repFor(world, index),
    account_id: deal ? accountId(deal.account) : null,
    opportunity_id: deal ? opportunityId(deal.index) : null,
    created_at: instantText(created),
    mql_at: happened(world, mql),
    sql_at: happened(world, sql),
    assigned_at: happened(world, mql + 5 * minuteMs),
    first_touch_at: happened(world, touched),
    converted_at: happened(world, converted),
    disqualified_at: happened(world, disqualified),
    updated_at: instantText(Math.max(...moments)),
  }
}
