import type { CompanyCalendar } from '../../../calendar/company.ts'
import { parseSchedule } from '../../../calendar/schedule.ts'
import type { Alert } from '../../../define/alert.ts'
import { personDimensions } from '../person-dimensions.ts'
import type { Fault } from './fault.ts'
import { type WatchSurroundings, watchFaults } from './watch-faults.ts'
import { faultWords as say } from './words.ts'

/** What a rule is checked against. */
export interface AlertSurroundings extends WatchSurroundings {
  readonly calendar: CompanyCalendar
  /** Logical channels of the configuration, those mapped to nothing included; none where none is configured at all. */
  readonly channels: readonly string[]
  /** The configuration names somebody for this rule. */
  readonly hasOwner: boolean
}

type Checked = Pick<
  Alert,
  'schedule' | 'channel' | 'channels' | 'forDays' | 'repeatEveryDays' | 'escalateAfterHours' | 'watch' | 'mention'
>

/** Everything about a rule that could never work, field by field. */
export function alertFaults(alert: Checked, around: AlertSurroundings): Fault[] {
  const { schedule, channel, channels = {}, forDays, repeatEveryDays, watch } = alert
  return [
    ...scheduleFaults(schedule, around.calendar),
    ...channelFaults('channel', channel, around),
    ...ownerFaults(alert),
    ...Object.entries(channels).flatMap(([label, name]) => channelFaults(`channels.${label}`, name, around)),
    ...(forDays >= 0 ? [] : [{ field: 'forDays', words: say.forDays(forDays) }]),
    ...(repeatEveryDays === null || repeatEveryDays >= 1
      ? []
      : [{ field: 'repeatEveryDays', words: say.repeatEveryDays(repeatEveryDays) }]),
    ...escalationFaults(alert, around),
    ...(watch ? watchFaults(watch, around) : []),
  ]
}

export function scheduleFaults(schedule: string, calendar: CompanyCalendar, field = 'schedule'): Fault[] {
  try {
    parseSchedule(schedule, calendar)
    return []
  } catch {
    return [{ field, words: say.schedule(schedule) }]
  }
}

/** A bot that posts nowhere yet is told of by a warning; one that posts somewhere must not lose a rule to a typo. */
export function channelFaults(field: string, name: string, { channels }: Pick<AlertSurroundings, 'channels'>): Fault[] {
  if (channels.length === 0 || name === ownerChannel || channels.includes(name)) return []
  return [{ field, words: say.channel(name, channels) }]
}

/** Stands for the direct messages of whoever a series is about. */
export const ownerChannel = 'owner'

/** Whether a rule knows people to turn to. One that is no KPI's says whom it mentions row by row. */
const namesPeople = ({ watch, mention = [] }: Checked): boolean =>
  !watch || mention.length > 0 || (watch.by !== undefined && personDimensions.includes(watch.by))

function ownerFaults(alert: Checked): Fault[] {
  return alert.channel === ownerChannel && !namesPeople(alert) ? [{ field: 'channel', words: say.noOwner() }] : []
}

function escalationFaults(alert: Checked, { hasOwner }: AlertSurroundings): Fault[] {
  const { escalateAfterHours: hours } = alert
  const field = 'escalateAfterHours'
  if (hours === undefined) return []
  if (!(hours > 0)) return [{ field, words: say.escalateAfterHours(hours) }]
  return namesPeople(alert) || hasOwner ? [] : [{ field, words: say.nobodyToEscalateTo() }]
}
