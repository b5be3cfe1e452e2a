import type { Context } from '../define/context.ts'
import type { Filter } from '../query/question.ts'
import { retyped } from './typed.ts'

/** What of a question its buttons repeat. */
export interface Asked {
  /** As typed: "last quarter" goes on meaning what it meant. */
  readonly periodWords: readonly string[]
  readonly where: readonly Filter[]
}

/** The instant that a question was about, as it would be typed again; nothing where that was now. */
export const instantAgain = ({ today, endOfDay }: Pick<Context, 'today' | 'endOfDay'>): string[] =>
  endOfDay ? [`as of ${today}`] : []

/** The period, filters and instant of a question as they would be typed again, after the name of what is asked. */
export function askedAgain({ periodWords, where }: Asked, context: Pick<Context, 'today' | 'endOfDay'>): string {
  const filters = where.map(
    ({ dimension, values }) => `${dimension}=${values.map((value) => value ?? 'none').join(',')}`,
  )
  const words = [...periodWords, ...(filters.length > 0 ? ['where'] : []), ...filters]
  return [retyped(words), ...instantAgain(context)].filter(Boolean).join(' ')
}
