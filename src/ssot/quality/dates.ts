import type { RelationName } from '../contract.ts'
import { identifier, join, sql } from '../sql.ts'
import { type Check, counted, defineCheck, keyOf, number } from './check.ts'

/** One thing dated before what has to come first. */
const orders: readonly Check[] = [
  defineCheck({
    id: 'mql_before_created',
    relation: 'leads',
    severity: 'warning',
    needs: ['leads.mql_at'],
    columns: ['mql_at'],
    where: () => sql`r.mql_at < r.created_at - interval '1 day'`,
    words: (n) => ({
      en: `leads.mql_at: ${counted(n, 'lead was', 'leads were')} MQL more than a day before created`,
      ja: `作成日時の1日以上前にMQLになったリードが${number(n)}件`,
    }),
  }),
  defineCheck({
    id: 'ends_before_it_begins',
    relation: 'subscriptions',
    severity: 'error',
    needs: ['subscriptions.ended_on'],
    where: () => sql`r.ended_on <= r.started_on`,
    words: (n) => ({
      en: `subscriptions.ended_on: ${counted(n, 'span ends', 'spans end')} no later than it begins, and no day has their MRR`,
      ja: `ended_onがstarted_on以前のサブスクリプションが${number(n)}件：MRRがどの日にも集計されません`,
    }),
  }),
  defineCheck({
    id: 'solved_before_opened',
    relation: 'tickets',
    severity: 'warning',
    needs: ['tickets.solved_at'],
    where: () => sql`r.solved_at < r.opened_at`,
    words: (n) => ({
      en: `tickets.solved_at: ${counted(n, 'ticket was', 'tickets were')} solved before opened; its duration is left out`,
      ja: `起票前に解決済みになっているチケットが${number(n)}件：解決時間から除外`,
    }),
  }),
  ...(['targets', 'forecasts'] as const).map((relation) =>
    defineCheck({
      id: 'ends_before_it_begins',
      relation,
      severity: 'error',
      where: () => sql`r.period_end <= r.period_start`,
      words: (n) => ({
        en: `${relation}.period_end: ${counted(n, 'period ends', 'periods end')} no later than it begins, and is never asked for`,
        ja: `${relation}.period_endがperiod_start以前の行が${number(n)}件：どの期間にも使われません`,
      }),
    }),
  ),
]

/** Columns that say when something happened. A planned meeting, a scheduled revenue or a budgeted cost may lie ahead. */
const happened: { readonly [N in RelationName]?: readonly string[] } = {
  accounts: ['created_at'],
  opportunities: ['created_at', 'updated_at'],
  opportunity_history: ['valid_from'],
  leads: [
    ...['created_at', 'mql_at', 'sql_at', 'assigned_at', 'first_touch_at', 'converted_at', 'disqualified_at'],
    'updated_at',
  ],
  web_traffic: ['day'],
  tickets: ['opened_at', 'first_solved_at', 'solved_at'],
  survey_responses: ['answered_at'],
  product_usage: ['day'],
  forecasts: ['submitted_at'],
}

const aheadOfTime = (relation: RelationName, columns: readonly string[]): Check => {
  const at = (column: string) => sql`r.${identifier(column)}`
  const late = (column: string, future: ReturnType<typeof sql>) => sql`${at(column)} > ${future}`
  return defineCheck({
    id: 'dated_in_the_future',
    relation,
    severity: 'error',
    key: keyOf(relation),
    where: ({ future }) =>
      sql`coalesce(${join(
        columns.map((each) => late(each, future)),
        ' or ',
      )}, false)`,
    words: (n) => ({
      en: `${relation}: ${counted(n, 'row is', 'rows are')} dated in the future (${columns.join(', ')}), and not counted until then`,
      ja: `${relation}に未来の日付の行が${number(n)}件（${columns.join('・')}）：その日まで集計されません`,
    }),
  })
}

export const dateChecks: readonly Check[] = [
  ...orders,
  ...(Object.keys(happened) as RelationName[]).map((name) => aheadOfTime(name, happened[name] ?? [])),
]
