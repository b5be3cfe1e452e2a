import type { Temporal } from 'temporal-polyfill'
import { ownerChannel } from '../present/alerts/check/alert-faults.ts'
import { migrate, whileMigrating } from '../state/migrate.ts'
import { noteSchedule } from '../state/schedules.ts'
import { isPosting, type Planned } from './plan.ts'
import { migrateQueue } from './queue.ts'
import { placeOf, type Tools } from './tools.ts'

/** Brings the database up to date, while every other replica that starts waits. */
export const prepareDatabase = ({ pool }: Pick<Tools, 'pool'>): Promise<void> =>
  whileMigrating(pool, async (db) => {
    await migrate(db)
    await migrateQueue(pool)
  })

/** Since when each definition is known under its schedule. */
export async function noteSchedules(
  { pool, workshop, clock }: Tools,
  plan: readonly Planned[],
): Promise<ReadonlyMap<Planned, Temporal.Instant>> {
  const known = new Map<Planned, Temporal.Instant>()
  for (const planned of plan) {
    const { kind, id, schedule } = planned
    const text = `${schedule.text} ${workshop.company.calendar.zone}`
    known.set(planned, await noteSchedule(pool, { kind, id, schedule: text, now: clock.now() }))
  }
  return known
}

/** A channel without a Slack id stops nothing, but somebody has to know. */
export function warnOfUnmapped({ config, log }: Tools, plan: readonly Planned[]): void {
  for (const { kind, id, definition } of plan.filter(isPosting)) {
    const { channel: name } = definition
    if (name === ownerChannel || config.business.channels[name] === null || placeOf(config, name)) continue
    const about = { kind, id, channel: definition.channel }
    log.warn(about, 'posts nothing: REVOPS_CONFIG maps its channel to no Slack id')
  }
}
