import { clip, escapeMrkdwn } from '../blocks/build.ts'

/** Longest piece of somebody's words that a sentence repeats. */
const longest = 40

/** Words as they would be typed again: those with blanks in quotes. */
export const retyped = (words: readonly string[]): string =>
  words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ')

/** Words inside a code span: whole, for they are to be typed again. */
export const codeText = (text: string): string => escapeMrkdwn(text.replaceAll('`', "'"))

/** What somebody typed, repeated in a sentence: as text, and not too much of it. */
export const typed = (text: string): string => escapeMrkdwn(clip(text.replaceAll('`', "'"), longest))
