import type pg from 'pg'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Schedule } from '../calendar/schedule.ts'
import type { BotState, DeliveryCount, DeliveryTrouble, FiringSeries, PlannedRun } from '../define/state.ts'
import { observation } from './observation.ts'
import { countColumn, instantColumn, isUnmigrated, rowsOf } from './rows.ts'
import type { RunKind } from './runs.ts'

/** A definition with its schedule read. What people are subscribed to is theirs, and not among these. */
export interface Scheduled {
  readonly kind: Exclude<RunKind, 'subscription'>
  readonly id: string
  readonly schedule: Schedule
}

export interface ViewOptions {
  readonly pool: pg.Pool
  /**
   * What runs by the clock; asked each time, so that it may be known later than the view. An alert that is not among
   * these no longer exists, and so does not fire.
   */
  scheduled(): readonly Scheduled[]
  now(): Temporal.Instant
}

/** What the bot knows and did, from its own tables; of a database without them, that is nothing. */
export function createBotState({ pool, scheduled, now }: ViewOptions): BotState {
  const read = <Row extends z.ZodType>(row: Row, text: string): Promise<z.output<Row>[]> =>
    rowsOf(pool, row, text).catch((error: unknown) => {
      if (isUnmigrated(error)) return []
      throw error
    })
  return {
    async firing(): Promise<readonly FiringSeries[]> {
      const exists = new Set(scheduled().flatMap(({ kind, id }) => (kind === 'alert' ? [id] : [])))
      const rows = (await read(firingRow, firingText)).filter(({ alert }) => exists.has(alert))
      return rows.map(({ alert, series, label, recovering, since, latest }) => ({
        alert,
        series,
        label,
        state: recovering ? ('recovering' as const) : ('firing' as const),
        since,
        summary: latest.summary,
        people: latest.people,
      }))
    },
    async runs(): Promise<readonly PlannedRun[]> {
      const last = await read(lastRow, lastText)
      return scheduled().map(({ kind, id, schedule }) => {
        const found = last.find((row) => row.kind === kind && row.id === id)
        const next = schedule.next(now())
        return { id, kind, next, ...(found && { last: { due: found.due, outcome: found.outcome } }) }
      })
    },
    deliveries: (): Promise<readonly DeliveryCount[]> => read(countRow, countText),
    async trouble(): Promise<DeliveryTrouble> {
      const [row] = await read(troubleRow, troubleText)
      return { waitingSeconds: row?.waiting ?? null, lastError: row?.error ?? null }
    },
  }
}

const firingRow = z.object({
  alert: z.string(),
  series: z.string(),
  label: z.string(),
  recovering: z.boolean(),
  since: instantColumn,
  latest: observation,
})
const firingText = `
  select alert, series, label, state = 'recovering' as recovering, since,
    case when state = 'firing' then latest else coalesce(told, latest) end as latest
  from revops.alert_series where since is not null and latest is not null
  order by alert, (latest->>'weight')::float8 desc, series`

const lastRow = z.object({ kind: z.string(), id: z.string(), due: instantColumn, outcome: z.string() })
const lastText = `
  select s.kind, s.id, r.due,
    coalesce(r.outcome, case when r.wait_until is not null then 'waiting for fresh data'
      when r.reason is null then 'running' else 'to be tried again' end) as outcome
  from revops.schedules s cross join lateral (
    select due, outcome, reason, wait_until from revops.runs
    where kind = s.kind and id = s.id order by due desc limit 1) r`

const countRow = z.object({ state: z.string(), count: countColumn })
const countText = 'select state, count(*) as count from revops.deliveries group by 1 order by 1'

const troubleRow = z.object({ waiting: z.number().nullable(), error: z.string().nullable() })
// not_before is when the try ended, or when the next one is.
const troubleText = `
  select (select extract(epoch from clock_timestamp() - min(created_at))::float8 from revops.deliveries
    where state in ('queued', 'sending')) as waiting,
    (select last_error from revops.deliveries
     where state in ('queued', 'failed', 'unknown') and last_error is not null
       and not_before > clock_timestamp() - interval '7 days'
     order by not_before desc limit 1) as error`
