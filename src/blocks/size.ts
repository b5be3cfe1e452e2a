export interface MessageSize {
  /** Characters a person could read: the blocks' texts, cells, labels and titles, and the message's own text. */
  readonly text: number
  /** Characters of the blocks as JSON. */
  readonly json: number
}

/** Where a block keeps words. Everything else (ids, urls, values) counts as JSON only. */
const worded = new Set(['text', 'title', 'caption', 'label', 'alt_text', 'name', 'x_label', 'y_label', 'categories'])

/** How much of a message's budget (`messageBudget`) is used. How Slack itself counts is *assumed*. */
export function messageSize({ text = '', blocks }: { text?: string; blocks?: readonly unknown[] }): MessageSize {
  if (!blocks || blocks.length === 0) return { text: text.length, json: 0 }
  return { text: text.length + wordCharacters(blocks), json: JSON.stringify(blocks).length }
}

/** Characters of all words inside `node`, whatever its depth. */
export function wordCharacters(node: unknown, key = ''): number {
  if (typeof node === 'string') return worded.has(key) ? node.length : 0
  if (Array.isArray(node)) return node.reduce<number>((sum, item) => sum + wordCharacters(item, key), 0)
  if (typeof node !== 'object' || node === null) return 0
  return Object.entries(node).reduce((sum, [name, value]) => sum + wordCharacters(value, name), 0)
}
