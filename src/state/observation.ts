import { z } from 'zod'
import type { Observation } from '../define/alert.ts'

export const words = z.object({ en: z.string(), ja: z.string() })

/** An observation as it was stored. */
export const observation: z.ZodType<Observation> = z.object({
  series: z.string(),
  label: z.string(),
  breached: z.boolean(),
  cleared: z.boolean(),
  enough: z.boolean(),
  weight: z.number(),
  fingerprint: z.string(),
  // Releases before 0003 did not keep it.
  subject: z.string().default(''),
  summary: words,
  facts: z.record(z.string(), z.unknown()),
  mention: z.array(z.string()),
  people: z.array(z.string()),
})
