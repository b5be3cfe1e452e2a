import { withEmoji } from './emoji.ts'

/** Slack's markup, taken apart. */
export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike' | 'quote'; readonly inside: readonly Span[] }
  | { readonly kind: 'code' | 'pre'; readonly text: string }
  | { readonly kind: 'link'; readonly href: string; readonly label: string }
  | { readonly kind: 'mention'; readonly sign: '@' | '#' | '!'; readonly id: string; readonly label: string }

/** A marker counts at a word's edge only, and a soft hyphen beside it takes its power away. */
const edge = String.raw`[\p{L}\p{N}\u00ad]`
const marked = (marker: string) =>
  String.raw`(?<!${edge})${marker}(?![\s\u00ad${marker}])([^${marker}\n]*[^\s\u00ad${marker}])${marker}(?!${edge})`

const pattern = new RegExp(
  [String.raw`\x60([^\x60\n]+)\x60`, '<([^<>\n]+)>', marked(String.raw`\*`), marked('_'), marked('~')].join('|'),
  'gu',
)

export function parseMrkdwn(text: string): Span[] {
  return text.split(/(```[\s\S]*?```\n?)/g).flatMap((part): Span[] => {
    if (part.startsWith('```') && part.length > 6) {
      return [{ kind: 'pre', text: decode(part.replace(/^```\n?|\n?```\n?$/g, '')) }]
    }
    return parseLines(part)
  })
}

/** Lines that begin with > are a quote; the others are running text. */
function parseLines(text: string): Span[] {
  return text.split(/((?:^(?:&gt;|>)[^\n]*\n?)+)/gm).flatMap((part): Span[] => {
    if (part === '') return []
    if (!/^(&gt;|>)/.test(part)) return parseInline(part)
    return [{ kind: 'quote', inside: parseInline(part.replace(/^(?:&gt;|>) ?/gm, '').replace(/\n$/, '')) }]
  })
}

function parseInline(text: string): Span[] {
  const spans: Span[] = []
  let last = 0
  const plain = (end: number) => {
    if (end > last) spans.push({ kind: 'text', text: readable(text.slice(last, end)) })
  }
  for (const match of text.matchAll(pattern)) {
    plain(match.index)
    last = match.index + match[0].length
    const [, code, angle, bold, italic, strike] = match
    if (code !== undefined) spans.push({ kind: 'code', text: decode(code) })
    else if (angle !== undefined) spans.push(parseAngle(angle))
    else if (bold !== undefined) spans.push({ kind: 'bold', inside: parseInline(bold) })
    else if (italic !== undefined) spans.push({ kind: 'italic', inside: parseInline(italic) })
    else if (strike !== undefined) spans.push({ kind: 'strike', inside: parseInline(strike) })
  }
  plain(text.length)
  return spans
}

/** What stands between < and >: a link, or a person, a channel, a group, a date. */
function parseAngle(inner: string): Span {
  const bar = inner.indexOf('|')
  const [target, label] = bar < 0 ? [inner, ''] : [inner.slice(0, bar), readable(inner.slice(bar + 1))]
  const sign = target[0]
  if (sign === '@' || sign === '#') return { kind: 'mention', sign, id: target.slice(1), label }
  if (target.startsWith('!date^')) return { kind: 'text', text: label }
  if (sign === '!') return { kind: 'mention', sign, id: target.slice(1), label }
  if (!/^(https?|mailto):/.test(target)) return { kind: 'text', text: label || decode(target) }
  return { kind: 'link', href: decode(target), label: label || decode(target) }
}

const decode = (text: string): string =>
  text.replaceAll('\u00ad', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const readable = (text: string): string => decode(withEmoji(text))
