import type pg from 'pg'
import type { Workshop } from '../answers/context.ts'
import type { Config } from '../config.ts'
import type { Locale } from '../define/words.ts'
import type { Log } from '../log.ts'
import type { Clock } from './clock.ts'
import type { Meter } from './meter.ts'
import type { Timing } from './timing.ts'

/** What the parts of the scheduler share. */
export interface Tools {
  /** This process, among its replicas. */
  readonly id: string
  readonly pool: pg.Pool
  readonly workshop: Workshop
  readonly config: Pick<Config, 'locale' | 'business'>
  readonly clock: Clock
  readonly log: Log
  readonly timing: Timing
  /** The direct messages of whoever has this e-mail, as a Slack id; undefined where Slack does not know them. */
  directChannel(email: string): Promise<string | undefined>
  /** E-mails of who can act on what a rule or report cannot do by itself; nobody where nobody is named. */
  ownersOf(source: string): Promise<readonly string[]>
  readonly meter: Meter
}

/** Where a logical channel is, and what is spoken there; undefined where configuration does not say. */
export function placeOf({ locale, business }: Tools['config'], channel: string): Place | undefined {
  const id = business.channels[channel]
  return id == null ? undefined : { channel: id, locale: business.channelLocales[channel] ?? locale }
}

export interface Place {
  /** A Slack id. */
  readonly channel: string
  readonly locale: Locale
}
