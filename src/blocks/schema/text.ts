import { z } from 'zod'
import { limits } from '../limits.ts'

/** A string of 1 to `max` UTF-16 units: stricter than Slack for characters outside the basic plane. */
export const words = (max: number) => z.string().min(1).max(max)

export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: words(max), emoji: z.boolean().optional() })

const mrkdwnText = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: words(max), verbatim: z.boolean().optional() })

export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwnText(max)])

export const onlyMrkdwn = mrkdwnText

export const id = z.string().max(limits.id)

/** What every block may carry. */
export const identified = { block_id: id.optional() }

export const webUrl = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[a-z][a-z0-9+.-]*:/i, 'invalid url')

/** `slack_file` names a file by id or by address. */
const slackFile = z.union([z.strictObject({ id: z.string().min(1) }), z.strictObject({ url: webUrl(3_000) })])

const imageFields = {
  type: z.literal('image'),
  alt_text: words(limits.image.alt),
  image_url: webUrl(limits.image.url).optional(),
  slack_file: slackFile.optional(),
}

/** Refines an image: one source, no more. */
function oneSource(image: { image_url?: unknown; slack_file?: unknown }, ctx: z.core.$RefinementCtx): void {
  const sources = [image.image_url, image.slack_file].filter((source) => source !== undefined).length
  if (sources === 0) ctx.addIssue({ code: 'custom', message: 'missing required field: image_url' })
  if (sources > 1) ctx.addIssue({ code: 'custom', message: 'only one of image_url and slack_file may be set' })
}

export const imageElement = z.strictObject(imageFields).superRefine(oneSource)

export const imageBlock = z
  .strictObject({ ...imageFields, ...identified, title: plainText(limits.image.title).optional() })
  .superRefine(oneSource)
