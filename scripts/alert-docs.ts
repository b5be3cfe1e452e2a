/** The shipped alert rules as a page, made from the definitions: `npm run docs` writes it, a test holds it to them. */
import type { Catalog } from '../src/catalog.ts'
import type { Alert } from '../src/define/alert.ts'

export function alertDocs(catalog: Catalog): string {
  const rules = [...catalog.alerts]
  return `${[
    '# The alert rules',
    'What each rule means, when it fires and is over, what to do, and how to tune it. This page is made from the definitions in `reports/alerts` by `npm run docs`; do not edit it.',
    `${rules.length} rules. In Slack, \`/revops alerts\` shows what is firing and what is watched; \`/revops status\` when each rule last ran and runs next. What happened is looked at over full days, in the company’s time zone, what stands as it is; while a source that a rule rests on is stale it neither fires nor recovers ([\`data_stale\`](#data_stale)).`,
    rules.map(([id, { title }]) => `- [\`${id}\`](#${id}): ${title.en}`).join('\n'),
    ...rules.flatMap(([id, alert]) => chapter(catalog, id, alert)),
  ].join('\n\n')}\n`
}

function chapter(catalog: Catalog, id: string, alert: Alert): string[] {
  const { title, summary, playbook } = alert
  return [
    `## \`${id}\``,
    `**${title.en}** · ${title.ja}`,
    playbook.means.en,
    `**When.** ${summary.en}`,
    facts(catalog, alert)
      .map((line) => `- ${line}`)
      .join('\n'),
    '**What to do.**',
    playbook.steps.map((step, i) => `${i + 1}. ${step.en}`).join('\n'),
    `**How to tune it.** ${playbook.tuning.en}`,
  ]
}

function facts(catalog: Catalog, alert: Alert): string[] {
  const { relations = [], uses = [] } = alert
  const ids = uses.map((metric) => catalog.idOf(metric)).filter((id) => id !== undefined)
  return [
    `looked at: ${alert.schedule} · channel: \`${alert.channel}\` · severity: ${alert.severity}`,
    `told: ${alert.grouping === 'together' ? 'what changes together comes as one message' : 'one message each'}; ${holdText(alert)}; ${repeatText(alert)}`,
    ...(ids.length > 0 ? [`KPIs: ${ids.map((id) => `[\`${id}\`](kpis.md)`).join(' ')}`] : []),
    `rests on: ${
      relations.length > 0
        ? [...relations]
            .sort()
            .map((name) => `\`${name}\``)
            .join(' ')
        : 'nothing that could be stale'
    }`,
  ]
}

const holdText = ({ forDays }: Alert): string => (forDays === 0 ? 'at once' : `once it has held for ${days(forDays)}`)

function repeatText({ repeatEveryDays, tellChanges }: Alert): string {
  const repeated = repeatEveryDays === null ? 'not repeated' : `again after ${days(repeatEveryDays)} while it goes on`
  return tellChanges ? `${repeated}, and when it changes` : repeated
}

const days = (n: number): string => (n === 1 ? '1 day' : `${n} days`)
