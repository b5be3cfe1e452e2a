import { context as contextBlock, header, section } from '../../blocks/build.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Role } from '../../ssot/people.ts'
import { formatValue } from '../format.ts'
import { soFar } from '../periods.ts'
import { spoken } from '../plain.ts'
import { provenance, relationsOf, scopeText, staleWarning } from '../provenance.ts'
import { reasonCell } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { rowsFollowUps } from './follow-ups.ts'
import { catalogSections } from './list.ts'
import { immatureLegend, marked } from './maturity.ts'
import type { KpiArgs } from './parse.ts'
import { readScorecard, scorecardDates, scorecardTable } from './scorecard-table.ts'

/** The asker's role at a glance, each KPI over the period it means, and below it every KPI there is. */
export async function scorecardMessage(
  context: Context,
  { period, periodWords }: Pick<KpiArgs, 'period' | 'periodWords'>,
): Promise<Message> {
  const { locale, who } = context
  const words = say[locale]
  const { metrics, windows, readings, left } = await readScorecard(context, period)
  const style = styleOf(context)
  const dates = scorecardDates(context, { metrics, windows })
  const told = metrics.slice(0, 4).map((metric) => {
    const reading = readings.one(metric)
    const { value } = reading
    const shown =
      value === null ? reasonCell(reading, locale) : marked(formatValue(value, metric.unit, style), reading, locale)
    const [window] = windows.get(metric) ?? []
    return `${metric.label[locale]} ${shown}${window && value !== null ? soFar(metric, window, context) : ''}`
  })
  const relations = [...new Set(metrics.flatMap(relationsOf))]
  return {
    text: spoken(
      locale,
      [words.title(words.roles[who.role]), scopeText(context, context.scope)],
      told.join(words.comma),
    ),
    blocks: [
      ...staleWarning(context, relations),
      header(words.title(words.roles[who.role])),
      contextBlock([[scopeText(context, context.scope), dates].filter(Boolean).join(' · ')]),
      ...scorecardTable(context, { metrics, windows, readings }),
      section(`*${words.all}*`),
      ...catalogSections(context),
      contextBlock([words.how]),
      provenance(context, {
        relations,
        readings: metrics.map((metric) => readings.one(metric)),
        extra: [
          ...immatureLegend(
            metrics.map((metric) => readings.one(metric)),
            locale,
          ),
          ...left.map(({ label }) => words.nowOnly(label[locale])),
        ],
      }),
    ],
    charts: [],
    readings: metrics.map((metric) => readings.one(metric)),
    followUps: rowsFollowUps(context, metrics, readings, { periodWords, where: [] }),
  }
}

const say = bilingual({
  en: {
    title: (role: string) => `Scorecard: ${role}`,
    roles: {
      rep: 'sales',
      manager: 'sales team',
      marketing: 'marketing',
      cs: 'customer success',
      ops: 'revenue operations',
      executive: 'company',
    } satisfies Record<Role, string> as Record<Role, string>,
    nowOnly: (label: string) => `${label} is known as of now only`,
    comma: ', ',
    all: 'Every KPI',
    how: 'Ask for any: `/revops kpi win_rate last quarter by segment`, several: `/revops kpi mrr, nrr`, drawn: `/revops kpi mrr trend 12 months`. One definition for everybody: `/revops explain win_rate`.',
  },
  ja: {
    title: (role) => `スコアカード：${role}`,
    roles: {
      rep: '営業',
      manager: '営業チーム',
      marketing: 'マーケティング',
      cs: 'カスタマーサクセス',
      ops: 'RevOps',
      executive: '全社',
    },
    nowOnly: (label) => `${label}は現時点の値のみ`,
    comma: '、',
    all: 'KPI一覧',
    how: '例：`/revops kpi 受注率 先四半期 セグメント別`、複数：`/revops kpi mrr、nrr`、推移：`/revops kpi mrr 12か月推移`。定義は全社で1つです：`/revops explain 受注率`',
  },
})
