import type { Gauge } from 'prom-client'
import type { BotState } from '../define/state.ts'

export interface StandingOptions {
  readonly state: () => BotState
  /** Ids of all alert rules by now, those that people made too: one that does not fire is told as 0. */
  alerts(): readonly string[]
  /** Seconds since the sync of the source that is stale the longest; 0 when none is. Rejects where the SSOT cannot be read. */
  oldestStale(): Promise<number>
}

/** Databases are not read more often than this, however often somebody scrapes. */
const atMostEveryMs = 10_000

interface GaugeOptions {
  readonly name: string
  readonly help: string
  readonly labelNames?: readonly string[]
}

interface Gauges {
  readonly labelled: readonly Gauge<string>[]
  readonly plain: readonly Gauge<string>[]
}

/** How things stand: read when somebody asks. What cannot be read is left out, and `…_up` says 0. */
export function createStanding(
  { state, alerts, oldestStale }: StandingOptions,
  gauge: (options: GaugeOptions) => Gauge<string>,
): { refresh(): Promise<void> } {
  const ownUp = gauge({ name: 'revops_database_up', help: 'Whether the bot’s own database could be read' })
  const ssotUp = gauge({ name: 'revops_ssot_up', help: 'Whether the SSOT could be read' })
  const deliveries = gauge({
    name: 'revops_deliveries',
    help: 'Messages of the delivery queue, by state',
    labelNames: ['state'],
  })
  const depth = gauge({ name: 'revops_queue_depth', help: 'Messages that wait or are on their way', labelNames: [] })
  const oldest = gauge({ name: 'revops_queue_oldest_seconds', help: 'Age of the oldest of them; 0 when there is none' })
  const firing = gauge({
    name: 'revops_firing_series',
    help: 'Series that are firing, by alert rule',
    labelNames: ['alert'],
  })
  const stale = gauge({
    name: 'revops_stale_seconds',
    help: 'Since the sync of the source that is stale the longest; 0 when none is',
  })

  async function readOwn(): Promise<void> {
    const [counts, trouble, series] = await Promise.all([state().deliveries(), state().trouble(), state().firing()])
    const of = (name: string) => counts.find((each) => each.state === name)?.count ?? 0
    for (const name of ['queued', 'sending', 'sent', 'failed', 'unknown']) deliveries.set({ state: name }, of(name))
    depth.set(of('queued') + of('sending'))
    oldest.set(trouble.waitingSeconds ?? 0)
    firing.reset()
    for (const alert of alerts()) firing.set({ alert }, series.filter((each) => each.alert === alert).length)
  }

  const part = (up: Gauge<string>, gauges: Gauges, read: () => Promise<void>): Promise<void> =>
    read().then(
      () => up.set(1),
      () => {
        up.set(0)
        // Old values would look like present ones.
        for (const each of gauges.labelled) each.reset()
        for (const each of gauges.plain) each.remove()
      },
    )

  let at = Number.NEGATIVE_INFINITY
  let refreshing: Promise<unknown> = Promise.resolve()
  return {
    async refresh() {
      if (performance.now() - at >= atMostEveryMs) {
        at = performance.now()
        refreshing = Promise.all([
          part(ownUp, { labelled: [deliveries, firing], plain: [depth, oldest] }, readOwn),
          part(ssotUp, { labelled: [], plain: [stale] }, async () => stale.set(await oldestStale())),
        ])
      }
      await refreshing
    },
  }
}
