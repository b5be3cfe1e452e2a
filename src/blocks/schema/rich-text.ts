import { z } from 'zod'
import { identified, webUrl, words } from './text.ts'

const style = z
  .strictObject({
    bold: z.boolean(),
    italic: z.boolean(),
    strike: z.boolean(),
    underline: z.boolean(),
    code: z.boolean(),
  })
  .partial()
  .optional()

const text = z.strictObject({ type: z.literal('text'), text: words(3_000), style })
const url = z.strictObject({
  type: z.literal('link'),
  url: webUrl(3_000),
  text: z.string().optional(),
  unsafe: z.boolean().optional(),
  style,
})

const leaf = z.discriminatedUnion('type', [
  text,
  url,
  z.strictObject({ type: z.literal('emoji'), name: words(100), unicode: z.string().optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: words(30), style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: words(30), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: words(30), style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
  z.strictObject({ type: z.literal('color'), value: words(20), style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: words(200),
    url: z.string().optional(),
    fallback: z.string().optional(),
    style,
  }),
])

const border = z.union([z.literal(0), z.literal(1)]).optional()

const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(leaf) })

const part = z.discriminatedUnion('type', [
  section,
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(section).min(1),
    indent: z.int().min(0).max(8).optional(),
    offset: z.int().min(0).optional(),
    border,
  }),
  z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(leaf), border }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: z.array(z.discriminatedUnion('type', [text, url])),
    language: z.string().optional(),
    border,
  }),
])

export const richText = z.strictObject({ type: z.literal('rich_text'), elements: z.array(part).min(1), ...identified })
