import { section } from '../../blocks/build.ts'
import type { TrendSpec } from '../../blocks/chart.ts'
import { periodContaining, spanBetween } from '../../calendar/periods.ts'
import type { Alert, AlertPost, Observation } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Reading } from '../../define/reading.ts'
import { recentMedian } from '../../metrics/measures/stage-exits.ts'
import { stageExits } from '../../ssot/facts/stage-exits.ts'
import { sql } from '../../ssot/sql.ts'
import { periodShort } from '../periods.ts'
import { attentionLines, dealsNeedingAttention } from '../pipeline/attention.ts'
import { bilingual } from '../words.ts'
import { chanceLine } from './chance.ts'
import { alertPost, alertReply } from './post.ts'
import { presentPeriod, type VelocityWatch } from './velocity.ts'

/** How long it takes now and took before, month by month, and the deals that sit in the worst stage longest. */
export async function velocityMessage(
  context: Context,
  rule: Pick<Alert, 'title' | 'playbook'>,
  post: AlertPost,
  { days }: VelocityWatch,
): Promise<Message> {
  if (post.as === 'reply') return alertReply(context, rule, post)
  const relations = stageExits.reads
  const going = post.standing.filter(({ over }) => over === undefined).map(({ observation }) => observation)
  const [worst] = going
  if (!worst) return alertPost(context, rule, post, { relations })
  const slow = { ...dealsNeedingAttention, where: () => sql`flags.slow` }
  const period = periodContaining('quarter', context.today, context.company.calendar)
  const [{ chart, readings }, stuck] = await Promise.all([
    trendOf(context, going, days),
    context.list(slow, { period, where: [{ dimension: 'stage', values: [worst.series] }], limit: 5 }),
  ])
  const lines = attentionLines(context, stuck, true)
  const about = words[context.locale].stuck(worst.label, stuck.total)
  return alertPost(context, rule, post, {
    charts: [chart],
    readings,
    more: lines.length === 0 ? [] : [section(`*${about}*\n${lines.join('\n')}`)],
    relations,
    extra: chanceLine(worst.facts.p, context.locale),
    ask: 'pipeline',
  })
}

async function trendOf(
  context: Context,
  going: readonly Observation[],
  days: number,
): Promise<{ chart: TrendSpec; readings: readonly Reading[] }> {
  const { locale, now } = context
  const say = words[locale]
  const periods = Array.from({ length: 7 }, (_, i) => presentPeriod(context, days, 6 - i))
  const shown = going.slice(0, 4)
  const readings = await context.read({
    metrics: [recentMedian],
    windows: periods.map((period) => ({ period, asOf: now })),
    where: [{ dimension: 'stage', values: shown.map(({ series }) => series) }],
    by: ['stage'],
  })
  const medianOf = (series: string, i: number): number | null => {
    const found = readings.of(recentMedian, i).find(({ keys }) => keys[0] === series)
    return found && found.n > 0 ? found.value : null
  }
  const [only] = shown
  const chart: TrendSpec = {
    kind: 'trend',
    title: say.chart(shown.length === 1 ? (only?.label ?? '') : undefined),
    categories: periods.map(({ to }) => periodShort(spanBetween(to.subtract({ days: 1 }), to), context)),
    series: shown.map(({ series, label }) => ({ name: label, values: periods.map((_, i) => medianOf(series, i)) })),
    format: { style: 'days', locale },
    ...(shown.length === 1 ? usual(only, say.usual) : {}),
    highlight: { from: periods.length - 1, to: periods.length - 1 },
  }
  return { chart, readings: readings.all }
}

function usual(observation: Observation | undefined, label: string): Pick<TrendSpec, 'threshold'> {
  const before = observation?.facts.before
  const median = typeof before === 'object' && before !== null && 'median' in before ? before.median : null
  return typeof median === 'number' ? { threshold: { value: median, label } } : {}
}

const words = bilingual({
  en: {
    usual: 'The 180 days before',
    chart: (stage: string | undefined) =>
      stage === undefined ? 'Days in a stage of the deals that left it' : `Days in ${stage} of the deals that left it`,
    stuck: (stage: string, n: number) =>
      `${n} open ${n === 1 ? 'deal has' : 'deals have'} sat in ${stage} longer than 9 in 10 deals won`,
  },
  ja: {
    usual: '過去180日間の水準',
    chart: (stage) => (stage === undefined ? '各ステージを離れた商談の滞在日数' : `「${stage}」を離れた商談の滞在日数`),
    stuck: (stage, n) => `「${stage}」に受注商談の9割より長く滞在している進行中の商談：${n}件`,
  },
})
