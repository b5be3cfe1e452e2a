import { sql } from '../sql.ts'
import { type Check, counted, defineCheck, number } from './check.ts'

const key = sql`coalesce(r.name, r.id)`

/** What the figures ask of a stage: a place in the order, an outcome, a probability that is a fraction. */
export const stageChecks: readonly Check[] = [
  defineCheck({
    id: 'unmapped_outcome',
    relation: 'stages',
    severity: 'error',
    key,
    where: () => sql`coalesce(r.outcome not in ('open', 'won', 'lost'), true)`,
    words: (n) => ({
      en: `stages.outcome: ${counted(n, 'stage is', 'stages are')} neither open nor won nor lost, and their deals are left out`,
      ja: `stages.outcomeがopen・won・lostのいずれでもないステージが${number(n)}件：その商談は除外されます`,
    }),
  }),
  defineCheck({
    id: 'no_position',
    relation: 'stages',
    severity: 'error',
    key,
    columns: ['position'],
    where: () => sql`r.position is null`,
    words: (n) => ({
      en: `stages.position: ${counted(n, 'stage has', 'stages have')} none and no step in the funnel`,
      ja: `stages.positionのないステージが${number(n)}件：ファネルに含まれません`,
    }),
  }),
  defineCheck({
    id: 'odd_probability',
    relation: 'stages',
    severity: 'warning',
    key,
    columns: ['probability'],
    told: true,
    where: () => sql`r.probability not between 0 and 1`,
    words: (n) => ({
      en: `the probability of ${counted(n, 'stage')} is not between 0 and 1: it is computed instead`,
      ja: `確度が0〜1の範囲にないステージが${number(n)}件：実績から計算します`,
    }),
  }),
]
