import type { Temporal } from 'temporal-polyfill'
import type { Change } from '../alerting/changes.ts'
import type { Context } from '../define/context.ts'
import { type SummaryLine, summaryMessage } from '../present/alerts/summary-message.ts'
import { lockChannels, toldToday } from '../state/alert-day.ts'
import { type PostedSeries, seriesOfPost } from '../state/alert-posts.ts'
import type { NewDelivery } from '../state/deliveries.ts'
import type { Db } from '../state/rows.ts'
import type { ClaimedRun } from '../state/runs.ts'
import type { AlertPlace } from '../state/series.ts'
import { summaryKey } from './cap.ts'
import { deliveryKey } from './key.ts'
import type { Tools } from './tools.ts'

/** What channels have had of alerts on a business day. */
export interface DayTold {
  readonly day: Temporal.Instant
  readonly told: ReadonlyMap<string, number>
  readonly summaries: ReadonlySet<string>
  /** The same as it is by now, counted by nobody else until the transaction ends. */
  again(db: Db): Promise<DayTold>
}

export async function lookAtDay(db: Db, channels: readonly string[], day: Temporal.Instant): Promise<DayTold> {
  const keys = channels.map((channel) => summaryKey(channel, day))
  const found = channels.length > 0 ? await toldToday(db, channels, day, keys) : []
  return {
    day,
    told: new Map(found.map(({ channel, messages }) => [channel, messages])),
    summaries: new Set(found.filter(({ summary }) => summary).map(({ channel }) => summaryKey(channel, day))),
    async again(on) {
      await lockChannels(on, channels)
      return lookAtDay(on, channels, day)
    },
  }
}

/** A day's summary as this run leaves it: posted where it is not there yet, else edited. */
export async function summaryDelivery(
  { pool, workshop, config }: Tools,
  {
    run,
    context,
    changes,
  }: { readonly run: ClaimedRun; readonly context: Context; readonly changes: readonly Change[] },
  { key, channel, locale }: AlertPlace,
  exists: boolean,
): Promise<NewDelivery> {
  const { alerts } = workshop.catalog
  const before = await seriesOfPost(pool, key)
  const now = new Map(changes.map((change) => [change.series, change.state]))
  const others = before.filter(({ alert, series }) => alert !== run.id || !now.has(series))
  const own = changes.filter(({ state }) => state.post?.key === key)
  const lines = [
    ...others,
    ...own.map(
      ({ series, state }): Stand => ({ ...state, alert: run.id, series, observation: state.latest ?? state.told }),
    ),
  ].flatMap((each): SummaryLine[] => {
    const rule = alerts.get(each.alert)
    const since = each.since ?? each.began
    if (!rule || !each.observation || !since) return []
    const { title, severity, names } = rule
    const over = each.since === null && each.toldAt ? { over: each.toldAt.toString() } : {}
    return [
      { title, severity, ...(names && { names }), observation: each.observation, since: since.toString(), ...over },
    ]
  })
  const message = summaryMessage({ ...context, locale }, lines, config.business.alertsPerChannelAndDay)
  const place = { channel, locale, message }
  return exists ? { ...place, key: deliveryKey(run, key, 'edit'), to: { act: 'edit', root: key } } : { ...place, key }
}

type Stand = Pick<PostedSeries, 'alert' | 'series' | 'since' | 'began' | 'toldAt' | 'observation'>
