import { z } from 'zod'
import { limits } from '../limits.ts'
import { anyText, id, imageElement, plainText, webUrl, words } from './text.ts'

const style = z.enum(['primary', 'danger'])

const confirm = z
  .strictObject({
    title: plainText(limits.confirm.title),
    text: anyText(limits.confirm.text),
    confirm: plainText(limits.confirm.button),
    deny: plainText(limits.confirm.button),
    style,
  })
  .partial({ title: true, confirm: true, deny: true, style: true })

const acting = { action_id: id.optional(), confirm: confirm.optional() }
const typed = { ...acting, placeholder: plainText(limits.select.placeholder).optional() }
const focusing = { focus_on_load: z.boolean().optional() }

export const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(limits.button.text),
  value: z.string().max(limits.button.value).optional(),
  url: webUrl(limits.button.url).optional(),
  style: style.optional(),
  accessibility_label: z.string().max(limits.button.label).optional(),
  ...acting,
})

const option = z.strictObject({
  text: plainText(limits.select.optionText),
  value: words(limits.select.optionValue),
  description: plainText(limits.select.optionText).optional(),
})

const options = z.array(option).min(1).max(limits.select.options)

const group = z.strictObject({ label: plainText(limits.select.optionText), options })

const choice = {
  ...typed,
  ...focusing,
  options: options.optional(),
  option_groups: z.array(group).min(1).max(limits.select.options).optional(),
}

function optionsOrGroups(select: { options?: unknown; option_groups?: unknown }, ctx: z.core.$RefinementCtx): void {
  const given = [select.options, select.option_groups].filter((list) => list !== undefined).length
  if (given !== 1) ctx.addIssue({ code: 'custom', message: 'exactly one of options and option_groups is required' })
}

const staticSelect = z
  .strictObject({ type: z.literal('static_select'), ...choice, initial_option: option.optional() })
  .superRefine(optionsOrGroups)

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...choice,
    initial_options: z.array(option).min(1).max(limits.select.options).optional(),
    max_selected_items: z.int().min(1).optional(),
  })
  .superRefine(optionsOrGroups)

const overflow = z.strictObject({
  type: z.literal('overflow'),
  options: z
    .array(option.extend({ url: webUrl(limits.button.url).optional() }))
    .min(1)
    .max(limits.overflowOptions),
  ...acting,
})

const picker = <T extends string>(type: T) => z.strictObject({ type: z.literal(type), ...typed, ...focusing })

const usersSelect = picker('users_select').extend({ initial_user: z.string().optional() })
const channelsSelect = picker('channels_select').extend({ initial_channel: z.string().optional() })
const conversationsSelect = picker('conversations_select').extend({
  initial_conversation: z.string().optional(),
  default_to_current_conversation: z.boolean().optional(),
  filter: z.record(z.string(), z.unknown()).optional(),
})
const datepicker = picker('datepicker').extend({ initial_date: z.iso.date().optional() })
const timepicker = picker('timepicker').extend({ initial_time: z.string().optional(), timezone: z.string().optional() })

const ticks = {
  ...acting,
  ...focusing,
  options: z
    .array(option.extend({ text: anyText(limits.select.optionText) }))
    .min(1)
    .max(10),
}
const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...ticks,
  initial_options: z.array(option).optional(),
})
const radioButtons = z.strictObject({ type: z.literal('radio_buttons'), ...ticks, initial_option: option.optional() })

const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: id.optional(),
  placeholder: plainText(limits.select.placeholder).optional(),
  initial_value: z.string().max(3_000).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3_000).optional(),
  max_length: z.int().min(1).max(3_000).optional(),
  ...focusing,
})

const pickers = [
  staticSelect,
  multiStaticSelect,
  usersSelect,
  channelsSelect,
  conversationsSelect,
  datepicker,
  timepicker,
  checkboxes,
  radioButtons,
] as const

export const actionsElement = z.discriminatedUnion('type', [button, overflow, ...pickers])
export const accessory = z.discriminatedUnion('type', [button, overflow, imageElement, ...pickers])
export const inputElement = z.discriminatedUnion('type', [plainTextInput, ...pickers])
