import { defineMetric } from '../define/metric.ts'
import type { FactContext } from '../ssot/fact.ts'
import { mqlAnswers } from '../ssot/facts/answer-time.ts'
import { type Sql, sql } from '../ssot/sql.ts'

/** An answer can no longer be in time: what an MQL counts as never changes. From Friday 00:00 that is on Monday, not on Saturday. */
const ranOut = (c: FactContext): Sql => sql`sla.waited > ${c.settings.mqlSlaHours}`

/**
 * MQLs answered within the SLA ÷ all MQLs whose SLA has run out, by mql_at. Answered = touched, converted or
 * disqualified, whichever came first; one before mql_at counts 0 hours.
 */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'MQL SLA', ja: 'MQL SLA遵守率' },
  description: {
    en: 'MQLs answered (touched, converted or disqualified) within the SLA of 24 business hours, or what is configured ÷ MQLs whose SLA has run out.',
    ja: 'SLA（既定は営業時間ベースで24時間＝1営業日）以内に対応・コンバージョン・除外されたMQL ÷ SLA期限を過ぎたMQL。',
  },
  aliases: ['sla', 'mql sla rate', 'SLA遵守率'],
  team: 'marketing',
  unit: 'percent',
  better: 'up',
  needs: ['leads.first_touch_at'],
  fact: mqlAnswers,
  joins: ['sla'],
  // An MQL of the last Friday is judged on Monday.
  growsLater: true,
  numerator: {
    where: (c) => sql`${ranOut(c)} and sla.answered <= ${c.settings.mqlSlaHours}`,
  },
  denominator: { where: ranOut },
  counts: true,
})
