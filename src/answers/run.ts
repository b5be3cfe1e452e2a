import type { Message } from '../define/message.ts'
import { takeAsOf } from '../present/as-of.ts'
import { contextFor, type Seen, type Workshop } from './context.ts'
import { runUnderstood, understand, wordsOf } from './dispatch.ts'

/**
 * Understands a text and answers it for somebody. "as of …" moves the instant that everything is seen from to the end of
 * that day. `live`: the answer rests on more than the SSOT, so it is nobody else's later.
 */
export async function answerText(
  workshop: Workshop,
  seen: Seen,
  text: string,
): Promise<{ readonly message: Message; readonly live: boolean }> {
  const present = await contextFor(workshop, seen)
  const { day, rest } = takeAsOf(wordsOf(text, seen.locale), present)
  const context = day === undefined ? present : await contextFor(workshop, { ...seen, endOf: day })
  const understood = understand(rest, context)
  return { message: await runUnderstood(understood, context), live: understood.command.live === true }
}
