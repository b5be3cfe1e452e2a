import type { Block } from '../../../../src/blocks/types.ts'
import { Listed } from '../listed.ts'
import { DataTable } from './data-table.tsx'
import { ElementView } from './elements.tsx'
import { ImageView } from './image.tsx'
import { InputView } from './input.tsx'
import { Markdown } from './markdown.tsx'
import { AlertView, CardView, CarouselView, ContainerView, ContextActions } from './rare.tsx'
import { RichText } from './rich-text.tsx'
import { Table } from './table.tsx'
import { TextView } from './text.tsx'
import { Visualization } from './visualization.tsx'

/**
 * A message's blocks, each by its own small component: the ready-made renderer is half a megabyte, draws neither
 * charts nor data tables, and says nothing of a block that it does not know.
 */
export function Blocks({ blocks }: { blocks: readonly unknown[] }) {
  return (
    <div className="blocks">
      <Listed items={blocks}>{(block) => <BlockView key={idOf(block)} block={block as Block} />}</Listed>
    </div>
  )
}

/** A view that is shown anew keeps what was typed into the fields that stay. */
const idOf = (block: unknown): string | undefined =>
  typeof block === 'object' && block !== null && 'block_id' in block ? String(block.block_id) : undefined

function BlockView({ block }: { block: Block }) {
  switch (block.type) {
    case 'header':
      return (
        <h3 className="block-header">
          <TextView text={block.text} />
        </h3>
      )
    case 'section':
      return (
        <div className="block-section">
          <div className="block-words">
            {block.text && (
              <div className="words">
                <TextView text={block.text} />
              </div>
            )}
            {block.fields && (
              <div className="fields">
                <Listed items={block.fields}>
                  {(field) => (
                    <div className="words">
                      <TextView text={field} />
                    </div>
                  )}
                </Listed>
              </div>
            )}
          </div>
          {block.accessory && (
            <div className="accessory">
              <ElementView element={block.accessory} />
            </div>
          )}
        </div>
      )
    case 'context':
      return (
        <div className="block-context">
          <Listed items={block.elements}>
            {(element) =>
              element.type === 'image' ? (
                <ImageView image={element} small />
              ) : (
                <span className="words">
                  <TextView text={element} />
                </span>
              )
            }
          </Listed>
        </div>
      )
    case 'divider':
      return <hr />
    case 'actions':
      return (
        <div className="block-actions">
          <Listed items={block.elements}>{(element) => <ElementView element={element} />}</Listed>
        </div>
      )
    case 'image':
      return <ImageView image={block} title={block.title?.text} />
    case 'rich_text':
      return <RichText block={block} />
    case 'markdown':
      return <Markdown text={block.text} />
    case 'table':
      return <Table block={block} />
    case 'data_table':
      return <DataTable block={block} />
    case 'data_visualization':
      return <Visualization block={block} />
    case 'input':
      return <InputView block={block} />
    case 'alert':
      return <AlertView block={block} />
    case 'card':
      return <CardView block={block} />
    case 'carousel':
      return <CarouselView block={block} />
    case 'container':
      return <ContainerView block={block} />
    case 'context_actions':
      return <ContextActions block={block} />
    default:
      return <Unknown block={block} />
  }
}

/** Never silent: a block that the page cannot draw is shown as just that. */
function Unknown({ block }: { block: unknown }) {
  const type = typeof block === 'object' && block !== null && 'type' in block ? String(block.type) : typeof block
  return (
    <details className="unknown" data-testid="unknown-block">
      <summary>
        The sandbox cannot draw this block: <b>{type}</b>
      </summary>
      <pre>{JSON.stringify(block, null, 2)}</pre>
    </details>
  )
}
