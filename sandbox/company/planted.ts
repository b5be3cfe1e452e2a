import type { Region, Segment } from './market.ts'

/** Days are counted from the demo's start: -7 is a week before it. */
export interface PlantedCustomer {
  readonly name: string
  readonly segment: Segment
  readonly region: Region
  readonly industry: string
  /** Yen a year. */
  readonly arr: number
  readonly owner: string
  readonly csm: string
  readonly termEnds: number
  readonly autoRenew: boolean
  readonly decline?: Decline
}

/** How a customer comes undone. */
interface Decline {
  readonly onset: number
  /** What is left of the usage after four weeks. */
  readonly perFourWeeks: number
  /** The last time anybody of ours talked to them. */
  readonly lastContact: number
  readonly tickets: readonly { day: number; priority: string; solvedAfter: number | null }[]
  readonly nps: readonly { day: number; score: number }[]
}

export const decaying: readonly PlantedCustomer[] = [
  {
    name: '青嵐重工業株式会社',
    segment: 'Enterprise',
    region: 'JP',
    industry: 'Manufacturing',
    arr: 42_000_000,
    owner: 'usr-aiko-mori',
    csm: 'usr-megumi-yoshida',
    termEnds: 75,
    autoRenew: false,
    decline: {
      onset: -80,
      perFourWeeks: 0.55,
      lastContact: -58,
      tickets: [
        { day: -34, priority: 'normal', solvedAfter: 11 },
        { day: -20, priority: 'high', solvedAfter: null },
        { day: -9, priority: 'urgent', solvedAfter: null },
      ],
      nps: [
        { day: -150, score: 9 },
        { day: -16, score: 3 },
      ],
    },
  },
  {
    name: 'Borealis Freight Group',
    segment: 'Enterprise',
    region: 'EMEA',
    industry: 'Logistics',
    arr: 36_000_000,
    owner: 'usr-emma-becker',
    csm: 'usr-oliver-grant',
    termEnds: 112,
    autoRenew: true,
    decline: {
      onset: -70,
      perFourWeeks: 0.5,
      lastContact: -66,
      tickets: [
        { day: -41, priority: 'high', solvedAfter: 15 },
        { day: -13, priority: 'urgent', solvedAfter: null },
        { day: -6, priority: 'urgent', solvedAfter: null },
      ],
      nps: [
        { day: -140, score: 8 },
        { day: -12, score: 2 },
      ],
    },
  },
  {
    // The late one: on watch at the demo's start, at risk once next week's tickets and score have come in.
    name: '霧島リテールホールディングス',
    segment: 'Enterprise',
    region: 'JP',
    industry: 'Retail',
    arr: 31_000_000,
    owner: 'usr-daisuke-watanabe',
    csm: 'usr-megumi-yoshida',
    termEnds: 95,
    autoRenew: false,
    decline: {
      onset: -40,
      perFourWeeks: 0.55,
      lastContact: -36,
      tickets: [
        { day: -11, priority: 'high', solvedAfter: null },
        { day: 3, priority: 'urgent', solvedAfter: null },
        { day: 4, priority: 'urgent', solvedAfter: null },
      ],
      nps: [
        { day: -130, score: 9 },
        { day: -25, score: 7 },
        { day: 5, score: 1 },
      ],
    },
  },
]

/** Customers whose only fault is their name: what is shown must be escaped. */
export const awkward: readonly PlantedCustomer[] = [
  {
    name: 'A&B *Stars* <Co>',
    segment: 'Mid-Market',
    region: 'JP',
    industry: 'Media',
    arr: 4_800_000,
    owner: 'usr-kenta-ishikawa',
    csm: 'usr-tomas-vesely',
    termEnds: 160,
    autoRenew: true,
  },
  {
    name: '<script>alert("_Löwe_ & Söhne")</script> GmbH',
    segment: 'SMB',
    region: 'EMEA',
    industry: 'Software',
    arr: 1_200_000,
    owner: 'usr-sofia-marquez',
    csm: 'usr-oliver-grant',
    termEnds: 200,
    autoRenew: true,
  },
  {
    name: '㈱鷗ソフト①',
    segment: 'SMB',
    region: 'JP',
    industry: 'Software',
    arr: 960_000,
    owner: 'usr-ren-matsuda',
    csm: 'usr-nanami-kudo',
    termEnds: 220,
    autoRenew: true,
  },
]

/** MQLs of this segment have turned into SQLs less often since `from`. */
export const mqlDrop = { segment: 'SMB', from: -42, factor: 0.4 } as const

/** Since `from`, Negotiation takes longer by `slower`; the share `stuck` of what is lost later does not come out of it at all. */
export const negotiationJam = { from: -70, slower: [2.1, 3.1], stuckLost: 0.55, stuckWon: 0.12 } as const

/** This rep does not move a close date once it is set, and sets it too early. */
export const optimist = { id: 'usr-yuto-hayashi', from: -210, slower: 1.45 } as const
