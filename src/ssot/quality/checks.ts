import { amountChecks } from './amounts.ts'
import type { Check } from './check.ts'
import { dateChecks } from './dates.ts'
import { dealChecks } from './deals.ts'
import { historyChecks } from './history.ts'
import { keyChecks } from './keys.ts'
import { peopleChecks } from './people.ts'
import { referenceChecks } from './references.ts'
import { stageChecks } from './stages.ts'
import { targetChecks } from './targets.ts'

/** Everything that rows are looked through for, the gravest first: an answer tells the first that it rests on. */
export const checks: readonly Check[] = [
  ...keyChecks,
  ...historyChecks,
  ...stageChecks,
  ...referenceChecks,
  ...amountChecks,
  ...dealChecks,
  ...dateChecks,
  ...targetChecks,
  ...peopleChecks,
]
