/** Slack's composition objects for text. */
export interface PlainText {
  readonly type: 'plain_text'
  readonly text: string
  readonly emoji?: boolean
}

/** `text` is Slack's own markup: pass what people wrote through `escapeMrkdwn` first. */
export interface MrkdwnText {
  readonly type: 'mrkdwn'
  readonly text: string
  readonly verbatim?: boolean
}

export type Text = PlainText | MrkdwnText

export const plain = (text: string): PlainText => ({ type: 'plain_text', text, emoji: true })

/** `verbatim`: Slack links only what is marked up, and turns no bare `@here` in it into a mention. */
export const mrkdwn = (text: string): MrkdwnText => ({ type: 'mrkdwn', text, verbatim: true })
