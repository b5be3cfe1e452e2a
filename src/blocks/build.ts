import type { ButtonElement, Confirm, ContextElement, Element, SlackFile } from './elements.ts'
import { limits } from './limits.ts'
import { mrkdwn, plain } from './text.ts'
import type { ActionsBlock, ContextBlock, DividerBlock, HeaderBlock, ImageBlock, SectionBlock } from './types.ts'

export { escapeMrkdwn, link } from './escape.ts'

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

export const image = (source: { file: SlackFile } | { url: string }, alt: string, title?: string): ImageBlock => ({
  type: 'image',
  ...('file' in source ? { slack_file: source.file } : { image_url: source.url }),
  alt_text: clip(alt, limits.image.alt),
  ...(title && { title: plain(clip(title, limits.image.title)) }),
})
