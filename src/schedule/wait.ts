import type { Temporal } from 'temporal-polyfill'
import type { Context } from '../define/context.ts'
import type { Report } from '../define/report.ts'
import type { Tools } from './tools.ts'

/** A digest that waits looks again so often. */
const everyMinutes = 5

/**
 * Until when a report waits because what it rests on is stale, in business time; undefined when it is fresh, or when it
 * has waited long enough: then it goes with its warning.
 */
export function waitsUntil(
  { clock, config }: Pick<Tools, 'clock' | 'config'>,
  { relations }: Report,
  { sources, now: due }: Context,
): Temporal.Instant | undefined {
  if (!sources.isStale(relations)) return undefined
  const now = clock.now()
  const left = config.business.digestWaitHours * 60 - now.since(due).total('minutes')
  return left > 0 ? now.add({ seconds: Math.ceil(Math.min(everyMinutes, left) * 60) }) : undefined
}
