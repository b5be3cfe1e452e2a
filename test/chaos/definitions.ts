import { Temporal } from 'temporal-polyfill'
import type { Alert } from '../../src/define/alert.ts'
import type { Report } from '../../src/define/report.ts'
import { deliveryKey } from '../../src/schedule/key.ts'
import { alert, bad, message, observation, report } from '../schedule/rig.ts'
import type { Round } from './plan.ts'

/** Where business time begins: everything is known by then, and nothing was due. */
export const beginning = Temporal.Instant.from('2026-11-09T08:00:00Z')

export const channelId = (channel: number): string => `C${String(channel + 1).padStart(9, '0')}`

const dueOf = ({ minute }: Round): Temporal.Instant => beginning.add({ minutes: minute })

const scheduleOf = (round: Round): string =>
  `daily at ${dueOf(round).toZonedDateTimeISO('UTC').toPlainTime().toString({ smallestUnit: 'minute' })}`

const seriesOf = ({ posts }: Round): string[] => Array.from({ length: posts }, (_, i) => `s${i}`)

/** The rounds as definitions. The worst series is told first, so `s0` has the greatest weight. */
export function definitionsOf(rounds: readonly Round[]) {
  const reports: Record<string, Report> = {}
  const alerts: Record<string, Alert> = {}
  for (const round of rounds) {
    const where = { schedule: scheduleOf(round), channel: channelId(round.channel) }
    if (round.posts === 1) reports[round.id] = report({ ...where, run: async () => message(round.id) })
    else {
      // A fact of its own: what two rules say of one fact within the hour comes once.
      const seen = () =>
        seriesOf(round).map((name, i) =>
          observation(name, { ...bad, weight: round.posts - i, subject: `${round.id} ${name}` }),
        )
      alerts[round.id] = alert(seen, {
        ...where,
        message: async (_context, { told: [worst] }) => message(`${round.id} ${worst.observation.series}`),
      })
    }
  }
  return { reports, alerts }
}

/** Key of every message that has to arrive → its channel. */
export function expectedOf(rounds: readonly Round[]): ReadonlyMap<string, string> {
  return new Map(
    rounds.flatMap((round) => {
      const due = dueOf(round)
      const keys =
        round.posts === 1
          ? [deliveryKey({ kind: 'report', id: round.id, due })]
          : seriesOf(round).map((name) =>
              deliveryKey({ kind: 'alert', id: round.id, due }, name, `fired in ${channelId(round.channel)}`),
            )
      return keys.map((key) => [key, channelId(round.channel)] as const)
    }),
  )
}
