import type { Alert } from '../../../define/alert.ts'
import type { RuleSpec, StoredRule } from '../../../define/alert-rule.ts'
import type { CatalogView } from '../../../define/catalog.ts'
import type { Metric } from '../../../define/metric.ts'
import { nearest } from '../../../nearest.ts'
import type { Fault } from '../check/fault.ts'
import { metricAlert } from '../metric-alert.ts'
import { ruleSummary } from './summary.ts'

/** What was missed by more than this is not caught up: a rule's next look tells the same. */
const catchUpHours = 48

/** A rule that people made as one that can be run; or why it cannot be. That it makes sense is checked as for files. */
export function alertOf(
  spec: RuleSpec,
  { scope, madeBy }: Pick<StoredRule, 'scope' | 'madeBy'>,
  { metrics }: Pick<CatalogView, 'metrics'>,
): Alert | readonly Fault[] {
  const metric = metrics.get(spec.metric)
  const target = spec.target === undefined ? undefined : metrics.get(spec.target)
  if (!metric || (spec.target !== undefined && !target)) {
    return [
      ...(metric ? [] : [unknownMetric('watch.metric', spec.metric, metrics)]),
      ...(spec.target === undefined || target ? [] : [unknownMetric('watch.target', spec.target, metrics)]),
    ]
  }
  const { by, where, over, atLeast, conditions, mention, escalateAfterHours } = spec
  // A title stands in messages as it is: nobody is to be called by what a rule is named.
  const name = spec.name.replaceAll(/[<>]/g, '')
  const watch = {
    metric,
    ...(by === undefined ? {} : { by }),
    ...(where === undefined ? {} : { where }),
    ...(target === undefined ? {} : { target }),
    over,
    atLeast,
    conditions,
  }
  const alert = metricAlert({
    title: { en: name, ja: name },
    summary: { en: ruleSummary(spec, metric, 'en'), ja: ruleSummary(spec, metric, 'ja') },
    playbook: { means: metric.description, steps: [], tuning },
    severity: spec.severity,
    schedule: spec.schedule,
    channel: spec.channel,
    catchUpHours,
    forDays: spec.forDays,
    repeatEveryDays: spec.repeatEveryDays,
    tellChanges: false,
    ...(mention === undefined ? {} : { mention }),
    ...(escalateAfterHours === undefined ? {} : { escalateAfterHours }),
    watch,
  })
  return scope === 'company' ? alert : ofTeam(alert, madeBy)
}

/** A team's figures are for who may see the team's records: its maker, and whoever sees everything. */
function ofTeam(alert: Alert, maker: string): Alert {
  return {
    ...alert,
    seenAs: maker,
    async observe(context) {
      const observed = await alert.observe(context)
      return observed.map((each) => ({ ...each, people: [...new Set([...each.people, maker])] }))
    },
  }
}

function unknownMetric(field: string, id: string, metrics: ReadonlyMap<string, Metric>): Fault {
  const guess = nearest(id, [...metrics.keys()])
  return {
    field,
    words: {
      en: `there is no KPI “${id}”${guess ? `; did you mean ${guess}` : ''}`,
      ja: `「${id}」というKPIはありません${guess ? `（${guess} のことですか？）` : ''}`,
    },
  }
}

const tuning = {
  en: 'Edit it under `/revops alerts`: more rows, a larger floor, or a longer wait make it quieter.',
  ja: '`/revops alerts` から編集できます。件数の下限・最低差・継続日数を増やすと通知が減ります。',
}
