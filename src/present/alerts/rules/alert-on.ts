import type { Context } from '../../../define/context.ts'
import type { Message } from '../../../define/message.ts'
import type { Metric } from '../../../define/metric.ts'
import { mayMakeRules } from './allowed.ts'

/** What the button "Alert me" of a KPI's answer begins with; none for who may make no rules, and as of the past. */
export function alertOn(
  { catalog, who, scope, rules, endOfDay }: Context,
  metric: Metric,
  [by]: readonly string[],
): Pick<Message, 'alertOn'> {
  const id = catalog.idOf(metric)
  if (id === undefined || !rules || endOfDay || !mayMakeRules({ who, scope })) return {}
  return { alertOn: { metric: id, ...(by === undefined ? {} : { by }) } }
}
