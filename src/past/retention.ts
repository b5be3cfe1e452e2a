import type pg from 'pg'
import type { BusinessConfig } from '../config-file.ts'
import type { Keeper } from '../define/keeper.ts'
import { pruneAudit, pruneDeliveries, pruneLinks, pruneRuns, pruneTransitions } from '../state/retention.ts'

/** After the night's snapshot, before anybody works. */
export const retentionSchedule = { id: 'retention', schedule: 'daily at 03:40', catchUpHours: 24 } as const

/** Deletes each night what is older than the bot is to remember. */
export const createRetention = (retention: BusinessConfig['retention'], pool: pg.Pool): Keeper => ({
  ...retentionSchedule,
  async keep({ due }) {
    const before = (days: number) => due.subtract({ hours: days * 24 })
    const runs = await pruneRuns(pool, before(retention.runsDays))
    const deliveries = await pruneDeliveries(pool, retention.deliveriesDays)
    const transitions = await pruneTransitions(pool, before(retention.transitionsDays))
    const audit = await pruneAudit(pool, retention.auditDays)
    const links = await pruneLinks(pool, retention.linksDays)
    return `deleted: ${runs} runs, ${deliveries} deliveries, ${transitions} transitions, ${audit} audit entries, ${links} links`
  },
})
