import { z } from 'zod'
import type { Told } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import { healthInputs } from '../../ssot/fact.ts'
import type { EarlierHealth } from '../accounts/health-words.ts'
import type { AccountRow } from '../accounts/listing.ts'

/** What an observation keeps of an account's health, to be told beside the next one. */
export const healthFacts = (context: Context, { score, inputs }: AccountRow) => ({
  version: context.company.health.version,
  exactScore: score,
  inputs: Object.fromEntries(
    Object.entries(inputs).map(([name, { score: each, raw }]) => [name, { score: each, raw }]),
  ),
})

const kept = z.object({
  version: z.number(),
  exactScore: z.number().nullable(),
  inputs: z.partialRecord(z.enum(healthInputs), z.object({ score: z.number().nullable(), raw: z.number().nullable() })),
})

/** The health that was last told of this account. A score of other weights is another score, and no "before". */
export function lastTold(context: Context, { before }: Told): EarlierHealth | undefined {
  const found = kept.safeParse(before?.facts)
  if (!found.success || found.data.version !== context.company.health.version) return undefined
  const { exactScore: score, inputs } = found.data
  return { score, inputs }
}
