import { clip } from '../blocks/build.ts'
import type { ContextElement } from '../blocks/elements.ts'
import { limits } from '../blocks/limits.ts'
import type { Text } from '../blocks/text.ts'
import type { Block, ContextBlock, SectionBlock } from '../blocks/types.ts'

/** One text longer than its place can hold, or one element too many, would sink the whole message. */
export function shortened(block: Block): Block[] {
  if (block.type === 'section') return [shortSection(block)]
  if (block.type === 'context') return shortContexts(block)
  return [block]
}

function shortSection(block: SectionBlock): SectionBlock {
  const { text, fields } = block
  const isTextLong = text !== undefined && text.text.length > limits.sectionText
  const isFieldLong = fields?.some((each) => each.text.length > limits.fieldText) ?? false
  if (!isTextLong && !isFieldLong) return block
  return {
    ...block,
    ...(text && isTextLong && { text: { ...text, text: clip(text.text, limits.sectionText) } }),
    ...(fields && isFieldLong && { fields: fields.map((each) => clippedTo(each, limits.fieldText)) }),
  }
}

/** Elements beyond those that one block takes go on in a next one. */
function shortContexts(block: ContextBlock): Block[] {
  const { elements } = block
  const most = limits.contextElements
  if (elements.length <= most && !elements.some(isTooLong)) return [block]
  const short = elements.map((each) => (each.type === 'image' ? each : clippedTo(each, limits.text)))
  return Array.from({ length: Math.ceil(short.length / most) }, (_, i) => ({
    ...block,
    elements: short.slice(i * most, (i + 1) * most),
  }))
}

const isTooLong = (element: ContextElement): boolean => element.type !== 'image' && element.text.length > limits.text

/** A line that ends in a command ends in code, however much of it there is. */
function clippedTo<T extends Text>(given: T, limit: number): T {
  if (given.text.length <= limit) return given
  const cut = clip(given.text, limit - 1)
  return { ...given, text: cut.split('`').length % 2 === 0 ? `${cut}\`` : cut }
}
