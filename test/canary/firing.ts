import { Temporal } from 'temporal-polyfill'
import type { FiringSeries } from '../../src/define/state.ts'
import type { Axes } from './axes.ts'
import { companyNow } from './company.ts'
import type { Planted } from './plant.ts'
import type { Person, Reach } from './reach.ts'

const since = Temporal.Instant.from(companyNow)

/** Alerts that tell a KPI's figure. */
const telling = { win_rate_drop: 'win_rate', bookings_behind_pace: 'bookings' } as const

/** What is firing: about each person, about KPIs, about all. Of what this person may not see it is a canary. */
export function firingFor(
  { rows, sees }: Planted,
  who: Person,
  { records, withheld }: Reach,
  { companySeries }: Axes,
): readonly FiringSeries[] {
  const own = new Set(sees.split(' '))
  const all = records === 'everything'
  return [
    ...(rows.users ?? []).map(({ id }) => {
      const person = String(id)
      return series('stuck_deals', person, all || (records === 'own' && own.has(person)), [person])
    }),
    ...Object.entries(telling).map(([alert, metric]) =>
      series(alert, who.id, records !== 'aggregates' && !withheld.has(metric), [who.id]),
    ),
    ...(rows.accounts ?? []).map(({ id, owner_id, csm_id }) => {
      const people = [owner_id ?? '(nobody)', csm_id ?? '(nobody)'].map(String)
      return series(
        'churn_risk',
        String(id),
        all || (records === 'own' && people.some((each) => own.has(each))),
        people,
      )
    }),
    ...(companySeries ? [series('ticket_backlog', 'SMB', records !== 'own', [])] : []),
  ]
}

function series(alert: string, about: string, open: boolean, people: readonly string[]): FiringSeries {
  const text = `${open ? 'About' : 'Canary about'} ${about}`
  return { alert, series: about, label: text, state: 'firing', since, summary: { en: text, ja: text }, people }
}
