import { defineMetric } from '../../define/metric.ts'
import { creditedOpportunities } from '../../ssot/facts/closed-opportunities.ts'
import bookings from '../bookings.ts'

/** Bookings as they count towards a target or a forecast: for whom they are credited to, not for whoever sees them. */
export default defineMetric({ ...bookings, id: 'bookings', fact: creditedOpportunities })
