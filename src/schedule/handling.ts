import type { Handling } from '../define/alert.ts'
import type { Context } from '../define/context.ts'
import type { PostedSeries } from '../state/alert-posts.ts'

/** What people made of a message, by their names: its buttons act on all its series at once, so the latest speaks for all. */
export function handlingOf({ people }: Pick<Context, 'people'>, series: readonly PostedSeries[]): Handling {
  const going = series.filter(({ since }) => since !== null)
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? id
  const acknowledged = going.find(({ acknowledgedBy }) => acknowledgedBy !== null)
  const assigned = going.find(({ assignee }) => assignee !== null)
  const snoozed = going.find(({ snoozedBy }) => snoozedBy !== null)
  return {
    ...(acknowledged?.acknowledgedBy && acknowledged.acknowledgedAt
      ? { acknowledged: { by: nameOf(acknowledged.acknowledgedBy), at: acknowledged.acknowledgedAt.toString() } }
      : {}),
    ...(assigned?.assignee
      ? { assigned: { to: nameOf(assigned.assignee), by: nameOf(assigned.assignedBy ?? assigned.assignee) } }
      : {}),
    ...(snoozed?.snoozedBy
      ? {
          snoozed: {
            by: nameOf(snoozed.snoozedBy),
            ...(snoozed.snoozedUntil ? { until: snoozed.snoozedUntil.toString() } : {}),
            ...(snoozed.snoozedReason === null ? {} : { reason: snoozed.snoozedReason }),
          },
        }
      : {}),
  }
}
