/** The catalogue of KPIs as a page, made from the definitions: `npm run docs` writes it, a test holds it to them. */
import type { Catalog } from '../src/catalog.ts'
import type { Metric } from '../src/define/metric.ts'
import type { Department, Unit } from '../src/define/words.ts'
import { factsOf } from '../src/query/plan.ts'

const departments: Readonly<Record<Department, string>> = {
  revenue: 'Revenue · 売上',
  marketing: 'Marketing · マーケティング',
  sales: 'Sales · 営業',
  cs: 'Customer success · カスタマーサクセス',
}

const units: Readonly<Record<Unit, string>> = {
  money: 'money',
  money_per_day: 'money a day',
  percent: 'share',
  count: 'number',
  multiple: 'multiple',
  days: 'days',
  hours: 'hours',
  minutes: 'minutes',
  score: 'score',
}

export function kpiDocs(catalog: Catalog): string {
  const parts = (Object.keys(departments) as Department[]).flatMap((team) => [
    `## ${departments[team]}`,
    ...[...catalog.metrics].filter(([, metric]) => metric.team === team).flatMap(([id, metric]) => chapter(id, metric)),
  ])
  return `${[
    '# The KPIs',
    'One definition per KPI, for everybody. This page is made from the definitions in `src/metrics` by `npm run docs`; do not edit it.',
    `${catalog.metrics.size} KPIs. In Slack, \`/revops explain <kpi>\` shows the same with the SQL that ran for you.`,
    ...parts,
  ].join('\n\n')}\n`
}

function chapter(id: string, metric: Metric): string[] {
  const facts = factsOf(metric)
  const relations = [...new Set(facts.flatMap(({ reads }) => reads))].sort()
  const dimensions = facts
    .map(({ dimensions: own }) => Object.keys(own))
    .reduce((common, names) => common.filter((name) => names.includes(name)))
    .sort()
  const lines = [
    `kind: ${kindOf(metric)} · unit: ${units[metric.unit]} · better: ${metric.losses ? 'nearer 0' : metric.better === 'up' ? '↑' : '↓'} · without a period: ${periodOf(metric)}`,
    ...(metric.kind === 'formula' ? [`computed from: ${partsOf(metric)}`] : []),
    ...(metric.kind === 'table' ? [`columns: ${Object.keys(metric.columns).join(', ')}; by ${metric.by}`] : []),
    `rests on: ${relations.map((name) => `\`${name}\``).join(' ')}`,
    `breakdowns: ${dimensions.length > 0 ? dimensions.join(', ') : 'none in common'}`,
    ...(metric.aliases?.length ? [`also called: ${metric.aliases.join(', ')}`] : []),
  ]
  return [
    `### \`${id}\` · ${metric.label.en} · ${metric.label.ja}`,
    metric.description.en,
    metric.description.ja,
    lines.map((line) => `- ${line}`).join('\n'),
  ]
}

function kindOf(metric: Metric): string {
  if (metric.kind === 'sum') return metric.fact.time === 'state' ? 'stock' : 'flow'
  return metric.kind === 'duration' ? 'duration (median; p90 beside it)' : metric.kind
}

function periodOf(metric: Metric): string {
  if (metric.defaultPeriod) return metric.defaultPeriod
  return metric.kind === 'sum' && metric.fact.time === 'state' ? 'now' : 'this quarter'
}

const partsOf = (metric: Extract<Metric, { kind: 'formula' }>): string =>
  [
    ...Object.values(metric.parts).map((part) => `${part.metric.label.en}${part.over ? ` (${part.over})` : ''}`),
    ...(metric.target ? [`the target of ${metric.target.label.en}`] : []),
  ].join(', ')
