import type { Message } from '../define/message.ts'
import { takeAsOf } from '../present/as-of.ts'
import { contextFor, type Seen, type Workshop } from './context.ts'
import { runUnderstood, understand, wordsOf } from './dispatch.ts'

export interface AnsweredText {
  readonly message: Message
  /** The answer rests on more than the SSOT, so it is nobody else's later. */
  readonly live: boolean
}

/** Understands a text and answers it for somebody. "as of …" moves the instant that all is seen from to the end of that day. */
export const answerText = async (workshop: Workshop, seen: Seen, text: string): Promise<AnsweredText> =>
  answered(await understood(workshop, seen, text))

/**
 * The same with a snapshot that has yet to hold: where it does not, all is read anew with one that does. What may change
 * something waits first, so that it runs once.
 */
export async function answerHastily(
  workshop: Workshop,
  seen: Seen,
  text: string,
  held: Promise<boolean>,
): Promise<AnsweredText> {
  const hasty = async (): Promise<AnsweredText | undefined> => {
    const plan = await understood(workshop, seen, text)
    return plan.found.command.live && !(await held) ? undefined : answered(plan)
  }
  const failed = async (error: unknown): Promise<undefined> => {
    if (await held) throw error
  }
  const result = await hasty().catch(failed)
  if (result && (await held)) return result
  return answerText(workshop, { ...seen, snapshot: await workshop.source.snapshot() }, text)
}

async function understood(workshop: Workshop, seen: Seen, text: string) {
  const present = await contextFor(workshop, seen)
  const { day, rest } = takeAsOf(wordsOf(text, seen.locale), present)
  const context = day === undefined ? present : await contextFor(workshop, { ...seen, endOf: day })
  return { context, found: understand(rest, context) }
}

async function answered({ context, found }: Awaited<ReturnType<typeof understood>>): Promise<AnsweredText> {
  const message = await runUnderstood(found, context)
  return { message: { ...message, understood: found.text }, live: found.command.live === true }
}
