import { clip, escapeMrkdwn } from '../blocks/build.ts'

/** Longest piece of somebody's words that a sentence repeats. */
const longest = 40

/** What somebody typed, repeated in a sentence: as text, and not too much of it. */
export const typed = (text: string): string => escapeMrkdwn(clip(text.replaceAll('`', "'"), longest))
