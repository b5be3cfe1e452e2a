import firstTables from './0001-first-tables.ts'
import thePast from './0002-the-past.ts'
import subscriptions from './0005-subscriptions.ts'

/** In order, the first is number 1. What has been released is never changed: a correction is a further one. */
export const migrations: readonly string[] = [firstTables, thePast, subscriptions]
