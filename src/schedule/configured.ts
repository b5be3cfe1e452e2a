import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { Workshop } from '../answers/context.ts'
import { parseSchedule } from '../calendar/schedule.ts'
import type { Config } from '../config.ts'
import type { Subscription } from '../define/subscription.ts'
import { nearest } from '../nearest.ts'
import { scheduleFaults } from '../present/alerts/check/alert-faults.ts'
import type { PlannedSubscription } from './plan.ts'
import { placeOf } from './tools.ts'

type Configuration = Pick<Config, 'locale' | 'business'>

/** What is wrong with the subscriptions that the configuration makes: entry, field, value, what was expected. */
export function configuredFaults(config: Configuration, { catalog, company }: Workshop): string[] {
  const known = [...catalog.reports.keys()]
  return config.business.subscriptions.flatMap(({ report, channel, when }, index) => {
    const at = `REVOPS_CONFIG: subscriptions.${index}`
    const guess = nearest(report, known)
    const hint = guess ? `did you mean ${guess}` : `there are: ${known.join(', ')}`
    return [
      ...(catalog.reports.has(idOf(report)) ? [] : [`${at}.report: there is no report “${report}”; ${hint}`]),
      ...(channel === undefined || placeOf(config, channel)
        ? []
        : [`${at}.channel: “channels” maps “${channel}” to no Slack id`]),
      ...(when === undefined ? [] : scheduleFaults(when, company.calendar, 'when')).map(
        ({ field, words }) => `${at}.${field}: ${words.en}`,
      ),
    ]
  })
}

const idOf = (report: string): string => report.replaceAll('-', '_')

/** The subscriptions that the configuration makes, once nothing is wrong with them. */
export function configuredSubscriptions(
  config: Configuration,
  { catalog, company }: Workshop,
): readonly PlannedSubscription[] {
  return config.business.subscriptions.flatMap(({ report: typed, as, channel, when, locale }) => {
    const topic = idOf(typed)
    const report = catalog.reports.get(topic)
    if (!report) return []
    const place = channel === undefined ? undefined : placeOf(config, channel)
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
    return [
      {
        kind: 'subscription',
        id: subscription.id,
        schedule: parseSchedule(schedule, company.calendar),
        definition: { subscription, catchUpHours: report.catchUpHours, configured: true },
      },
    ]
  })
}
