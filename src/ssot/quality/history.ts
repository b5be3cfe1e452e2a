import { type Sql, sql } from '../sql.ts'
import { type Check, type CheckContext, counted, defineCheck, number } from './check.ts'

/** Versions with where the deal's next one begins, null for the last; and the stage that the deal itself is in. */
const versions = ({ t }: CheckContext): Sql => sql`(
  select h.opportunity_id, h.valid_from, h.valid_to, h.stage_id, lead(h.valid_from) over life as next_from,
    o.id as deal, o.stage_id as stage_now
  from ${t.opportunity_history} h
  left join (select id, max(stage_id) as stage_id from ${t.opportunities} x group by 1) o on o.id = h.opportunity_id
  where h.opportunity_id is not null and h.valid_from is not null
  window life as (partition by h.opportunity_id order by h.valid_from, h.valid_to))`

const shared = { relation: 'opportunity_history', over: versions, key: sql`r.opportunity_id` } as const

/** Where versions of a deal overlap, a question about the past finds the deal twice. */
export const historyChecks: readonly Check[] = [
  defineCheck({
    ...shared,
    id: 'overlap',
    severity: 'error',
    where: () => sql`r.next_from < r.valid_to`,
    words: (n) => ({
      en: `opportunity_history: ${counted(n, 'version ends', 'versions end')} after the next one began, and the deal counts twice in between`,
      ja: `opportunity_historyで次の版の開始後に終わる版が${number(n)}件：その間の商談が二重に集計されます`,
    }),
  }),
  defineCheck({
    ...shared,
    id: 'several_open_versions',
    severity: 'error',
    where: () => sql`r.valid_to is null and r.next_from is not null`,
    words: (n) => ({
      en: `opportunity_history: ${counted(n, 'version has', 'versions have')} no valid_to though another one follows, and the deal counts twice from then on`,
      ja: `opportunity_historyで後続の版があるのにvalid_toのない版が${number(n)}件：以後の商談が二重に集計されます`,
    }),
  }),
  defineCheck({
    ...shared,
    id: 'no_open_version',
    severity: 'warning',
    where: () => sql`r.next_from is null and r.valid_to is not null and r.deal is not null`,
    words: (n) => ({
      en: `opportunity_history: the last version of ${counted(n, 'deal')} has a valid_to; from then on the past is told as of today`,
      ja: `opportunity_historyの最後の版にvalid_toのある商談が${number(n)}件：以後の過去の値は現時点の情報で代用されます`,
    }),
  }),
  defineCheck({
    ...shared,
    id: 'stage_disagrees',
    severity: 'warning',
    where: () => sql`r.next_from is null and r.valid_to is null and r.stage_id <> r.stage_now`,
    words: (n) => ({
      en: `opportunity_history: the open version of ${counted(n, 'deal')} is in another stage than the deal itself`,
      ja: `opportunity_historyの最新の版と現在のステージが異なる商談が${number(n)}件`,
    }),
  }),
  defineCheck({
    id: 'ends_before_it_begins',
    relation: 'opportunity_history',
    severity: 'warning',
    where: () => sql`r.valid_to <= r.valid_from`,
    words: (n) => ({
      en: `opportunity_history: ${counted(n, 'version ends', 'versions end')} no later than it begins and never held`,
      ja: `opportunity_historyでvalid_toがvalid_from以前の版が${number(n)}件：有効な期間がありません`,
    }),
  }),
]
