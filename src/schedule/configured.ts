import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { Workshop } from '../answers/context.ts'
import { parseSchedule } from '../calendar/schedule.ts'
import { type Config, ConfigError } from '../config.ts'
import type { Subscription } from '../define/subscription.ts'
import { nearest } from '../nearest.ts'
import type { PlannedSubscription } from './plan.ts'
import { placeOf } from './tools.ts'

/** The subscriptions that the configuration makes. Throws a ConfigError that names the entry, the field and what was expected. */
export function configuredSubscriptions(
  config: Pick<Config, 'locale' | 'business'>,
  { catalog, company }: Workshop,
): readonly PlannedSubscription[] {
  return config.business.subscriptions.map(({ report: typed, as, channel, when, locale }, index) => {
    const fault = (field: string, what: string): ConfigError =>
      new ConfigError(`REVOPS_CONFIG does not hold:\n  subscriptions.${index}.${field}: ${what}`)
    const topic = typed.replaceAll('-', '_')
    const report = catalog.reports.get(topic)
    if (!report) {
      const known = [...catalog.reports.keys()]
      const guess = nearest(typed, known)
      throw fault(
        'report',
        `there is no report “${typed}”; ${guess ? `did you mean ${guess}` : `there are: ${known.join(', ')}`}`,
      )
    }
    const place = channel === undefined ? undefined : placeOf(config, channel)
    if (channel !== undefined && !place) throw fault('channel', `“channels” maps “${channel}” to no Slack id`)
    const schedule = when ?? report.schedule
    const subscription: Subscription = {
      id: `config:${createHash('sha256')
        .update(JSON.stringify([topic, as, channel]))
        .digest('base64url')
        .slice(0, 16)}`,
      person: as.toLowerCase(),
      kind: 'report',
      topic,
      label: '',
      channel: place?.channel ?? null,
      locale: locale ?? place?.locale ?? config.locale,
      schedule,
      zone: company.calendar.zone,
      onlyChanges: false,
      // The plan notes since when it is known, as for every definition.
      knownSince: Temporal.Instant.fromEpochMilliseconds(0),
      told: null,
      paused: null,
    }
    try {
      return {
        kind: 'subscription',
        id: subscription.id,
        schedule: parseSchedule(schedule, company.calendar),
        definition: { subscription, catchUpHours: report.catchUpHours, configured: true },
      }
    } catch (error) {
      throw fault('when', error instanceof Error ? error.message : String(error))
    }
  })
}
