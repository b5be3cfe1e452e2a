/**
 * What a chart shows, as JSON: small enough to wait in the delivery queue and be drawn later. The same spec becomes
 * a native Slack block, a PNG or a text table, whichever the place it is posted to can carry.
 */
import { z } from 'zod'

const label = z.string().min(1).max(200)
const title = z.string().min(1).max(200)
const theme = z.enum(['light', 'dark']).optional()
/** `null` is "no data", which is never drawn as 0. */
const value = z.number().nullable()

/** How values are written. `percent` values are fractions (0.25 is 25%), `currency` values are whole units of it. */
const valueFormat = z
  .strictObject({
    style: z.enum(['currency', 'percent', 'number', 'days', 'hours']),
    /** ISO 4217 code, with style `currency`. */
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    locale: z.enum(['en', 'ja']),
  })
  .refine((format) => format.style !== 'currency' || format.currency !== undefined, {
    path: ['currency'],
    error: 'a currency format needs an ISO 4217 currency',
  })

const mark = z.strictObject({ value: z.number(), label })

const trend = z
  .strictObject({
    kind: z.literal('trend'),
    title,
    /** Names of the periods, oldest first. */
    categories: z.array(label).min(1).max(104),
    series: z
      .array(
        z.strictObject({
          name: label,
          values: z.array(value),
          style: z.enum(['line', 'dashed', 'bar']).optional(),
        }),
      )
      .min(1)
      .max(12),
    format: valueFormat,
    /** A line not to cross. */
    threshold: mark.optional(),
    /** A line to reach. */
    target: mark.optional(),
    /** Shaded periods: indexes into `categories`, both included. */
    highlight: z.strictObject({ from: z.int().min(0), to: z.int().min(0), label: label.optional() }).optional(),
    /** The last period is still running, so its value will change: drawn hollow and dashed. */
    running: z.boolean().optional(),
    /** So many of the last periods are cohorts that have not had their time: drawn like the running one. */
    immature: z.int().min(0).optional(),
    theme,
  })
  .superRefine((spec, context) => {
    checkLengths(spec, context)
    const { highlight } = spec
    if (highlight && (highlight.from > highlight.to || highlight.to >= spec.categories.length)) {
      const message = `a highlight lies within categories 0 to ${spec.categories.length - 1}, from before to`
      context.addIssue({ code: 'custom', path: ['highlight'], message })
    }
  })

const bars = z
  .strictObject({
    kind: z.literal('bars'),
    title,
    categories: z.array(label).min(1).max(24),
    series: z
      .array(z.strictObject({ name: label, values: z.array(value) }))
      .min(1)
      .max(12),
    stacked: z.boolean().optional(),
    /** When absent, the longest label decides. */
    horizontal: z.boolean().optional(),
    format: valueFormat,
    theme,
  })
  .superRefine((spec, context) => checkLengths(spec, context))

const funnel = z.strictObject({
  kind: z.literal('funnel'),
  title,
  steps: z
    .array(
      z.strictObject({
        label,
        value: z.number().min(0),
        /** Conversion from the step before, as a fraction; `null` when it cannot be known. */
        rate: value.optional(),
      }),
    )
    .min(1)
    .max(16),
  format: valueFormat,
  theme,
})

const waterfall = z.strictObject({
  kind: z.literal('waterfall'),
  title,
  /** A `total` is drawn from zero; a `change`, signed, from where the step before ended. */
  steps: z
    .array(z.strictObject({ label, value: z.number(), kind: z.enum(['total', 'change']) }))
    .min(1)
    .max(24),
  format: valueFormat,
  theme,
})

/** Throws a ZodError whose issues carry the path of what is wrong, such as `series.0.values`. */
export const chartSpec = z.discriminatedUnion('kind', [trend, bars, funnel, waterfall])

export type ValueFormat = z.infer<typeof valueFormat>
export type TrendSpec = z.infer<typeof trend>
export type BarsSpec = z.infer<typeof bars>
export type FunnelSpec = z.infer<typeof funnel>
export type WaterfallSpec = z.infer<typeof waterfall>
export type ChartSpec = z.infer<typeof chartSpec>

function checkLengths(spec: { categories: string[]; series: { values: unknown[] }[] }, context: z.RefinementCtx) {
  const wanted = spec.categories.length
  for (const [index, { values }] of spec.series.entries()) {
    if (values.length === wanted) continue
    const message = `one value for each of the ${wanted} categories is needed, not ${values.length}`
    context.addIssue({ code: 'custom', path: ['series', index, 'values'], message })
  }
}
