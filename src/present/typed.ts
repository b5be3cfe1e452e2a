import { clip, escapeMrkdwn } from '../blocks/build.ts'

/** Longest piece of somebody's words that a sentence repeats. */
const longest = 40

/** Words as they would be typed again: those with blanks in quotes. */
export const retyped = (words: readonly string[]): string =>
  words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ')

/** Words inside a code span: whole, for they are to be typed again. */
export const codeText = (text: string): string => escapeMrkdwn(text.replaceAll('`', "'"))

/** A question with the first `wrong` of it put right; undefined where it does not stand there as typed. */
export function corrected(question: string, wrong: string, right: string): string | undefined {
  const at = question.toLowerCase().indexOf(wrong.toLowerCase())
  return at < 0 ? undefined : question.slice(0, at) + right + question.slice(at + wrong.length)
}

/** What somebody typed, repeated in a sentence: as text, and not too much of it. */
export const typed = (text: string): string => escapeMrkdwn(clip(text.replaceAll('`', "'"), longest))
