import { type Asked, type Counted, dayOf, except, moments, only, type RawRow, rawRows } from './reference.ts'
import { closedIn, type Deals, type DealThen } from './reference-deals.ts'
import { byId } from './reference-people.ts'
import type { Ask, Ssot } from './ssot.ts'

/** A cost; nobody's, and broken down by what it was spent on. */
export interface Cost extends Counted {
  readonly row: RawRow
  readonly day: string
  readonly amount: number
  readonly campaign: string | null
}

export interface Campaigns {
  readonly costs: readonly Cost[]
  readonly dimensions: Readonly<Record<string, readonly string[]>>
  /** How rows that name a campaign are broken down. */
  dims(campaign: string | null): Record<string, string | null>
}

const text = (value: RawRow[string] | undefined): string | null => (value == null ? null : String(value))

export async function readCampaigns(ssot: Ssot): Promise<Campaigns> {
  const campaigns = byId(await rawRows(ssot, 'campaigns'))
  const dims: Campaigns['dims'] = (id) => {
    const row = campaigns.get(id ?? '')
    return { campaign: text(row?.name), channel: text(row?.channel) }
  }
  const costs = (await rawRows(ssot, 'costs')).map((row): Cost => {
    const campaign = text(row.campaign_id)
    const known = dims(campaign)
    return {
      row,
      day: String(row.day),
      amount: Number(row.amount),
      campaign,
      dims: { ...known, channel: text(row.channel) ?? known.channel ?? null, department: text(row.department) },
      people: [],
    }
  })
  const named = (column: string): string[] => [
    ...new Set([...campaigns.values()].flatMap((row) => text(row[column]) ?? [])),
  ]
  return { costs, dims, dimensions: { campaign: named('name'), channel: named('channel') } }
}

/** Dated in the period, and not after the day that is looked from. */
export const daysIn = <R extends { readonly day: string }>(rows: readonly R[], { fromDay, toDay, asOf }: Asked): R[] =>
  rows.filter(({ day }) => day >= fromDay && day < toDay && day <= dayOf(asOf - 1))

/** Deals won in the period, broken down by the campaign that is their own. */
export function wonIn(deals: Deals, campaigns: Campaigns, { from, to, asOf }: Asked): DealThen[] {
  return closedIn(deals.at(asOf), from, Math.min(to, asOf))
    .filter(({ outcome }) => outcome === 'won')
    .map((deal) => ({ ...deal, dims: { ...deal.dims, ...campaigns.dims(text(deal.row.campaign_id)) } }))
}

/** Every moment, and each way to break down and filter what belongs to campaigns. */
export const campaignQuestions: readonly Ask[] = [
  ...moments,
  ...['campaign', 'channel'].flatMap((name): Ask[] => [
    { period: '2026-Q3', by: [name] },
    { period: '2026-Q3', asOf: '2026-09-01T00:00', by: [name] },
  ]),
  { period: '2026-Q2', by: ['channel', 'campaign'] },
  { period: '2026-Q2', where: [only('channel', 'Webinar', 'event')] },
  { period: '2026-Q2', where: [except('channel', 'event')], by: ['campaign'] },
  { period: '2026-Q2', where: [except('campaign', null)] },
]
