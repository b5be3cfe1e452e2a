import { useContext } from 'react'
import type { ContainerBlock } from '../../../../src/blocks/types.ts'
import type { AlertBlock, CardBlock, CarouselBlock, ContextActionsBlock } from '../../../../src/blocks/types-rare.ts'
import { ActContext } from '../context.ts'
import { Listed } from '../listed.ts'
import { Blocks } from './block.tsx'
import { ElementView } from './elements.tsx'
import { ImageView } from './image.tsx'
import { TextView } from './text.tsx'

export const AlertView = ({ block }: { block: AlertBlock }) => (
  <div className={`alert ${block.level ?? 'default'}`} role="status">
    <TextView text={block.text} />
  </div>
)

export const CardView = ({ block }: { block: CardBlock }) => (
  <div className="card">
    {block.hero_image && <ImageView image={block.hero_image} />}
    {block.title && (
      <b>
        <TextView text={block.title} />
      </b>
    )}
    {block.subtitle && (
      <small>
        <TextView text={block.subtitle} />
      </small>
    )}
    {block.body && (
      <p className="words">
        <TextView text={block.body} />
      </p>
    )}
    <div className="block-actions">
      {block.actions?.map((element) => (
        <ElementView key={element.action_id} element={element} />
      ))}
    </div>
  </div>
)

export const CarouselView = ({ block }: { block: CarouselBlock }) => (
  <div className="carousel">
    <Listed items={block.elements}>{(card) => <CardView block={card} />}</Listed>
  </div>
)

export const ContainerView = ({ block }: { block: ContainerBlock }) => (
  <details className="container" open={!block.default_collapsed}>
    <summary>
      <b>{block.title.text}</b>
      {block.subtitle && (
        <small>
          <TextView text={block.subtitle} />
        </small>
      )}
    </summary>
    <Blocks blocks={block.child_blocks} />
  </details>
)

export function ContextActions({ block }: { block: ContextActionsBlock }) {
  const act = useContext(ActContext)
  return (
    <div className="block-actions">
      {block.elements.flatMap((element) => {
        const buttons =
          element.type === 'icon_button'
            ? [{ text: element.text, value: '' }]
            : [element.positive_button, element.negative_button]
        return buttons.map(({ text, value }) => (
          <button
            key={`${element.action_id} ${text.text}`}
            type="button"
            className="element-button quiet"
            onClick={() => void act(element.action_id, value || undefined)}
          >
            <TextView text={text} />
          </button>
        ))
      })}
    </div>
  )
}
