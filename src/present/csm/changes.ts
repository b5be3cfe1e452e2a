import type { HealthInput } from '../../ssot/fact.ts'
import { comparable, inputNames, totalWeight } from '../accounts/comparable.ts'
import { type Pull, wholeScore } from '../accounts/health-words.ts'
import type { AccountRow, InputReading } from '../accounts/listing.ts'

/** A customer whose health is not what it was, and the inputs that moved it most. */
export interface HealthChange {
  readonly account: AccountRow
  /** The score before, of the same inputs. */
  readonly before: number
  /** Points of the score, in whole ones as they are shown. */
  readonly by: number
  readonly moved: readonly Pull[]
}

/** A smaller change of the score is the noise of a week. */
const leastPoints = 5
/** Inputs that a line names. */
const mostInputs = 2

type Inputs = Readonly<Record<HealthInput, InputReading>>

/** Whose health changed between two looks at the same customers: the falls that weigh most in MRR first, then the rises. */
export function healthChanges(now: readonly AccountRow[], before: readonly AccountRow[]): readonly HealthChange[] {
  const earlier = new Map(before.map((row) => [row.id, row]))
  return now
    .flatMap((account): HealthChange[] => {
      const was = earlier.get(account.id)
      if (!was || account.score === null) return []
      const { inputs, score } = comparable(was, account)
      if (score === null) return []
      const by = wholeScore(account.score) - wholeScore(score)
      if (Math.abs(by) < leastPoints) return []
      return [{ account, before: score, by, moved: movedInputs(account.inputs, inputs, score, Math.sign(by)) }]
    })
    .sort((a, b) => weight(a) - weight(b) || (a.account.id < b.account.id ? -1 : 1))
}

const weight = ({ by, account }: HealthChange): number => by * account.mrr

/**
 * The inputs that pushed the score the way it went, the strongest first. With S' the score before, an input's part is
 * w ÷ W × (s − S') now, less the same before: the parts sum to the change exactly, also where inputs came or went.
 */
function movedInputs(now: Inputs, before: Inputs, base: number, direction: number): readonly Pull[] {
  const part = (inputs: Inputs, name: HealthInput): number => {
    const { score, weight: own } = inputs[name]
    return score === null ? 0 : (own / totalWeight(inputs)) * (score - base)
  }
  return inputNames(now)
    .flatMap((input): Pull[] => {
      const { score, raw } = now[input]
      const { score: was, raw: rawBefore } = before[input]
      const cost = part(before, input) - part(now, input)
      return score === null ? [] : [{ input, cost, score, before: was, raw, rawBefore }]
    })
    .filter(({ cost }) => -cost * direction >= 1)
    .sort((a, b) => Math.abs(b.cost) - Math.abs(a.cost))
    .slice(0, mostInputs)
}
