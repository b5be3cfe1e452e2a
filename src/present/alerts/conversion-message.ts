import { context as contextBlock, escapeMrkdwn, header, section } from '../../blocks/build.ts'
import type { TrendSpec } from '../../blocks/chart.ts'
import { formatPeriod } from '../../calendar/format.ts'
import type { Period } from '../../calendar/period.ts'
import { spanBetween } from '../../calendar/periods.ts'
import type { Told } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import type { Reading } from '../../define/reading.ts'
import type { Locale } from '../../define/words.ts'
import { periodShort } from '../periods.ts'
import { spoken } from '../plain.ts'
import { provenance, relationsOf } from '../provenance.ts'
import { bilingual } from '../words.ts'
import { chanceLine } from './chance.ts'
import { type ConversionWatch, presentPeriod } from './conversion.ts'
import { newsLine } from './news.ts'

/** What happened, compared with what, how sure; the months before as a chart; what to do. */
export async function conversionMessage(
  context: Context,
  told: Told,
  watch: ConversionWatch,
  advice: Readonly<Record<Locale, string>>,
  title: string,
): Promise<Message> {
  const { locale, company } = context
  const words = say[locale]
  const { observation } = told
  const { metric, by } = watch
  const periods = Array.from({ length: 7 }, (_, i) => presentPeriod(context, watch, 6 - i))
  const readings = await context.read({
    metrics: [metric],
    windows: periods.map((period) => ({ period, asOf: context.now })),
    where: [{ dimension: by, values: [observation.series] }],
  })
  const chart = trend(
    context,
    watch,
    periods,
    periods.map((_, i) => readings.one(metric, i)),
    told,
  )
  const over = told.news === 'recovered'
  const present = presentPeriod(context, watch)
  const blocks: MessageBlock[] = [
    header(`${over ? words.recovered : title} · ${observation.label}`),
    contextBlock([newsLine(context, told)]),
    section(told.gone ? words.gone(escapeMrkdwn(observation.label)) : observation.summary[locale]),
    ...(over ? [] : [{ type: 'chart', chart: 0 } as const, section(advice[locale])]),
    provenance(context, {
      relations: relationsOf(metric),
      readings: [],
      extra: [
        words.ripe(formatPeriod(present, locale, company.calendar), metric.cohortDays ?? 0),
        ...(over ? [] : chanceLine(observation.facts.p, locale)),
      ],
    }),
  ]
  return {
    text: spoken(
      locale,
      [over ? words.recovered : title, escapeMrkdwn(observation.label)],
      observation.summary[locale],
    ),
    blocks,
    charts: over ? [] : [chart],
    readings: readings.all,
  }
}

function trend(
  context: Context,
  { metric }: ConversionWatch,
  periods: readonly Period[],
  readings: readonly Reading[],
  { observation }: Told,
): TrendSpec {
  const { locale } = context
  const baseline = observation.facts.baseline
  const value = typeof baseline === 'object' && baseline !== null && 'value' in baseline ? baseline.value : null
  return {
    kind: 'trend',
    title: `${metric.label[locale]} · ${observation.label}`,
    categories: periods.map((period) => periodShort(spanBetween(period.to.subtract({ days: 1 }), period.to), context)),
    series: [{ name: metric.label[locale], values: readings.map((reading) => reading.value) }],
    format: { style: 'percent', locale },
    ...(typeof value === 'number' ? { threshold: { value, label: say[locale].usual } } : {}),
    highlight: { from: periods.length - 1, to: periods.length - 1 },
  }
}

const say = bilingual({
  en: {
    recovered: 'Recovered',
    usual: 'The 180 days before',
    gone: (name: string) => `Nothing is seen of *${name}* any more.`,
    ripe: (period: string, days: number) => `MQLs of ${period}, each given ${days} days`,
  },
  ja: {
    recovered: '回復しました',
    usual: '過去180日間の水準',
    gone: (name) => `*${name}* のデータがなくなりました。`,
    ripe: (period, days) => `${period}のMQL（各${days}日間の猶予）`,
  },
})
