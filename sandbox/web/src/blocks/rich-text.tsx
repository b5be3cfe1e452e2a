import type { RichTextBlock, RichTextLeaf, RichTextPart } from '../../../../src/blocks/types-rich-text.ts'
import { Listed } from '../listed.ts'
import { emojiNamed } from './emoji.ts'
import { Mention } from './text.tsx'

export function RichText({ block }: { block: RichTextBlock }) {
  return (
    <div className="words rich">
      <Listed items={block.elements}>{(part) => <Part part={part} />}</Listed>
    </div>
  )
}

function Part({ part }: { part: RichTextPart }) {
  switch (part.type) {
    case 'rich_text_section':
      return (
        <div>
          <Leaves leaves={part.elements} />
        </div>
      )
    case 'rich_text_quote':
      return (
        <blockquote>
          <Leaves leaves={part.elements} />
        </blockquote>
      )
    case 'rich_text_preformatted':
      return (
        <pre>
          <Leaves leaves={part.elements} />
        </pre>
      )
    case 'rich_text_list': {
      const items = (
        <Listed items={part.elements}>
          {(item) => (
            <li>
              <Leaves leaves={item.elements} />
            </li>
          )}
        </Listed>
      )
      return part.style === 'ordered' ? <ol>{items}</ol> : <ul>{items}</ul>
    }
  }
}

const Leaves = ({ leaves }: { leaves: readonly RichTextLeaf[] }) => (
  <Listed items={leaves}>{(leaf) => <Leaf leaf={leaf} />}</Listed>
)

function Leaf({ leaf }: { leaf: RichTextLeaf }) {
  switch (leaf.type) {
    case 'text': {
      const { bold, italic, strike, code } = leaf.style ?? {}
      const marks = [bold && 'is-bold', italic && 'is-italic', strike && 'is-strike'].filter(Boolean).join(' ')
      return code ? <code className={marks}>{leaf.text}</code> : <span className={marks}>{leaf.text}</span>
    }
    case 'link':
      return (
        <a href={leaf.url} target="_blank" rel="noreferrer" className={leaf.style?.bold ? 'is-bold' : ''}>
          {leaf.text ?? leaf.url}
        </a>
      )
    case 'emoji':
      return <span>{emojiNamed(leaf.name) ?? `:${leaf.name}:`}</span>
    case 'user':
      return <Mention sign="@" id={leaf.user_id} label="" />
    case 'channel':
      return <Mention sign="#" id={leaf.channel_id} label="" />
    case 'date':
      return <span>{leaf.fallback ?? new Date(leaf.timestamp * 1_000).toISOString()}</span>
    default:
      return <code>{JSON.stringify(leaf)}</code>
  }
}
