import type { Locale } from '../define/words.ts'

/**
 * Mrkdwn without its bold marks, for a message's own text: what people wrote stays escaped, as Slack reads mrkdwn there
 * too. Japanese needs blanks around a bold mark, and none without it.
 */
export function plain(text: string, locale: Locale): string {
  const marks =
    locale === 'ja'
      ? / ?(?<!\u00ad)\*(?!\u00ad)([^*\n]+)(?<!\u00ad)\*(?!\u00ad) ?/g
      : /(?<!\u00ad)\*(?!\u00ad)([^*\n]+)(?<!\u00ad)\*(?!\u00ad)/g
  return text.replace(marks, '$1')
}

/** "Pipeline, Ann: ¥1M open": what it is about, then what there is to say. */
export const spoken = (locale: Locale, about: readonly string[], what: string): string =>
  locale === 'ja' ? `${about.join('・')}：${plain(what, locale)}` : `${about.join(', ')}: ${plain(what, locale)}`

/** Sentences one after the other. */
export const sentences = (locale: Locale, parts: readonly string[]): string =>
  parts.filter(Boolean).join(locale === 'ja' ? '' : ' ')

/** A sentence for where Slack shows no markup, as beside a form's field: without marks, and with its entities as what they stand for. */
export const unmarked = (text: string, locale: Locale): string =>
  plain(text, locale)
    .replaceAll('`', '')
    .replaceAll('\u00ad', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
