import { AccountBook, accountLife } from './accounts.ts'
import { activityLives, customerActivities, dealActivities, leadActivities, workedOn } from './activities.ts'
import { Bookings, quartersOf } from './bookings.ts'
import { campaignLives, createCampaigns } from './campaigns.ts'
import { customersOfOld, customersWon } from './customers/base.ts'
import { subscriptionRows } from './customers/rows.ts'
import { createTickets, ticketLives } from './customers/support.ts'
import { surveyLives } from './customers/surveys.ts'
import { usageLives } from './customers/usage.ts'
import type { Deal } from './deals/deal.ts'
import { createNewBusiness } from './deals/new-business.ts'
import { historyLives, opportunityLife } from './deals/rows.ts'
import { forecastLives } from './forecasts.ts'
import { createLeads } from './leads.ts'
import { leadLife } from './leads-rows.ts'
import type { Lives } from './life.ts'
import { userLives } from './people.ts'
import { costLives } from './spending.ts'
import { stageLives } from './stages.ts'
import { targetLives } from './targets.ts'
import { trafficLives } from './traffic.ts'
import type { World } from './world.ts'

/** Everything that ever happens in the company, up to the horizon. */
export function generateLives(world: World): Lives {
  const book = new AccountBook(world)
  const old = customersOfOld(world, book)
  const campaigns = createCampaigns(world)
  const leads = createLeads(world, campaigns)
  const business = createNewBusiness(world, book, leads, campaigns)
  const young = customersWon(world, business)
  const customers = [...old.customers, ...young.customers]
  const deals = numbered([...business, ...old.deals, ...young.deals])
  const onDeals = [...dealActivities(world, deals, customers)]
  const worked = workedOn(onDeals)
  const opportunities = deals.map((deal) => opportunityLife(deal, worked.get(deal) ?? []))
  const tickets = createTickets(world, customers)
  const bookings = new Bookings(world, deals)
  const quarters = quartersOf(world)
  return upTo(world, {
    users: userLives(world),
    accounts: book.all.map((account) => accountLife(world, account)),
    stages: stageLives(world),
    opportunities,
    opportunity_history: opportunities.flatMap(historyLives),
    leads: leads.map((lead) => leadLife(world, lead)),
    campaigns: campaignLives(world, campaigns),
    costs: costLives(world, campaigns),
    activities: activityLives(world, [
      ...onDeals,
      ...customerActivities(world, customers),
      ...leadActivities(world, leads),
    ]),
    web_traffic: trafficLives(world),
    ...subscriptionRows(world, customers),
    tickets: ticketLives(tickets),
    survey_responses: surveyLives(world, customers, tickets),
    product_usage: usageLives(world, customers),
    targets: targetLives(world, bookings, quarters, leads),
    forecasts: forecastLives(world, bookings, quarters),
  })
}

function numbered(deals: Deal[]): Deal[] {
  const sorted = deals.sort((a, b) => a.created - b.created)
  for (const [index, deal] of sorted.entries()) deal.id = `opp-${String(index + 1).padStart(4, '0')}`
  return sorted
}

/** Leaves out the rows that nobody will live to see. */
function upTo(world: World, lives: Lives): Lives {
  const end = world.time.start(world.horizon + 1)
  for (const name of Object.keys(lives) as (keyof Lives)[]) {
    const all: unknown[] = lives[name]
    const seen = lives[name].filter((life) => (life[0]?.at ?? end) < end)
    all.splice(0, all.length, ...seen)
  }
  return lives
}
