import type { Workshop } from '../answers/context.ts'
import { type Config, ConfigError } from '../config.ts'
import type { AlertSurroundings } from '../present/alerts/check/alert-faults.ts'
import { alertFaults, channelFaults, scheduleFaults } from '../present/alerts/check/alert-faults.ts'

type Configured = Pick<Config, 'business'>

/** What a rule of this id is checked against. */
export const surroundingsOf = (
  { business }: Configured,
  { catalog, company, engine }: Pick<Workshop, 'catalog' | 'company' | 'engine'>,
  id: string,
): AlertSurroundings => ({
  settings: engine.settings,
  idOf: catalog.idOf,
  calendar: company.calendar,
  channels: Object.keys(business.channels),
  hasOwner: business.alertOwners[id] !== undefined,
})

/** Faults of rule files and report files: file, field, value, what was expected. */
export function fileFaults(config: Configured, workshop: Workshop): string[] {
  const { catalog, company } = workshop
  const fileOf = (folder: string, id: string): string => `${folder}/${id.replaceAll('_', '-')}.ts`
  return [
    ...[...catalog.alerts].flatMap(([id, alert]) =>
      alertFaults(alert, surroundingsOf(config, workshop, id)).map(
        ({ field, words }) => `${fileOf('reports/alerts', id)}: ${field}: ${words.en}`,
      ),
    ),
    ...[...catalog.reports].flatMap(([id, { schedule, channel }]) =>
      [
        ...scheduleFaults(schedule, company.calendar),
        ...(channel === undefined ? [] : channelFaults('channel', channel, surroundingsOf(config, workshop, id))),
      ].map(({ field, words }) => `${fileOf('reports', id)}: ${field}: ${words.en}`),
    ),
  ]
}

/** Stops the start, with all that is wrong at once. */
export function refuse(faults: readonly string[]): void {
  if (faults.length > 0)
    throw new ConfigError(`What the clock runs does not hold:\n${faults.map((each) => `  ${each}`).join('\n')}`)
}
