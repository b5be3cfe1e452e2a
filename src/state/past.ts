import type pg from 'pg'
import { createFirstReports } from './first-reported.ts'
import { createKeptHistory } from './kept-history.ts'

/** What the bot keeps of the past, as answers read it. */
export const createPastKept = (pool: pg.Pool) => ({
  history: createKeptHistory(pool),
  reports: createFirstReports(pool),
})
