import type { Alert } from '../define/alert.ts'
import type { CatalogView } from '../define/catalog.ts'
import type { Withheld } from '../define/context.ts'
import type { Metric } from '../define/metric.ts'
import { openToAll, type Reach } from '../query/access.ts'

const nothing: Withheld = { metrics: new Map(), alerts: new Set() }

/** The catalogue without the KPIs that somebody may not see and the rules that tell of them, and what these are. */
export function catalogSeen(
  catalog: CatalogView,
  withholds: Reach['withholds'],
): { readonly catalog: CatalogView; readonly withheld: Withheld } {
  if (withholds === openToAll) return { catalog, withheld: nothing }
  const [metrics, hidden] = parted(catalog.metrics, (metric) => !withholds(metric))
  const [alerts, silent] = parted(catalog.alerts, (alert) => !metricsOf(alert).some(withholds))
  return { catalog: { ...catalog, metrics, alerts }, withheld: { metrics: hidden, alerts: new Set(silent.keys()) } }
}

const metricsOf = ({ watch, uses = [] }: Alert): readonly Metric[] => [...(watch ? [watch.metric] : []), ...uses]

function parted<T>(all: ReadonlyMap<string, T>, keep: (each: T) => boolean): [Map<string, T>, Map<string, T>] {
  const entries = [...all]
  return [new Map(entries.filter(([, each]) => keep(each))), new Map(entries.filter(([, each]) => !keep(each)))]
}
