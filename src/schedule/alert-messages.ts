import type { Change } from '../alerting/changes.ts'
import type { Alert, AlertPost, Standing, Told } from '../define/alert.ts'
import type { Context } from '../define/context.ts'
import { type PostedSeries, seriesOfPost } from '../state/alert-posts.ts'
import { saveTold, type ToldFact, toldByOthers } from '../state/alert-told.ts'
import type { NewDelivery } from '../state/deliveries.ts'
import type { Db } from '../state/rows.ts'
import type { ClaimedRun } from '../state/runs.ts'
import type { AlertPlace, SeriesState } from '../state/series.ts'
import { alertDay, capNews, isSummary } from './cap.ts'
import { type DayTold, lookAtDay, summaryDelivery } from './day-summary.ts'
import { groupNews, type NewsGroup } from './group.ts'
import { handlingOf } from './handling.ts'
import { deliveryKey } from './key.ts'
import { markLate } from './late.ts'
import { type Place, placeOf, type Tools } from './tools.ts'

/** The same fact is not told twice in a channel within this time. */
const onceWithin = { hours: 1 } as const

export interface Evaluated {
  readonly alert: Alert
  readonly run: ClaimedRun
  readonly place: Place
  /** Where each new series goes, where that is its owner's direct messages. */
  readonly owners: ReadonlyMap<string, Place> | undefined
  readonly context: Context
  readonly previous: ReadonlyMap<string, SeriesState>
  readonly changes: readonly Change[]
}

export interface Telling {
  readonly deliveries: readonly NewDelivery[]
  /** The changes, with the message that each is told in. */
  readonly placed: readonly Change[]
  save(db: Db): Promise<void>
}

/** The messages of an evaluation: new ones, and for what was told before its edited message and an answer in its thread. */
export async function tellNews(tools: Tools, evaluated: Evaluated): Promise<Telling> {
  const { run, context } = evaluated
  const unheard = await withoutRepetition(tools, evaluated, grouped(tools, evaluated))
  const channels = [...new Set(unheard.filter(({ isNew }) => isNew).map(({ post }) => post.channel))]
  const today = await lookAtDay(tools.pool, channels, alertDay(run.due, context.company.calendar))
  const most = tools.config.business.alertsPerChannelAndDay
  const groups = capNews(unheard, { ...today, most })
  const deliveries: NewDelivery[] = []
  for (const group of groups) {
    for (const each of await deliveriesOf(tools, evaluated, group)) {
      deliveries.push({ ...each, message: markLate(each.message, run, each.locale, context.company.calendar.zone) })
    }
  }
  const posts = new Map(groups.flatMap(({ post, told }) => told.map(({ observation }) => [observation.series, post])))
  const placed = evaluated.changes.map((change) => {
    const post = posts.get(change.series)
    return post ? { ...change, state: { ...change.state, post } } : change
  })
  const summaries = new Map(
    groups.flatMap(({ post, isNew }) => (isSummary(post.key) ? [[post.key, { post, isNew }]] : [])),
  )
  for (const { post, isNew } of summaries.values()) {
    const exists = !isNew || today.summaries.has(post.key)
    deliveries.push(await summaryDelivery(tools, { run, context, changes: placed }, post, exists))
  }
  const facts = groups.flatMap(({ post, told }) => told.map((each) => factOf(post, each)))
  return {
    deliveries,
    placed,
    async save(db) {
      // Another run may have told something since; that matters where this one would now be told otherwise.
      const later = await today.again(db)
      if (placesOf(groups, today) !== placesOf(capNews(unheard, { ...later, most }), later)) {
        throw new Error('another alert took the room in between')
      }
      await saveTold(db, run.id, facts, run.due, run.due.subtract(onceWithin))
    },
  }
}

/** Which message each group is told in, and whether that is there already. */
const placesOf = (groups: readonly NewsGroup[], { summaries }: Pick<DayTold, 'summaries'>): string =>
  groups.map(({ post: { key } }) => `${key} ${summaries.has(key)}`).join()

const factOf = ({ channel }: AlertPlace, { observation }: Told): ToldFact => ({
  channel,
  subject: observation.subject,
})

function grouped(tools: Tools, { alert, run, place, owners, previous, changes }: Evaluated): NewsGroup[] {
  return groupNews(changes, {
    rule: alert,
    placeOf({ observation }) {
      const own = alert.channels?.[observation.label]
      if (own !== undefined) return placeOf(tools.config, own)
      return owners ? owners.get(observation.series) : place
    },
    keyOf: (channel, series) => deliveryKey(run, series, `fired in ${channel}`),
    standingOf: (post) => standingOf(post, previous, changes),
  })
}

/** Every series that a message tells of: as this run left it, or as it was. */
function standingOf(
  { key }: AlertPlace,
  previous: ReadonlyMap<string, SeriesState>,
  changes: readonly Change[],
): Standing[] {
  const now = new Map(changes.map((change) => [change.series, change.state]))
  return [...previous]
    .filter(([, { post }]) => post?.key === key)
    .flatMap(([series, before]): Standing[] => {
      const state = now.get(series) ?? before
      const observation = state.latest ?? state.told
      const since = state.since ?? state.began ?? before.since
      if (!observation || !since) return []
      const over = state.since === null && state.toldAt ? { over: state.toldAt.toString() } : {}
      return [{ observation, since: since.toString(), ...over }]
    })
    .sort((a, b) => b.observation.weight - a.observation.weight)
}

/** News of a new message that another rule has just told in the same channel is left out. */
async function withoutRepetition(
  { pool }: Tools,
  { run }: Evaluated,
  groups: readonly NewsGroup[],
): Promise<NewsGroup[]> {
  const facts = groups.filter(({ isNew }) => isNew).flatMap(({ post, told }) => told.map((each) => factOf(post, each)))
  const known = facts.length > 0 ? await toldByOthers(pool, run.id, facts, run.due.subtract(onceWithin)) : []
  const isKnown = (post: AlertPlace, { observation: { subject } }: Told): boolean =>
    subject !== '' && known.some((fact) => fact.channel === post.channel && fact.subject === subject)
  return groups.flatMap((group) => {
    if (!group.isNew) return [group]
    const [worst, ...rest] = group.told.filter((told) => !isKnown(group.post, told))
    if (!worst) return []
    const told = [worst, ...rest] as const
    const names = new Set(told.map(({ observation }) => observation.series))
    return [{ ...group, told, standing: group.standing.filter(({ observation }) => names.has(observation.series)) }]
  })
}

async function deliveriesOf(
  { pool }: Tools,
  { alert, run, context: seen, changes }: Evaluated,
  { post, isNew, told, standing }: NewsGroup,
): Promise<NewDelivery[]> {
  const { key, channel, locale } = post
  const context = { ...seen, locale }
  const handling = isNew ? {} : handlingOf(context, (await seriesOfPost(pool, key)).map(afterwards(changes)))
  const about: AlertPost = { key, as: 'post', told, standing, handling }
  const place = { channel, locale }
  const whole = isSummary(key) ? undefined : await alert.message(context, about)
  if (isNew) return whole ? [{ key, ...place, message: whole }] : []
  const answer = await alert.message(context, { ...about, as: 'reply' })
  return [
    ...(whole
      ? [{ key: deliveryKey(run, key, 'edit'), ...place, message: whole, to: { act: 'edit', root: key } } as const]
      : []),
    { key: deliveryKey(run, key, 'reply'), ...place, message: answer, to: { act: 'reply', root: key } },
  ]
}

/** A series as these changes leave it: what ended is nobody's any more, and who woke up is not asleep. */
const afterwards =
  (changes: readonly Change[]) =>
  (before: PostedSeries): PostedSeries => {
    const state = changes.find(({ series }) => series === before.series)?.state
    if (!state) return before
    const asleep = state.snoozed !== null
    return { ...before, since: state.since, ...(asleep ? {} : { snoozedBy: null, snoozedUntil: null }) }
  }
