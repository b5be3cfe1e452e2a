import { pino } from 'pino'

/** What is written down: an object of facts, then a sentence. Never a secret, never a customer's row. */
export interface Log {
  info(facts: object, sentence: string): void
  warn(facts: object, sentence: string): void
  error(facts: object, sentence: string): void
}

export const createLog = (level: string): Log =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['*.token', '*.secret', '*.password'], remove: true },
  })
