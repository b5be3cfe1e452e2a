import type { Alert } from './alert.ts'
import type { Command } from './command.ts'
import type { Metric } from './metric.ts'
import type { Report } from './report.ts'

/** The definitions by id; definitions look each other up here, never by import across commands and reports. */
export interface CatalogView {
  readonly metrics: ReadonlyMap<string, Metric>
  readonly commands: ReadonlyMap<string, Command>
  readonly reports: ReadonlyMap<string, Report>
  readonly alerts: ReadonlyMap<string, Alert>
  idOf(definition: object): string | undefined
}
