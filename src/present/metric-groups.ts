import type { Context } from '../define/context.ts'
import type { Metric } from '../define/metric.ts'
import { departments } from './departments.ts'
import type { Choice } from './form-fields.ts'

/** The KPIs that somebody may see as the groups of a menu: by department, each in the order of its names. */
export const metricGroups = (
  { catalog, locale }: Pick<Context, 'catalog' | 'locale'>,
  fits: (metric: Metric) => boolean = () => true,
): { readonly label: string; readonly choices: readonly Choice[] }[] =>
  Object.entries(departments).map(([department, name]) => ({
    label: name[locale],
    choices: [...catalog.metrics]
      .filter(([, metric]) => metric.team === department && fits(metric))
      .map(([value, { label }]) => ({ value, text: label[locale] }))
      .sort((a, b) => a.text.localeCompare(b.text, locale)),
  }))
