/** What a page tells people to type, and what it says is answered. */
export interface Told {
  /** As typed after `/revops`, or written to the bot. */
  readonly question: string
  /** Lines of the answer, as the page quotes them below the question. */
  readonly quoted: readonly string[]
}

const typed = /`(?:\/revops|@RevOps) ([^`]+)`/g

/** Every command and mention of a page. A quotation belongs to the last question before it. */
export function toldBy(page: string): Told[] {
  const told: { question: string; quoted: string[] }[] = []
  for (const line of page.split('\n')) {
    // A backslash at its end is Markdown's line break.
    const quote = /^\s*> ?(.+?)\\?$/.exec(line)?.[1]
    if (quote !== undefined) told.at(-1)?.quoted.push(plain(quote))
    else for (const [, question = ''] of line.matchAll(typed)) told.push({ question, quoted: [] })
  }
  return told
}

/** Pictures that a page shows: where they are, and what they are said to show. */
export const picturesOf = (page: string): { readonly file: string; readonly alt: string }[] =>
  [...page.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(([, alt = '', file = '']) => ({ file, alt }))

/** Without the marks of bold text, which Slack and Markdown write differently, and with single blanks. */
export const plain = (text: string): string => text.replaceAll('*', '').replaceAll(/\s+/g, ' ').trim()
