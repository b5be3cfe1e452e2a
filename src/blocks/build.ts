import type {
  ButtonElement,
  Confirm,
  ContextElement,
  Element,
  Option,
  OverflowElement,
  SlackFile,
  StaticSelectElement,
} from './elements.ts'
import { limits } from './limits.ts'
import { mrkdwn, plain } from './text.ts'
import type { ActionsBlock, ContextBlock, DividerBlock, HeaderBlock, ImageBlock, SectionBlock } from './types.ts'

export { escapeMrkdwn, link } from './escape.ts'
export { mrkdwn, plain } from './text.ts'

/** Cuts to `limit` UTF-16 units, ending in an ellipsis, never inside a surrogate pair or an entity such as `&amp;`. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text
  const kept = text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')
  return `${kept.replace(/&[a-z]{0,4}$/, '')}…`
}

export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(clip(text, limits.header)) })

/** `text` is mrkdwn: escape what people wrote. */
export const section = (text: string, accessory?: Element): SectionBlock => ({
  type: 'section',
  text: mrkdwn(text),
  ...(accessory && { accessory }),
})

/** Short mrkdwn texts in two columns, ten to a section: more become further sections. */
export function fields(texts: readonly string[]): SectionBlock[] {
  const count = Math.ceil(texts.length / limits.fields)
  return Array.from({ length: count }, (_, i) => ({
    type: 'section',
    fields: texts.slice(i * limits.fields, (i + 1) * limits.fields).map(mrkdwn),
  }))
}

/** Small grey text; strings are mrkdwn. */
export const context = (elements: readonly (string | ContextElement)[]): ContextBlock => ({
  type: 'context',
  elements: elements.map((element) => (typeof element === 'string' ? mrkdwn(element) : element)),
})

export const divider = (): DividerBlock => ({ type: 'divider' })

export const actions = (elements: readonly Element[], blockId?: string): ActionsBlock => ({
  type: 'actions',
  elements,
  ...(blockId && { block_id: blockId }),
})

export interface ButtonSpec {
  text: string
  /** Unique within its block. */
  actionId: string
  value?: string
  style?: 'primary' | 'danger'
  url?: string
  confirm?: Confirm
}

export const button = ({ text, actionId, ...rest }: ButtonSpec): ButtonElement => ({
  type: 'button',
  text: plain(clip(text, limits.button.text)),
  action_id: actionId,
  ...rest,
})

export const confirm = (spec: { title: string; text: string; confirm: string; deny: string }): Confirm => ({
  title: plain(clip(spec.title, limits.confirm.title)),
  text: plain(clip(spec.text, limits.confirm.text)),
  confirm: plain(clip(spec.confirm, limits.confirm.button)),
  deny: plain(clip(spec.deny, limits.confirm.button)),
})

export const option = (text: string, value: string): Option => ({
  text: plain(clip(text, limits.select.optionText)),
  value,
})

/** A menu of at most 100 options; `initial` is the value chosen at first. */
export function select(spec: {
  actionId: string
  placeholder: string
  options: readonly Option[]
  initial?: string
}): StaticSelectElement {
  const initial = spec.options.find(({ value }) => value === spec.initial)
  return {
    type: 'static_select',
    action_id: spec.actionId,
    placeholder: plain(clip(spec.placeholder, limits.select.placeholder)),
    options: spec.options.slice(0, limits.select.options),
    ...(initial && { initial_option: initial }),
  }
}

export const overflow = (actionId: string, options: readonly Option[]): OverflowElement => ({
  type: 'overflow',
  action_id: actionId,
  options: options.slice(0, limits.overflowOptions),
})

export const image = (source: { file: SlackFile } | { url: string }, alt: string, title?: string): ImageBlock => ({
  type: 'image',
  ...('file' in source ? { slack_file: source.file } : { image_url: source.url }),
  alt_text: clip(alt, limits.image.alt),
  ...(title && { title: plain(clip(title, limits.image.title)) }),
})
