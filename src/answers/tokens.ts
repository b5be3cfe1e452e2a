/**
 * The words of a command as people type them: split at blanks (full-width ones too), quotes keep words together,
 * `key=value` stays one word. Full-width letters, digits and signs become plain ones; nothing else is folded, so that the
 * name of a company stays as it is written. Control characters separate, invisible ones vanish.
 */
export function tokensOf(text: string): string[] {
  const plain = text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\p{Cf}/gu, '')
  const matches = plain.match(/[^\s"“”]*["“”][^"“”]*["“”]|[^\s"“”]+|["“”]/gu) ?? []
  return matches.map((word) => word.replace(/["“”]/g, '')).filter((word) => word.trim() !== '')
}
