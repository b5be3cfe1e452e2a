import { context as contextBlock, escapeMrkdwn, header, section } from '../../blocks/build.ts'
import type { TrendSpec } from '../../blocks/chart.ts'
import { periodContaining, spanBetween } from '../../calendar/periods.ts'
import type { Told } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import type { Locale } from '../../define/words.ts'
import { recentMedian } from '../../metrics/measures/stage-exits.ts'
import { stageExits } from '../../ssot/facts/stage-exits.ts'
import { sql } from '../../ssot/sql.ts'
import { periodShort } from '../periods.ts'
import { attentionLines, dealsNeedingAttention } from '../pipeline/attention.ts'
import { spoken } from '../plain.ts'
import { provenance } from '../provenance.ts'
import { bilingual } from '../words.ts'
import { chanceLine } from './chance.ts'
import { newsLine } from './news.ts'
import { presentPeriod, type VelocityWatch } from './velocity.ts'

/** How long it takes now and took before, month by month, and the deals that sit there longest. */
export async function velocityMessage(
  context: Context,
  told: Told,
  { days }: VelocityWatch,
  advice: Readonly<Record<Locale, string>>,
  title: string,
): Promise<Message> {
  const { locale, now, today, company } = context
  const words = say[locale]
  const { observation } = told
  const over = told.news === 'recovered'
  const periods = Array.from({ length: 7 }, (_, i) => presentPeriod(context, days, 6 - i))
  const where = [{ dimension: 'stage', values: [observation.series] }]
  const slow = { ...dealsNeedingAttention, where: () => sql`flags.slow` }
  const period = periodContaining('quarter', today, company.calendar)
  const [readings, stuck] = await Promise.all([
    context.read({ metrics: [recentMedian], windows: periods.map((each) => ({ period: each, asOf: now })), where }),
    context.list(slow, { period, where, limit: 5 }),
  ])
  const values = periods.map((_, i) => {
    const reading = readings.one(recentMedian, i)
    return reading.n > 0 ? reading.value : null
  })
  const chart: TrendSpec = {
    kind: 'trend',
    title: words.chart(observation.label),
    categories: periods.map(({ to }) => periodShort(spanBetween(to.subtract({ days: 1 }), to), context)),
    series: [{ name: words.median, values }],
    format: { style: 'days', locale },
    ...usual(told, words.usual),
    highlight: { from: periods.length - 1, to: periods.length - 1 },
  }
  const lines = attentionLines(context, stuck, true)
  const blocks: MessageBlock[] = [
    header(`${over ? words.recovered : title} · ${observation.label}`),
    contextBlock([newsLine(context, told)]),
    section(told.gone ? words.gone(escapeMrkdwn(observation.label)) : observation.summary[locale]),
    ...(over ? [] : [{ type: 'chart', chart: 0 } as const]),
    ...(over || lines.length === 0 ? [] : [section(`*${words.stuck(stuck.total)}*\n${lines.join('\n')}`)]),
    ...(over ? [] : [section(advice[locale])]),
    provenance(context, {
      relations: stageExits.reads,
      readings: [],
      extra: over ? [] : chanceLine(observation.facts.p, locale),
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

function usual({ observation }: Told, label: string): Pick<TrendSpec, 'threshold'> {
  const before = observation.facts.before
  const median = typeof before === 'object' && before !== null && 'median' in before ? before.median : null
  return typeof median === 'number' ? { threshold: { value: median, label } } : {}
}

const say = bilingual({
  en: {
    recovered: 'Recovered',
    usual: 'The 180 days before',
    median: 'Median days',
    chart: (stage: string) => `Days in ${stage} of the deals that left it`,
    gone: (stage: string) => `No deals are seen leaving *${stage}* any more.`,
    stuck: (n: number) => `${n} open ${n === 1 ? 'deal has' : 'deals have'} sat there longer than 9 in 10 deals won`,
  },
  ja: {
    recovered: '回復しました',
    usual: '過去180日間の水準',
    median: '滞在日数（中央値）',
    chart: (stage) => `「${stage}」を離れた商談の滞在日数`,
    gone: (stage) => `*${stage}* を離れる商談がなくなりました。`,
    stuck: (n) => `受注商談の9割より長く滞在している進行中の商談：${n}件`,
  },
})
