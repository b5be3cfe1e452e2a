/**
 * The words of a command as people type them: split at blanks (full-width ones too), quotes keep words together,
 * `key=value` stays one word, and full-width forms are folded to what they mean.
 */
export function tokensOf(text: string): string[] {
  const plain = text.normalize('NFKC').replace(/[\p{Cc}\p{Cf}]/gu, ' ')
  const matches = plain.match(/[^\s"“”]*["“”][^"“”]*["“”]|[^\s"“”]+|["“”]/gu) ?? []
  return matches.map((word) => word.replace(/["“”]/g, '')).filter((word) => word !== '')
}
