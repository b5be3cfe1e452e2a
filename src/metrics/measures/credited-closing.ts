import { defineMetric } from '../../define/metric.ts'
import { forecastOpportunities } from '../../ssot/facts/forecast-opportunities.ts'
import closingOpen from './closing-open.ts'

/** Open amount still to close as it counts towards a target: for whom it is credited to, not for whoever sees it. */
export default defineMetric({ ...closingOpen, id: 'closing_open', fact: forecastOpportunities })
