import { context as contextBlock, header, section } from '../../blocks/build.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import type { FirstReported } from '../../define/reported.ts'
import type { Readings } from '../../query/engine.ts'
import type { Filter } from '../../query/question.ts'
import type { TimeWindow } from '../../query/window.ts'
import { alertOn } from '../alerts/rules/alert-on.ts'
import { whenText } from '../periods.ts'
import { spoken } from '../plain.ts'
import { provenance, relationsOf, scopeText, staleWarning } from '../provenance.ts'
import { todaysNote } from '../todays.ts'
import { bilingual } from '../words.ts'
import { breakdownTable } from './breakdown.ts'
import { besideFirst, firstReportedNote } from './first-reported.ts'
import { kpiFollowUps } from './follow-ups.ts'
import { headline } from './headline.ts'
import { immatureLegend } from './maturity.ts'
import type { KpiArgs } from './parse.ts'
import { kpiSwitches } from './switches.ts'
import { hasLines, linesLeftOut, type Trend, trendChart } from './trend.ts'

export interface KpiAnswer {
  readonly metric: Metric
  readonly window: TimeWindow
  readonly other: TimeWindow
  readonly by: readonly string[]
  readonly where: readonly Filter[]
  /** In words: `region = JP`. */
  readonly filters: string
  /** Windows: 0 the period, 1 the one compared with. */
  readonly readings: Readings
  /** The whole, where the answer is broken down. */
  readonly whole: Readings
  readonly trend?: Trend
  /** What was first told of the company's figure, where the answer is about that. */
  readonly reported: readonly FirstReported[]
  /** The question that it answers. */
  readonly asked: KpiArgs
}

/** One KPI, as a message: the value first, then how it changed and whether that means anything, then the parts. */
export function kpiMessage(context: Context, answer: KpiAnswer): Message {
  const { metric, by, readings, whole } = answer
  const { locale } = context
  const label = metric.label[locale]
  const when = whenText(metric, answer.window, context)
  const total = besideFirst(context, metric, whole.one(metric, 0), answer.reported)
  const relations = relationsOf(metric)
  const lines = headline(context, answer)
  const where = [scopeText(context, context.scope), answer.filters].filter(Boolean).join(' · ')
  const charts = answer.trend && hasLines(metric, answer.trend) ? [trendChart(context, metric, answer.trend)] : []
  const blocks: MessageBlock[] = [
    ...staleWarning(context, relations),
    header(label),
    contextBlock([`${when} · ${where}`]),
    section(lines.join('\n')),
    ...charts.map((_, chart) => ({ type: 'chart', chart }) as const),
    ...(by.length > 0 ? breakdownTable(context, metric, readings, by) : []),
    provenance(context, {
      relations,
      readings: [total],
      n: total.n,
      extra: [
        ...firstReportedNote(context, metric.unit, total),
        ...todaysNote(answer, locale),
        ...linesNote(answer, locale),
        ...immatureLegend(answer.trend?.readings.all ?? [], locale),
      ],
    }),
  ]
  return {
    text: spoken(locale, [label, when], lines.map((line) => ended(line, locale)).join(locale === 'ja' ? '' : ' ')),
    blocks,
    charts,
    readings: by.length > 0 ? [...readings.of(metric, 0)] : [total],
    followUps: [...kpiFollowUps(context, metric, answer.asked.typed), ...kpiSwitches(context, metric, answer.asked)],
    ...alertOn(context, metric, by),
  }
}

/** Groups that the chart has no line for. */
function linesNote({ metric, trend }: KpiAnswer, locale: 'en' | 'ja'): string[] {
  const left = trend ? linesLeftOut(metric, trend) : 0
  return left > 0 ? [say[locale].linesLeft(left)] : []
}

/** A line as a sentence, for who hears it read. */
const ended = (line: string, locale: 'en' | 'ja'): string => {
  const text = line.replaceAll(/ {2,}/g, ' ')
  return /[.。]$/.test(text) ? text : `${text}${locale === 'ja' ? '。' : '.'}`
}

const say = bilingual({
  en: {
    linesLeft: (n: number) => `${n} more ${n === 1 ? 'group is' : 'groups are'} not drawn`,
  },
  ja: {
    linesLeft: (n) => `グラフには他の${n}件を表示していません`,
  },
})
