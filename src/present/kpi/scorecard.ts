import { context as contextBlock, header, section } from '../../blocks/build.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Role } from '../../ssot/people.ts'
import { formatValue } from '../format.ts'
import { soFar, whenLegend, whenShort } from '../periods.ts'
import { spoken } from '../plain.ts'
import { provenance, relationsOf, scopeText, staleWarning } from '../provenance.ts'
import { reasonCell } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { listTable } from '../table.ts'
import { bilingual } from '../words.ts'
import { rowsFollowUps } from './follow-ups.ts'
import { catalogSections } from './list.ts'
import { immatureLegend, marked } from './maturity.ts'
import type { KpiArgs } from './parse.ts'
import { changeOf, targetCell, valueCell } from './rows.ts'
import { scorecards } from './scorecards.ts'
import { hasNoPast, isPast, windowsFor } from './windows.ts'

/** The asker's role at a glance, each KPI over the period it means, and below it every KPI there is. */
export async function scorecardMessage(
  context: Context,
  { period, periodWords }: Pick<KpiArgs, 'period' | 'periodWords'>,
): Promise<Message> {
  const { locale, catalog, who } = context
  const words = say[locale]
  const listed = scorecards[who.role].map((id) => catalog.metrics.get(id)).filter((metric) => metric !== undefined)
  const past = isPast(context, period)
  const metrics = listed.filter((metric) => !past || !hasNoPast(metric))
  const left = listed.filter((metric) => !metrics.includes(metric)).map(({ label }) => words.nowOnly(label[locale]))
  const windows = new Map(
    metrics.map((metric) => [metric, windowsFor(context, metric, { period, against: 'preceding' })]),
  )
  const readings = await context.read({ metrics, windows: (metric) => windows.get(metric) ?? [], targets: true })
  const style = styleOf(context)
  const rows = metrics.map((metric) => {
    const [window] = windows.get(metric) ?? []
    const reading = readings.one(metric)
    return [
      metric.label[locale],
      window ? whenShort(metric, window, context) : '',
      valueCell(context, metric, reading),
      changeOf(context, metric, reading, readings.one(metric, 1)),
      targetCell(context, metric, reading),
    ]
  })
  const dates = whenLegend(
    metrics.map((metric) => [metric, windows.get(metric)?.[0]] as const),
    context,
  )
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
      ...listTable({ caption: words.caption, header: words.columns, rows, pageSize: rows.length }, locale),
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
          ...left,
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
    columns: ['KPI', 'Period', 'Value', 'Change', 'Target'],
    caption: 'Change is against the period before, running periods at the same point. ~ = within what chance explains',
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
    columns: ['KPI', '期間', '値', '変化', '目標'],
    caption: '変化は直前の期間との比較（途中の期間は同時点）。~ は偶然の範囲内',
    all: 'KPI一覧',
    how: '例：`/revops kpi 受注率 先四半期 セグメント別`、複数：`/revops kpi mrr、nrr`、推移：`/revops kpi mrr 12か月推移`。定義は全社で1つです：`/revops explain 受注率`',
  },
})
