import { context as contextBlock, header, section } from '../../blocks/build.ts'
import { isRunning } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Reading } from '../../define/reading.ts'
import type { Comparison } from '../../insight/comparison.ts'
import type { Readings } from '../../query/engine.ts'
import type { TimeWindow } from '../../query/window.ts'
import { dimensionLabels } from '../dimensions.ts'
import { formatValue, roundsToNothing } from '../format.ts'
import { filterText } from '../grammar.ts'
import type { AboutKpi } from '../kpi/about.ts'
import { chanceText, changeText } from '../kpi/change.ts'
import { immatureSentence } from '../kpi/maturity.ts'
import { otherPeriodText, periodShort, periodText } from '../periods.ts'
import { spoken } from '../plain.ts'
import { provenance, relationsOf, scopeText, staleWarning } from '../provenance.ts'
import { styleOf } from '../style.ts'
import { todaysNote } from '../todays.ts'
import type { Driver } from './drivers.ts'
import { driverTable, medianTable } from './table.ts'
import { waterfall } from './waterfall.ts'
import { driverText, words } from './words.ts'

export interface WhyAnswer {
  readonly about: AboutKpi
  readonly window: TimeWindow
  readonly other: TimeWindow
  readonly by: readonly string[]
  readonly comparison: Comparison
  readonly now: Reading
  /** Undefined: the change does not come apart. */
  readonly drivers: readonly Driver[] | undefined
  readonly broken: Readings | undefined
}

/** Reasons that are told in words. */
const told = 3

/** A change, the three reasons that matter most, all of them as a waterfall, and the table they come from. */
export function whyMessage(context: Context, answer: WhyAnswer): Message {
  const { about, window, other, comparison, now, drivers, broken } = answer
  const { metric } = about
  const { locale, company } = context
  const say = words[locale]
  const style = styleOf(context)
  const label = metric.label[locale]
  const runs = isRunning(window.period, window.asOf, company.calendar.zone)
  const lead = `*${formatValue(now.value, metric.unit, style)}*   ${changeText(comparison, metric.unit, style, otherPeriodText(other.period, runs, context))}`
  const chance = chanceText(comparison, metric.unit, style)
  const immature = now.mature ? [] : [...immatureSentence(now, locale), say.equalAge]
  const reasons = [...(drivers ?? [])]
    .filter(({ effect }) => !roundsToNothing(effect, metric.unit, style))
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, told)
  const lines = reasons.map((driver) => `• ${driverText(driver, metric, style)}`)
  const chart =
    drivers &&
    waterfall(context, metric, comparison, drivers, [
      periodShort(other.period, context),
      periodShort(window.period, context),
    ])
  const relations = relationsOf(metric)
  const by = answer.by.map((name) => dimensionLabels[name]?.[locale] ?? name).join(' × ')
  const about_ = [
    periodText(window.period, context),
    scopeText(context, context.scope),
    filterText(about.where, locale),
    broken ? say.by(by) : say.byParts,
  ]
  const unexplained = drivers
    ? lines.length > 0
      ? []
      : [say.unchanged]
    : [metric.kind === 'formula' ? say.noMixture : say.medians]
  const table = drivers
    ? driverTable(context, metric, drivers, broken ? by : say.part)
    : broken
      ? medianTable(context, metric, broken, answer.by)
      : []
  return {
    text: spoken(
      locale,
      [say.title(label), periodText(window.period, context)],
      [lead.replaceAll(/ {2,}/g, ' '), ...lines, ...unexplained].join(locale === 'ja' ? '。' : '. '),
    ),
    blocks: [
      ...staleWarning(context, relations),
      header(say.title(label)),
      contextBlock([about_.filter(Boolean).join(' · ')]),
      section([lead, ...(chance ? [chance] : []), ...immature].join('\n')),
      ...(lines.length > 0 ? [section([`*${say.matters}*`, ...lines].join('\n'))] : []),
      ...unexplained.map((line) => section(line)),
      ...(chart ? [{ type: 'chart', chart: 0 } as const] : []),
      ...table,
      provenance(context, {
        relations,
        readings: [now],
        n: now.n,
        extra: [
          ...(drivers ? [say.sums] : []),
          ...todaysNote({ by: broken ? answer.by : [], where: about.where }, locale),
        ],
      }),
    ],
    charts: chart ? [chart] : [],
    readings: [now, comparison.previous, ...(broken ? [...broken.of(metric, 0), ...broken.of(metric, 1)] : [])],
  }
}
