import type pg from 'pg'
import type { Temporal } from 'temporal-polyfill'
import type { Workshop } from '../answers/context.ts'
import { businessHoursBetween } from '../calendar/business-hours.ts'
import type { Config } from '../config.ts'
import type { Alert } from '../define/alert.ts'
import type { Keeper } from '../define/keeper.ts'
import { escalationMessage } from '../present/alerts/escalation-message.ts'
import type { Person } from '../ssot/people.ts'
import { addDeliveries, directTo, type NewDelivery } from '../state/deliveries.ts'
import { markEscalated, type Unanswered, unanswered } from '../state/escalations.ts'
import type { Db } from '../state/rows.ts'
import { inTransaction } from '../state/transaction.ts'
import { callDrain } from './call-drain.ts'
import { digest } from './key.ts'
import { managersOf } from './managers.ts'
import { createNotices } from './notices.ts'

/** Hours are business hours, so to look once in each is often enough. */
export const escalationSchedule = { id: 'escalation', schedule: 'hourly at :05', catchUpHours: 24 } as const

/** Tells those who manage the people an alert named that nobody has taken it on; each series once while it fires. */
export function createEscalation(
  workshop: Workshop,
  config: Pick<Config, 'locale' | 'business'>,
  pool: pg.Pool,
): Keeper {
  const { ownersOf } = createNotices({ workshop, config })

  async function escalate(
    alert: Alert,
    hours: number,
    group: readonly [Unanswered, ...Unanswered[]],
    now: Temporal.Instant,
  ): Promise<number> {
    const { people } = await workshop.source.snapshot()
    const [first] = group
    const named = group.flatMap(({ observation }) => [...observation.mention, ...(alert.mention ?? [])])
    const owners = await ownersOf(first.alert)
    const above = managersOf([...new Set(named)], people)
    const told = above.length > 0 ? above : people.filter(({ email, active }) => active && owners.includes(email))
    return inTransaction(pool, async (db) => {
      const marked = await markEscalated(
        db,
        now,
        first,
        group.map(({ series }) => series),
      )
      const ours = group.filter(({ series }) => marked.includes(series))
      if (ours.length > 0) await tell(db, alert, ours, { told, hours, now })
      return ours.length
    })
  }

  async function tell(
    db: Db,
    alert: Alert,
    group: readonly Unanswered[],
    { told, hours, now }: { readonly told: readonly Person[]; readonly hours: number; readonly now: Temporal.Instant },
  ): Promise<void> {
    const [first] = group
    if (!first) return
    const { post, channel, locale } = first
    const observations = group.map(({ observation }) => observation)
    const message = (people: readonly string[]) =>
      escalationMessage(alert.title, observations, { people, hours, locale })
    const key = (to: string) => digest(['escalated', post, now.toString(), to])
    const direct = channel.startsWith(directTo('')) || channel.startsWith('D')
    // Who manages somebody does not read their direct messages.
    const deliveries: NewDelivery[] = direct
      ? told.map(({ email }) => ({ key: key(email), channel: directTo(email), locale, message: message([]) }))
      : [
          {
            key: key(''),
            channel,
            locale,
            message: message(told.map(({ id }) => id)),
            to: { act: 'reply', root: post },
          },
        ]
    await addDeliveries(db, { kind: 'alert', id: first.alert, due: now }, deliveries)
    for (const each of deliveries) await callDrain(db, each.channel)
  }

  return {
    ...escalationSchedule,
    async keep({ due }) {
      const { alerts } = workshop.catalog
      const watched = [...alerts].flatMap(([id, { escalateAfterHours }]) =>
        escalateAfterHours === undefined ? [] : [id],
      )
      const found = watched.length > 0 ? await unanswered(pool, due, watched) : []
      let escalated = 0
      for (const [first, ...rest] of byMessage(found)) {
        const alert = first && alerts.get(first.alert)
        const hours = alert?.escalateAfterHours
        if (!first || !alert || hours === undefined) continue
        if (businessHoursBetween(first.told, due, workshop.company.calendar) < hours) continue
        escalated += await escalate(alert, hours, [first, ...rest], due)
      }
      return `escalated: ${escalated} of ${found.length} that nobody has taken on`
    },
  }
}

/** Series of one rule in one message together: a day's summary holds several rules'. */
function byMessage(found: readonly Unanswered[]): Unanswered[][] {
  const groups = new Map<string, Unanswered[]>()
  for (const each of found) {
    const key = `${each.alert} ${each.post}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()]
}
