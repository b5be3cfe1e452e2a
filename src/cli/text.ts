import type { Block } from '../blocks/types.ts'
import type { DataTableBlock, TableBlock } from '../blocks/types-table.ts'

/** Blocks as a terminal shows them. */
export function blocksAsText(blocks: readonly Block[]): string {
  return blocks.map(blockAsText).filter(Boolean).join('\n\n')
}

function blockAsText(block: Block): string {
  switch (block.type) {
    case 'header':
      return `── ${block.text.text} ──`
    case 'section':
      return [block.text?.text, ...(block.fields ?? []).map(({ text }) => `  ${text}`)]
        .filter(Boolean)
        .map(unescaped)
        .join('\n')
    case 'context':
      return block.elements.map((element) => ('text' in element ? unescaped(String(element.text)) : '')).join(' ')
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

/** Mrkdwn as a terminal shows it: links as their labels, entities as what they stand for. */
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
  return caption + columnsAsText(rows.map((row) => row.map((cell) => ('text' in cell ? cell.text : ''))))
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
