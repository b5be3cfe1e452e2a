import type { Day } from './days.ts'
import { monthOf } from './days.ts'
import type { World } from './world.ts'

export type Segment = 'SMB' | 'Mid-Market' | 'Enterprise'
export type Region = 'JP' | 'APAC' | 'EMEA' | 'NA'

/** How a segment buys, uses and leaves. Money is yen a year, durations are days. */
export interface Traits {
  readonly dealSize: number
  readonly expansionsAYear: number
  readonly crossSellsAYear: number
  readonly winRate: number
  readonly cycle: number
  /** Chance that a term of twelve months is the last one. */
  readonly churn: number
  readonly seatPrice: number
  readonly ticketsAMonth: number
  readonly contactEvery: number
  readonly autoRenew: number
}

export const traits: Readonly<Record<Segment, Traits>> = {
  SMB: {
    dealSize: 1_000_000,
    expansionsAYear: 0.75,
    crossSellsAYear: 0.35,
    winRate: 0.2,
    cycle: 40,
    churn: 0.12,
    seatPrice: 6000,
    ticketsAMonth: 0.19,
    contactEvery: 24,
    autoRenew: 0.8,
  },
  'Mid-Market': {
    dealSize: 3_500_000,
    expansionsAYear: 1.65,
    crossSellsAYear: 0.55,
    winRate: 0.185,
    cycle: 66,
    churn: 0.08,
    seatPrice: 5000,
    ticketsAMonth: 0.36,
    contactEvery: 14,
    autoRenew: 0.5,
  },
  Enterprise: {
    dealSize: 12_000_000,
    expansionsAYear: 1.1,
    crossSellsAYear: 0.8,
    winRate: 0.16,
    cycle: 100,
    churn: 0.06,
    seatPrice: 4000,
    ticketsAMonth: 0.8,
    contactEvery: 8,
    autoRenew: 0.3,
  },
}

export const regionWeights: Readonly<Record<Region, number>> = { JP: 74, APAC: 11, EMEA: 7, NA: 8 }
export const industries = {
  Manufacturing: 24,
  Retail: 18,
  Logistics: 14,
  Software: 16,
  Finance: 10,
  Healthcare: 10,
  Media: 8,
}

export const coreProduct = 'Platform'
export const addOns = ['Insights', 'Connect', 'Academy'] as const

/** The sales team that works a segment of a region. */
export function teamOf(segment: Segment, region: Region): string {
  if (region !== 'JP') return 'International'
  return segment === 'SMB' ? 'SMB Japan' : segment === 'Mid-Market' ? 'Mid-Market Japan' : 'Enterprise Japan'
}

/** Demand by calendar month: Japanese budgets end in March and September, August and the New Year are slow. */
const season = [0.85, 1.05, 1.1, 0.95, 0.95, 1.05, 1.0, 0.82, 1.12, 1.02, 1.08, 0.95]

/** How large the market for us is on a day, against the average: it grows by half over the 26 months, with the seasons. */
export function demand(world: World, day: Day): number {
  const progress = (day - world.first) / (world.today - world.first)
  return (0.8 + 0.4 * progress) * (season[monthOf(day) - 1] ?? 1)
}
