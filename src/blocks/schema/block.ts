import { z } from 'zod'
import { limits } from '../limits.ts'
import { accessory, actionsElement, inputElement } from './elements.ts'
import { alert, card, carousel, contextActions, plan, taskCard, video } from './rare.ts'
import { richText } from './rich-text.ts'
import { dataTable, table } from './table.ts'
import { anyText, identified, imageBlock, imageElement, plainText, words } from './text.ts'
import { dataVisualization } from './visualization.ts'

const header = z.strictObject({ type: z.literal('header'), text: plainText(limits.header), ...identified })

const section = z
  .strictObject({
    type: z.literal('section'),
    text: anyText(limits.sectionText).optional(),
    fields: z.array(anyText(limits.fieldText)).min(1).max(limits.fields).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
    ...identified,
  })
  .superRefine(({ text, fields }, ctx) => {
    if (!text && !fields) ctx.addIssue({ code: 'custom', message: 'missing required field: text or fields' })
  })

/** An image among a context's texts, told apart by `type`. */
const contextElement = z.discriminatedUnion('type', [imageElement, ...anyText(limits.text).options])

const context = z.strictObject({
  type: z.literal('context'),
  elements: z.array(contextElement).min(1).max(limits.contextElements),
  ...identified,
})

const divider = z.strictObject({ type: z.literal('divider'), ...identified })

const actions = z.strictObject({
  type: z.literal('actions'),
  elements: z.array(actionsElement).min(1).max(limits.actionsElements),
  ...identified,
})

const input = z.strictObject({
  type: z.literal('input'),
  label: plainText(limits.input.label),
  element: inputElement,
  hint: plainText(limits.input.hint).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  ...identified,
})

const markdown = z.strictObject({ type: z.literal('markdown'), text: words(limits.markdown), ...identified })

const child = z.discriminatedUnion('type', [
  actions,
  context,
  divider,
  header,
  imageBlock,
  input,
  richText,
  section,
  table,
  video,
])

const container = z
  .strictObject({
    type: z.literal('container'),
    title: plainText(limits.container.title).optional(),
    rich_text_title: richText.optional(),
    subtitle: anyText(limits.container.title).optional(),
    icon: imageElement.optional(),
    child_blocks: z.array(child).min(1).max(limits.container.children),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
    ...identified,
  })
  .superRefine(({ title, rich_text_title }, ctx) => {
    if (!title && !rich_text_title) ctx.addIssue({ code: 'custom', message: 'missing required field: title' })
  })

/** One block, whatever the surface. */
export const block = z.discriminatedUnion('type', [
  ...child.options,
  markdown,
  dataTable,
  dataVisualization,
  alert,
  card,
  carousel,
  container,
  contextActions,
  taskCard,
  plan,
])

export type CheckedBlock = z.infer<typeof block>
