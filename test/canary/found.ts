import type { Message } from '../../src/define/message.ts'
import { crowd } from './plant.ts'

/** No figure that may be seen comes near. */
const tooLarge = 100_000_000

/** Figures as people read them, from a billion on: 2,000,000,000 · 2000000000 · ¥2B · 20億 · 2兆. */
const largeText = /\d{1,3}(?:,\d{3}){3,}|(?<![\d.])\d{10,}|\d\s?(?:B|T)(?![A-Za-z0-9])|\d\s?[億兆]/u

/** What nobody reads: addresses and names of buttons hold digits that are no figures. A window's instants are ISO texts. */
const unread = ['definition', 'block_id', 'action_id', 'callback_id', 'private_metadata', 'value', 'slack_file', 'url']

/** What of a message its reader may not see: names, figures and counts, wherever they stand. */
export function canariesIn(message: Message, question: string): string[] {
  // Two small figures beside each other in a file are no large one.
  const cells = message.file?.content.split(/[,\n]/) ?? []
  const { file: _, ...shown } = message
  const names = [...textsOf(shown), ...cells].filter((text) => /canary/i.test(text) && !/canary/i.test(question))
  const figures = [...textsOf(shown, unread), ...cells].filter((text) => largeText.test(text))
  const numbers = numbersOf(message).filter((number) => Math.abs(number) >= tooLarge)
  const counts = message.readings.filter(({ n }) => n >= crowd).map(({ metric, n }) => `${metric}: n = ${n}`)
  return [...names, ...figures, ...numbers.map(String), ...counts]
}

/** The same of a sentence in an answer's place. */
export const canaryIn = (sentence: string, question: string): string[] =>
  canariesIn({ text: sentence, blocks: [], charts: [], readings: [] }, question)

function textsOf(node: unknown, without: readonly string[] = []): string[] {
  if (typeof node === 'string') return [node]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => (without.includes(key) ? [] : textsOf(value, without)))
}

function numbersOf(node: unknown): number[] {
  if (typeof node === 'number') return [node]
  if (typeof node !== 'object' || node === null) return []
  return Object.values(node).flatMap(numbersOf)
}
