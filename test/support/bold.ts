/**
 * Slack makes `*bold*` of what stands between blanks, the ends of a line or ASCII punctuation. Beside Japanese letters, and
 * beside full-width punctuation, it may show the asterisks instead.
 */
const bold = /(?<before>.)?\*(?<inside>[^*\n]+)\*(?<after>.)?/gu
const wide = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/u

/** Pieces of a mrkdwn text whose asterisks may be shown as such. */
export function rawAsterisks(text: string): string[] {
  return text.split('\n').flatMap((line) =>
    [...line.matchAll(bold)].flatMap(({ 0: piece, groups }) => {
      const { before = '', inside = '', after = '' } = groups ?? {}
      const padded = inside.startsWith(' ') || inside.endsWith(' ')
      return wide.test(before) || wide.test(after) || padded ? [piece] : []
    }),
  )
}

/** The same of everything in blocks that Slack reads as mrkdwn. */
export function rawAsterisksIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(rawAsterisksIn)
  if (typeof node !== 'object' || node === null) return []
  if ('type' in node && node.type === 'mrkdwn' && 'text' in node) return rawAsterisks(String(node.text))
  return Object.values(node).flatMap(rawAsterisksIn)
}
