import { cellText } from '../blocks/table.ts'
import type { Block } from '../blocks/types.ts'
import type { DataTableBlock, TableBlock } from '../blocks/types-table.ts'

/** Blocks as a terminal shows them; `inBold` writes what is bold, which is nothing special by default. */
export function blocksAsText(blocks: readonly Block[], inBold: (text: string) => string = (text) => text): string {
  return blocks
    .map((block) => blockAsText(block, (text) => unescaped(unmarked(text, inBold))))
    .filter(Boolean)
    .join('\n\n')
}

/** Bold where somebody looks at a terminal; what is written into a file or a pipe stays plain. */
export const terminalBold = (text: string): string => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[22m` : text)

function blockAsText(block: Block, plain: (text: string) => string): string {
  switch (block.type) {
    case 'header':
      return `── ${block.text.text} ──`
    case 'section':
      return [block.text?.text, ...(block.fields ?? []).map(({ text }) => `  ${text}`)]
        .filter((text) => text !== undefined)
        .map(plain)
        .join('\n')
    case 'context':
      return block.elements.map((element) => ('text' in element ? plain(String(element.text)) : '')).join(' ')
    case 'data_table':
    case 'table':
      return tableAsText(block)
    case 'data_visualization':
      return `[chart: ${block.title}]`
    case 'divider':
      return '─'.repeat(40)
    default:
      return ''
  }
}

const fence = /```\n?([\s\S]*?)\n?```/
// What people wrote has soft hyphens on both sides of its signs, which are no marks (`escapeMrkdwn`).
const written = '\\u00ad[*_~`]\\u00ad'
/** Japanese, full-width signs included: bold needs a blank there in Slack, and nothing else does. */
const wide = '[\\u3000-\\u9fff\\uff00-\\uffef]'
const between = (mark: string): RegExp =>
  new RegExp(
    `(?:(?<=${wide}) )?(?<![\\w\\u00ad\`])\\${mark}(?!\\s)((?:\`[^\`\\n]*\`|${written}|[^${mark}\`\\n])+)(?<!\\s)\\${mark}(?![\\w\\u00ad])(?: (?=${wide}))?`,
    'g',
  )
const bold = between('*')
const italic = between('_')

/** Mrkdwn without its marks: bold as a terminal has it, italics and the fences of code as nothing. Code stays as it is. */
const unmarked = (text: string, inBold: (text: string) => string): string =>
  text
    .split(fence)
    .map((part, i) =>
      i % 2 === 1 ? part : part.replace(bold, (_, marked: string) => inBold(marked)).replace(italic, '$1'),
    )
    .join('')

/** Mrkdwn's links as their labels, its entities as what they stand for. */
export const unescaped = (text: string | undefined): string =>
  (text ?? '')
    .replace(/<([^|>]+)\|([^>]+)>/g, '$2')
    .replaceAll('\u00ad', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

function tableAsText(block: DataTableBlock | TableBlock): string {
  const { rows } = block
  const caption = 'caption' in block ? `[${block.caption}]\n` : ''
  return caption + columnsAsText(rows.map((row) => row.map(cellText)))
}

/** Rows of cells, one below the other. */
export function columnsAsText(cells: readonly (readonly string[])[]): string {
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((row) => width(row[i] ?? ''))))
  return cells
    .map((row) =>
      row
        .map((text, i) => text + ' '.repeat(Math.max(0, (widths[i] ?? 0) - width(text))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Columns of a terminal: full-width characters take two. */
const width = (text: string): number =>
  [...text].reduce(
    (sum, char) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(char)
        ? 2
        : 1),
    0,
  )
