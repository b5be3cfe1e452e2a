import type pg from 'pg'
import type { Workshop } from '../answers/context.ts'
import type { Keeper } from '../define/keeper.ts'
import type { Look } from '../state/opportunity-versions.ts'
import { keepReports } from './first-reports.ts'
import { takeSnapshot } from './snapshot.ts'

/** Just after midnight, so that a snapshot shows the day before as it ended. */
export const pastSchedule = { id: 'past', schedule: 'daily at 00:05', catchUpHours: 24 } as const

/** Keeps each night what the source will not be able to tell later. */
export const createPastKeeper = (workshop: Workshop, pool: pg.Pool): Keeper => ({
  ...pastSchedule,
  async keep(look) {
    // Deals first: how they stood as the day ended is told from there.
    const deals = await keepDeals(workshop, pool, look)
    return `${deals}; new figures: ${await keepReports(workshop, pool, look.now)}`
  },
})

/** The deals as they stand, where the source keeps no history of them. */
async function keepDeals({ source }: Workshop, pool: pg.Pool, look: Look): Promise<string> {
  const { mapped, kept } = await source.snapshot()
  const { tables, has } = kept?.without ?? mapped
  if (has('opportunity_history')) return 'deals: the source keeps their history'
  // A relation that is gone for an hour must not end every deal.
  if (!has('opportunities')) throw new Error('the opportunities cannot be read')
  const versions = await takeSnapshot({ pool, source, tables }, look)
  source.renew()
  return versions === undefined ? 'deals: kept before' : `deals: ${versions} versions`
}
