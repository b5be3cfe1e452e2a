import { rankSumP, twoProportionP } from './statistics.ts'

export interface Share {
  readonly successes: number
  readonly n: number
}

/** What is known of one step of the revenue process, now and in its own trailing baseline. */
export interface StepEvidence<Step> {
  readonly step: Step
  /** Those that entered the step, and those of them that moved on. */
  readonly now: Share
  readonly base: Share
  /** Days that moving on took; absent for a step whose time is not known. */
  readonly time?: TimeEvidence
  /** Of those that reach the next step, the share that is won in the end, 0..1; null where nobody ever did. */
  readonly winsFromNext: number | null
}

export interface TimeEvidence {
  readonly medianNow: number | null
  readonly medianBase: number | null
  readonly nNow: number
  readonly nBase: number
  /** Σ of the mid-ranks of the present ones among all, and Σ(t³ − t) over ties: what the rank-sum test needs. */
  readonly rankSum: number
  readonly tieTerm: number
}

export interface Bottleneck<Step> {
  readonly step: Step
  readonly kind: 'conversion' | 'time'
  /** How many fewer moved on than the baseline would have. */
  readonly lost: number
  /** Won revenue that costs downstream, in base currency; null without an average deal or a chance to win. */
  readonly cost: number | null
  /** The shares, or the medians in days. */
  readonly now: number
  readonly base: number
  readonly p: number
}

/** The chance, over all tests together, of naming a bottleneck where there is none. */
const alpha = 0.05

/**
 * The step whose shortfall against its own baseline costs the most won revenue: rows lost × the share of them that would
 * have been won × the average deal. Only what is larger than chance explains is named: a two-proportion test for
 * conversion, a rank-sum test for time, at 5 % over all tests together (Bonferroni), as a dozen tests at 5 % each would
 * name one in every other period. Undefined when nothing stands out.
 *
 * Rows that a slow step loses: those that would have moved on in the same time at the baseline's pace, n × (1 − base ÷ now).
 */
export function bottleneck<Step>(
  evidence: readonly StepEvidence<Step>[],
  averageDeal: number | null,
): Bottleneck<Step> | undefined {
  const candidates = evidence.flatMap((each) => [conversionOf(each, averageDeal), timeOf(each, averageDeal)])
  const tested = candidates.filter((each) => each !== undefined)
  const named = tested.filter(({ p, lost }) => lost > 0 && p * tested.length <= alpha)
  return named.reduce<Bottleneck<Step> | undefined>(
    (worst, each) => (worst && weight(worst) >= weight(each) ? worst : each),
    undefined,
  )
}

/** Without money, the number of rows lost decides. */
const weight = ({ cost, lost }: Bottleneck<unknown>): number => cost ?? lost

const costOf = (lost: number, wins: number | null, deal: number | null): number | null =>
  wins === null || deal === null ? null : lost * wins * deal

function conversionOf<Step>(
  { step, now, base, winsFromNext }: StepEvidence<Step>,
  deal: number | null,
): Bottleneck<Step> | undefined {
  const p = twoProportionP(now, base)
  if (p === null) return undefined
  const [is, was] = [now.successes / now.n, base.successes / base.n]
  const lost = now.n * (was - is)
  return { step, kind: 'conversion', lost, cost: costOf(lost, winsFromNext, deal), now: is, base: was, p }
}

function timeOf<Step>(
  { step, time, winsFromNext }: StepEvidence<Step>,
  deal: number | null,
): Bottleneck<Step> | undefined {
  if (!time || time.medianNow === null || time.medianBase === null || time.medianNow <= 0) return undefined
  const { medianNow, medianBase, nNow, nBase, rankSum, tieTerm } = time
  const p = rankSumP({ rankSum, n1: nNow, n2: nBase, tieTerm })
  if (p === null) return undefined
  const lost = nNow * (1 - medianBase / medianNow)
  return { step, kind: 'time', lost, cost: costOf(lost, winsFromNext, deal), now: medianNow, base: medianBase, p }
}
