import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { personByEmail } from '../answers/identity.ts'
import type { AlertPost, Told } from '../define/alert.ts'
import type { AlertDesk, Press } from '../define/alert-desk.ts'
import type { Context } from '../define/context.ts'
import type { Locale } from '../define/words.ts'
import { deskWords } from '../present/alerts/desk-words.ts'
import { opinionDays, opinionText } from '../present/alerts/opinions.ts'
import { lineName } from '../present/names.ts'
import type { Person } from '../ssot/people.ts'
import { type Mark, opinionsOf, saveMark } from '../state/alert-marks.ts'
import { type PostedSeries, seriesOfPost } from '../state/alert-posts.ts'
import { addDeliveries } from '../state/deliveries.ts'
import { inTransaction } from '../state/transaction.ts'
import { alertContext } from './audience.ts'
import { callDrain } from './call-drain.ts'
import { handlingOf } from './handling.ts'
import type { Tools } from './tools.ts'

const hours = { day: 24, week: 24 * 7, change: null } as const

/** Presses are written down with what they mean for the series; the message then says who has it in hand. */
export function createAlertDesk({ pool, workshop, clock }: Pick<Tools, 'pool' | 'workshop' | 'clock'>): AlertDesk {
  /** Undefined: whoever was chosen is not in the SSOT. */
  function markOf(press: Press, people: readonly Person[], now: Temporal.Instant): Mark | undefined {
    switch (press.kind) {
      case 'acknowledge':
        return { mark: 'acknowledged' }
      case 'not useful':
        return { mark: 'not useful' }
      case 'snooze': {
        const wait = hours[press.for]
        const until = wait === null ? null : now.add({ hours: wait })
        return {
          mark: 'snoozed',
          for: press.for,
          until,
          ...(press.reason === undefined ? {} : { reason: press.reason }),
        }
      }
      case 'assign': {
        const to = people.find(({ email, active }) => active && email === press.email?.toLowerCase())
        return to && { mark: 'assigned', to: to.id }
      }
    }
  }

  async function showInMessage(key: string, now: Temporal.Instant): Promise<void> {
    const series = await seriesOfPost(pool, key)
    const [first] = series
    const alert = first && workshop.catalog.alerts.get(first.alert)
    if (!first || !alert) return
    const { channel, locale } = first
    const context = await alertContext(workshop, alert, locale, now)
    if (!context) return
    const post = postOf(key, series, context)
    if (!post) return
    const message = await alert.message(context, post)
    const delivery = { key: randomUUID(), channel, locale, message, to: { act: 'edit', root: key } } as const
    await inTransaction(pool, async (db) => {
      await addDeliveries(db, { kind: 'alert', id: first.alert, due: now }, [delivery])
      await callDrain(db, channel)
    })
  }

  async function opinion(alert: string, now: Temporal.Instant, locale: Locale): Promise<string> {
    const opinions = await opinionsOf(pool, alert, now.subtract({ hours: 24 * opinionDays }))
    return opinionText(opinions, locale, 'presser')
  }

  return {
    async press(key, press, { email, locale }) {
      const say = deskWords[locale]
      const { people } = await workshop.source.snapshot()
      const who = personByEmail(people, email, locale, workshop.company.contact)
      const series = await seriesOfPost(pool, key)
      const [first] = series
      if (!first) return say.unknown
      const going = series.filter(({ since }) => since !== null)
      if (going.length === 0 && press.kind !== 'not useful') return say.over
      const now = clock.now()
      const mark = markOf(press, people, now)
      if (!mark) return say.notInSsot
      const marked = { alert: first.alert, key, series: series.map((each) => each.series) }
      await inTransaction(pool, (db) => saveMark(db, marked, mark, who.id, now))
      if (mark.mark === 'not useful') return opinion(first.alert, now, locale)
      await showInMessage(key, now)
      if (mark.mark === 'acknowledged') return say.acknowledged
      if (mark.mark === 'snoozed') return say.snoozed[mark.for]
      return say.assigned(lineName(people.find(({ id }) => id === mark.to)?.name ?? mark.to))
    },
  }
}

/** A message as its series stand; undefined where nothing is known of them any more. */
function postOf(key: string, series: readonly PostedSeries[], context: Pick<Context, 'people'>): AlertPost | undefined {
  const standing = series.flatMap(({ observation, since, began, toldAt }) => {
    const from = since ?? began
    if (!observation || !from) return []
    return [{ observation, since: from.toString(), ...(since === null && toldAt ? { over: toldAt.toString() } : {}) }]
  })
  const [worst, ...rest] = standing.map(
    ({ observation, since, over }): Told => ({
      news: over === undefined ? 'repeated' : 'recovered',
      observation,
      since,
      before: null,
    }),
  )
  return worst && { key, as: 'post', told: [worst, ...rest], standing, handling: handlingOf(context, series) }
}
