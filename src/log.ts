import { type DestinationStream, pino } from 'pino'
import { toldError } from './told-error.ts'

/** What is written down: an object of facts, then a sentence. Never a secret, never a customer's row. */
export interface Log {
  info(facts: object, sentence: string): void
  warn(facts: object, sentence: string): void
  error(facts: object, sentence: string): void
}

/**
 * Lines of JSON on the standard output, or where `to` leads. An error under `err` is told without what it carries along:
 * see `toldError`.
 */
export const createLog = (level: string, to?: DestinationStream): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: toldError },
      redact: { paths: ['*.token', '*.secret', '*.password'], remove: true },
    },
    to,
  )
