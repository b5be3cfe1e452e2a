import { context as contextBlock, header, section } from '../../blocks/build.ts'
import type { FunnelSpec } from '../../blocks/chart.ts'
import { dataTable, number } from '../../blocks/table.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import type { RatioMetric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import { compare } from '../../insight/comparison.ts'
import type { StepMeasures } from '../../metrics/measures/funnel.ts'
import type { FunnelStep } from '../../ssot/facts/journeys.ts'
import { formatValue } from '../format.ts'
import { changeCell } from '../kpi/change.ts'
import { periodText } from '../periods.ts'
import { provenance, relationsOf, scopeText, staleWarning } from '../provenance.ts'
import { styleOf } from '../style.ts'
import { funnelByDimension } from './by-dimension.ts'
import { conversionOf, type FunnelFigures, timeOf } from './figures.ts'
import { stepName, words } from './words.ts'

/** The revenue process step by step: how many entered, what share moved on and how that changed, how long it took. */
export function funnelMessage(context: Context, figures: FunnelFigures, filters: string): Message {
  const { locale } = context
  const say = words[locale]
  const { view, window, whole, steps } = figures
  const relations = [...new Set(steps.flatMap(({ volume }) => relationsOf(volume)))]
  const entered = steps.reduce((sum, { volume }) => sum + (whole.one(volume).value ?? 0), 0)
  const mature = steps.every((step) => view === 'period' || !step.toNext || whole.one(step.toNext).mature)
  const where = [scopeText(context, context.scope), filters].filter(Boolean).join(' · ')
  const chart = funnelChart(context, figures)
  const blocks: MessageBlock[] = [
    ...staleWarning(context, relations),
    header(say.title(view)),
    contextBlock([`${periodText(window.period, context)} · ${where}`]),
    section(
      entered === 0
        ? say.empty(periodText(window.period, context))
        : `${say.how[view]}${mature ? '' : `\n${say.immature}`}`,
    ),
    ...(entered === 0 ? [] : [{ type: 'chart', chart: 0 } as const, ...stepTable(context, figures)]),
    ...(entered === 0 ? [] : funnelByDimension(context, figures)),
    provenance(context, { relations, readings: [], extra: entered === 0 ? [] : [say.legend] }),
  ]
  return {
    text: `${say.title(view)}, ${periodText(window.period, context)}: ${spoken(context, figures)}`,
    blocks,
    charts: entered === 0 ? [] : [chart],
    readings: funnelReadings(context, figures),
  }
}

function funnelChart(context: Context, { steps, whole, view }: FunnelFigures): FunnelSpec {
  return {
    kind: 'funnel',
    title: words[context.locale].chart,
    steps: steps.map(({ step, volume }, i) => {
      const before = steps[i - 1]
      const conversion = before && conversionOf(before, view)
      return {
        label: stepName(step, context.locale),
        value: whole.one(volume).value ?? 0,
        ...(conversion ? { rate: whole.one(conversion).value } : {}),
      }
    }),
    format: { style: 'number', locale: context.locale },
  }
}

function stepTable(context: Context, figures: FunnelFigures): MessageBlock[] {
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const { steps, whole, view } = figures
  const rows = steps.map((measures) => {
    const conversion = conversionOf(measures, view)
    const reading = conversion && whole.one(conversion)
    const comparison = conversion && reading ? compare(conversion, reading, whole.one(conversion, 1)) : undefined
    const time = timeOf(measures, view)
    const won = view === 'cohort' ? measures.toWon : undefined
    return [
      stepName(measures.step, locale),
      count(whole.one(measures.volume)),
      count(whole.one(measures.balance)),
      reading ? number(reading.value, formatValue(reading.value, 'percent', style)) : '–',
      conversion ? changeCell(comparison, 'percent', style) : '–',
      ...(view === 'cohort' ? [won ? formatValue(whole.one(won).value, 'percent', style) : '–'] : []),
      time ? durationText(whole.one(time), style) : '–',
    ]
  })
  const header = [
    say.step,
    say.entered,
    say.inStep,
    say.next[view],
    say.change,
    ...(view === 'cohort' ? [say.won] : []),
    say.time,
  ]
  const table = dataTable({ caption: say.caption[view], header, rows, pageSize: 15 })
  return table ? [table] : []
}

const count = (reading: Reading) => number(reading.value, String(reading.value ?? 0))

const durationText = (reading: Reading, style: ReturnType<typeof styleOf>): string =>
  reading.value === null
    ? '–'
    : `${formatValue(reading.value, 'days', style)} / ${formatValue(reading.p90 ?? null, 'days', style)}`

function spoken(context: Context, { steps, whole, view }: FunnelFigures): string {
  const style = styleOf(context)
  const say = words[context.locale]
  return steps
    .flatMap((measures) => {
      const conversion = conversionOf(measures, view)
      const reading = conversion && whole.one(conversion)
      if (!reading || reading.value === null || !measures.next) return []
      return [
        say.spoken(
          stepName(measures.step, context.locale),
          stepName(measures.next, context.locale),
          formatValue(reading.value, 'percent', style),
        ),
      ]
    })
    .join(', ')
}

/** Readings under names of their own: the step, where to, and the view. */
function funnelReadings(context: Context, { steps, whole, broken, view }: FunnelFigures): Reading[] {
  const name = (step: FunnelStep): string => stepName(step, context.locale)
  const as = (metric: string, reading: Reading, by: Record<string, string>): Reading => ({
    ...reading,
    metric,
    by: { ...by, ...reading.by },
  })
  return steps.flatMap((measures: StepMeasures) => {
    const step = { step: name(measures.step), view }
    const conversion: RatioMetric | undefined = conversionOf(measures, view)
    const to = measures.next ? { to: name(measures.next) } : {}
    const won = view === 'cohort' ? measures.toWon : undefined
    const time = timeOf(measures, view)
    return [
      as('funnel_volume', whole.one(measures.volume), step),
      as('funnel_balance', whole.one(measures.balance), step),
      ...(conversion ? [as('funnel_conversion', whole.one(conversion), { ...step, ...to })] : []),
      ...(won ? [as('funnel_conversion', whole.one(won), { ...step, to: words[context.locale].wonStep })] : []),
      ...(time ? [as('funnel_time', whole.one(time), { ...step, ...to })] : []),
      ...(broken && conversion
        ? broken.of(conversion).map((each) => as('funnel_conversion', each, { ...step, ...to }))
        : []),
    ]
  })
}
