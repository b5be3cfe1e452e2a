import { useContext } from 'react'
import { NamesContext } from '../context.ts'
import { Listed } from '../listed.ts'
import { withEmoji } from './emoji.ts'
import { parseMrkdwn, type Span } from './mrkdwn.ts'

export interface TextObject {
  readonly type: string
  readonly text: string
}

/** A text object: plain, or in Slack's markup. */
export function TextView({ text }: { text: TextObject }) {
  if (text.type !== 'mrkdwn') return <>{withEmoji(text.text)}</>
  return <Mrkdwn text={text.text} />
}

export const Mrkdwn = ({ text }: { text: string }) => <Spans spans={parseMrkdwn(text)} />

function Spans({ spans }: { spans: readonly Span[] }) {
  return <Listed items={spans}>{(span) => <SpanView span={span} />}</Listed>
}

function SpanView({ span }: { span: Span }) {
  switch (span.kind) {
    case 'text':
      return <>{span.text}</>
    case 'bold':
      return (
        <b>
          <Spans spans={span.inside} />
        </b>
      )
    case 'italic':
      return (
        <i>
          <Spans spans={span.inside} />
        </i>
      )
    case 'strike':
      return (
        <s>
          <Spans spans={span.inside} />
        </s>
      )
    case 'quote':
      return (
        <blockquote>
          <Spans spans={span.inside} />
        </blockquote>
      )
    case 'code':
      return <code>{span.text}</code>
    case 'pre':
      return <pre>{span.text}</pre>
    case 'link':
      return (
        <a href={span.href} target="_blank" rel="noreferrer">
          {span.label}
        </a>
      )
    case 'mention':
      return <Mention {...span} />
  }
}

export function Mention({ sign, id, label }: { sign: '@' | '#' | '!'; id: string; label: string }) {
  const names = useContext(NamesContext)
  const shown = label || names.get(id) || id.replace(/^subteam\^/, '')
  return (
    <span className={sign === '!' ? 'mention loud' : 'mention'}>
      {sign === '#' ? '#' : '@'}
      {shown.replace(/^[@#]/, '')}
    </span>
  )
}
