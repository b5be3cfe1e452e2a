import { z } from 'zod'
import type { RuleSpec } from '../define/alert-rule.ts'
import type { Against, Condition, Over } from '../define/rule.ts'

const days = z.strictObject({ days: z.number() })
const over: z.ZodType<Over> = z.union([
  days,
  z.enum(['last week', 'last month', 'month to date', 'quarter to date', 'now']),
])
const against: z.ZodType<Against> = z.union([
  z.enum(['preceding period', 'same period last year', 'target', 'target pace']),
  z.strictObject({ daysBefore: z.number() }),
  z.strictObject({ daysAgo: z.number() }),
])
const level = { kind: z.literal('level'), clears: z.number() }
const condition: z.ZodType<Condition> = z.union([
  z.strictObject({ ...level, below: z.number() }),
  z.strictObject({ ...level, above: z.number() }),
  z.strictObject({
    kind: z.literal('change'),
    against,
    worseBy: z.number(),
    clears: z.number(),
    floor: z.number().exactOptional(),
    confidence: z.number().exactOptional(),
  }),
])

/** A rule as it was stored. That it makes sense is checked where the catalogue is known. */
export const ruleSpec: z.ZodType<RuleSpec> = z.strictObject({
  name: z.string().min(1).max(150),
  metric: z.string(),
  by: z.string().optional(),
  where: z.array(z.strictObject({ dimension: z.string(), values: z.array(z.string().nullable()) })).optional(),
  target: z.string().optional(),
  over,
  atLeast: z.number(),
  conditions: z.tuple([condition], condition),
  forDays: z.number(),
  repeatEveryDays: z.number().nullable(),
  schedule: z.string(),
  channel: z.string(),
  severity: z.enum(['warning', 'critical']),
  mention: z.array(z.string()).optional(),
  escalateAfterHours: z.number().optional(),
})
