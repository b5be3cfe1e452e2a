import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import { UserError } from '../../errors.ts'
import { compare } from '../../insight/comparison.ts'
import type { Readings } from '../../query/engine.ts'
import { inOwnWords } from '../breakdowns.ts'
import type { AboutKpi } from '../kpi/about.ts'
import { hasNoPast, noPast, windowsFor } from '../kpi/windows.ts'
import { periodShort } from '../periods.ts'
import { reasonText } from '../reasons.ts'
import { bilingual } from '../words.ts'
import { whyMessage } from './answer.ts'
import { defaultDimension } from './dimension.ts'
import { type Driver, formulaDrivers, ratioDrivers, sumDrivers } from './drivers.ts'

/** Why a KPI changed: what each segment, or each part of a formula, contributed; the contributions sum to the change. */
export async function askWhy(context: Context, about: AboutKpi): Promise<Message> {
  const { metric, where } = about
  const say = words[context.locale]
  const label = metric.label[context.locale]
  if (metric.kind === 'table') throw new UserError(say.table(label))
  if (hasNoPast(metric)) throw noPast(context, metric)
  const [window, other] = windowsFor(context, metric, about)
  const windows = [window, other]
  const by = about.by.length > 0 ? about.by : [defaultDimension(metric, context)].filter((name) => name !== undefined)
  if (metric.kind !== 'formula' && by.length === 0) throw new UserError(say.unbroken(label))
  try {
    const [whole, broken] = await Promise.all([
      context.read({ metrics: [metric], windows, where }),
      metric.kind === 'formula' ? undefined : context.read({ metrics: [metric], windows, where, by }),
    ])
    const [now, before] = [whole.one(metric, 0), whole.one(metric, 1)]
    const comparison = compare(metric, now, before)
    const missing = [now, before].find(({ value }) => value === null)
    if (missing || !comparison) {
      const period = periodShort((missing === before ? other : window).period, context)
      throw new UserError(`${reasonText(missing ?? now, metric, period, context.locale)} ${say.nothing}`)
    }
    const drivers = driversOf(context, metric, broken, whole)
    return whyMessage(context, { about, window, other, by, comparison, now, drivers, broken })
  } catch (error) {
    throw inOwnWords(error, context, `why ${context.catalog.idOf(metric) ?? ''}`, `why ${about.typed}`)
  }
}

/** Undefined: medians, and formulas without a value in between, do not come apart. */
function driversOf(
  context: Context,
  metric: Metric,
  broken: Readings | undefined,
  whole: Readings,
): readonly Driver[] | undefined {
  switch (metric.kind) {
    case 'ratio':
      return broken && ratioDrivers(metric, broken, context.locale)
    case 'sum':
      return broken && sumDrivers(metric, broken, context.locale)
    case 'formula':
      return formulaDrivers(context, metric, whole.one(metric, 0), whole.one(metric, 1))
    default:
      return undefined
  }
}

const words = bilingual({
  en: {
    table: (label: string) => `${label} is a table: ask why of one of its KPIs, for example \`/revops why mqls\`.`,
    unbroken: (label: string) => `${label} has no breakdown to explain a change by.`,
    nothing: 'So there is no change to explain.',
  },
  ja: {
    table: (label) => `${label}は一覧のため、その中のKPIを指定してください。例：\`/revops why mqls\``,
    unbroken: (label) => `${label}には、変化を説明できる内訳がありません。`,
    nothing: 'そのため、説明できる変化がありません。',
  },
})
