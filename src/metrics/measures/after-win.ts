import { defineMetric, type RatioMetric } from '../../define/metric.ts'
import { afterWinDays, wonCustomers } from '../../ssot/facts/won-customers.ts'
import { type Sql, sql } from '../../ssot/sql.ts'

const share = (id: string, en: string, ja: string, where: Sql): RatioMetric =>
  defineMetric({
    id,
    kind: 'ratio',
    label: { en, ja },
    description: { en, ja },
    team: 'cs',
    unit: 'percent',
    better: 'up',
    fact: wonCustomers,
    numerator: { where },
    denominator: {},
    counts: true,
    cohortDays: afterWinDays,
  })

/** Of the customers first won in the period, those that pay 365 days later. */
export const retainedAfterWin = share('retained_after_win', 'Retained', '継続', sql`f.retained`)
/** Of the customers first won in the period, those that won an expansion or cross-sell within 365 days. */
export const expandedAfterWin = share('expanded_after_win', 'Expanded', '拡大', sql`f.expanded`)
