import { context as contextBlock, header, section } from '../../blocks/build.ts'
import type { FunnelSpec } from '../../blocks/chart.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import type { Bottleneck } from '../../insight/bottleneck.ts'
import type { StepMeasures } from '../../metrics/measures/funnel.ts'
import { formatValue } from '../format.ts'
import { periodText } from '../periods.ts'
import { spoken } from '../plain.ts'
import { provenance, relationsOf, scopeText, staleWarning } from '../provenance.ts'
import { styleOf } from '../style.ts'
import { todaysNote } from '../todays.ts'
import { type AfterWin, afterWinBlocks } from './after-win.ts'
import { bottleneckText } from './bottleneck-text.ts'
import { funnelByDimension } from './by-dimension.ts'
import { conversionOf, type FunnelFigures } from './figures.ts'
import { laterSteps } from './matrix.ts'
import { funnelReadings } from './readings.ts'
import { stepTable } from './table.ts'
import { stepName, words } from './words.ts'

export interface FunnelAnswer {
  readonly figures: FunnelFigures
  readonly bottleneck: Bottleneck<StepMeasures> | undefined
  readonly after: AfterWin | undefined
}

/** The revenue process step by step: how many entered, what share moved on and how that changed, how long it took. */
export function funnelMessage(context: Context, answer: FunnelAnswer, filters: string): Message {
  const { figures, bottleneck, after } = answer
  const { locale } = context
  const say = words[locale]
  const { view, window, whole, steps } = figures
  const relations = [...new Set(steps.flatMap(({ volume }) => relationsOf(volume)))]
  const entered = steps.reduce((sum, { volume }) => sum + (whole.one(volume).value ?? 0), 0)
  const moving = steps.flatMap((step) => conversionOf(step, view) ?? [])
  // Nobody need have come in for a period to have had somebody in a step.
  const empty = entered === 0 && moving.every((conversion) => whole.one(conversion).value === null)
  const mature = steps.every((step) => view === 'period' || !step.toNext || whole.one(step.toNext).mature)
  const where = [scopeText(context, context.scope), filters].filter(Boolean).join(' · ')
  const chart = funnelChart(context, figures)
  const apart = view === 'period' && bottleneck?.kind === 'conversion' ? [say.apart] : []
  const blocks: MessageBlock[] = [
    ...staleWarning(context, relations),
    header(say.title(view)),
    contextBlock([`${periodText(window.period, context)} · ${where}`]),
    section(
      empty ? say.empty(periodText(window.period, context)) : `${say.how[view]}${mature ? '' : `\n${say.immature}`}`,
    ),
    ...(entered === 0 ? [] : [{ type: 'chart', chart: 0 } as const]),
    ...(empty ? [] : [section([bottleneckText(context, bottleneck), ...apart].join('\n'))]),
    ...(empty ? [] : stepTable(context, figures)),
    ...(empty || figures.by !== undefined ? [] : laterSteps(context, figures)),
    ...afterWinBlocks(context, after),
    ...(empty ? [] : funnelByDimension(context, figures)),
    provenance(context, {
      relations,
      readings: [],
      extra: empty
        ? []
        : [
            say.legend,
            ...todaysNote({ by: figures.by === undefined ? [] : [figures.by], where: figures.where }, locale),
          ],
    }),
  ]
  return {
    text: spoken(
      locale,
      [say.title(view), periodText(window.period, context)],
      empty ? say.empty(periodText(window.period, context)) : conversionsSpoken(context, figures),
    ),
    blocks,
    charts: entered === 0 ? [] : [chart],
    readings: funnelReadings(context, figures, after),
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

/** Every conversion in words, for who hears it read. */
function conversionsSpoken(context: Context, { steps, whole, view }: FunnelFigures): string {
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
    .join(context.locale === 'ja' ? '、' : ', ')
}
