import { defineFact, type FactContext, healthInputs } from '../../ssot/fact.ts'
import { accountDimensions, accountExtras, accountJoins, accountPeople } from '../../ssot/facts/accounts.ts'
import { accountColumns, mrrColumn } from '../../ssot/facts/listed/accounts.ts'
import { activeOn, goesOn, payingOn } from '../../ssot/facts/subscriptions.ts'
import { identifier, join, type Sql, sql } from '../../ssot/sql.ts'
import { commercial } from './commercial.ts'
import { engagement } from './engagement.ts'
import type { HealthInputs } from './inputs.ts'
import { sentiment } from './sentiment.ts'
import { supportLoad } from './support.ts'
import { adoption, usageTrend } from './usage.ts'

const inputs: HealthInputs = {
  usage_trend: usageTrend,
  adoption,
  support_load: supportLoad,
  sentiment,
  engagement,
  commercial,
}

/**
 * Paying accounts with their health score: Σ weight × input ÷ Σ weight over the inputs that are present; null ("unknown")
 * with under half of the weight present. Columns: `score`, and per input `<input>` (0–100 or null) and `<input>_raw`.
 */
export const accountHealth = defineFact({
  id: 'account_health',
  amounts: 'subscriptions',
  reads: ['subscriptions', 'accounts', 'product_usage', 'tickets', 'survey_responses', 'activities', 'opportunities'],
  needs: ['subscriptions'],
  time: 'state',
  rows: healthRows,
  joins: accountJoins,
  dimensions: { ...accountDimensions, band: { key: sql`case when f.cancelled then 'notice_given' else f.band end` } },
  people: accountPeople,
  extras: accountExtras,
  rowKey: sql`f.account_id`,
  listed: [
    ...accountColumns,
    mrrColumn,
    { id: 'score', label: { en: 'Score', ja: 'スコア' }, value: sql`f.score`, type: 'number' },
    { id: 'term_end', label: { en: 'Term ends', ja: '契約終了' }, value: sql`f.term_end`, type: 'day' },
  ],
})

/** Every subscription the account pays for has an end that was known by then, and none takes over: notice was given. */
const cancelled = (c: FactContext): Sql => sql`not exists (
  select from ${c.t.subscriptions} s
  where s.account_id = p.account_id and ${activeOn(c.endDay)}
    and (s.ended_on is null or s.end_known_at >= ${c.asOf} or ${goesOn(c)}))`

function healthRows(c: FactContext): Sql {
  const { weights, bands, newAccountDays } = c.settings.health
  const total = healthInputs.reduce((sum, name) => sum + weights[name], 0)
  const used = healthInputs.map((name) => ({ name, input: inputs[name], weight: weights[name] }))
  const scored = used.map(({ name, input, weight }) => {
    const on = input.connected(c)
    const score = on ? input.score(c) : sql`null::float8`
    const effective = sql`${weight}::float8 * ${input.fade?.(c) ?? sql`1`}`
    return sql`(${score})::float8 as ${identifier(name)}, (${effective})::float8 as ${identifier(`${name}_weight`)},
      (${on ? input.raw : sql`null`})::float8 as ${identifier(`${name}_raw`)}`
  })
  // A missing input is neither neutral nor zero: it leaves both sides.
  const present = (what: (name: string) => Sql): Sql =>
    join(
      used.map(({ name }) => sql`case when x.${identifier(name)} is null then 0 else coalesce(${what(name)}, 0) end`),
      ' + ',
    )
  const weightOf = (name: string): Sql => sql`x.${identifier(`${name}_weight`)}`
  // `offset 0` keeps the planner from writing each input out wherever the score mentions it, and looking it up as often.
  return sql`
    select h.*, case when h.score >= ${bands.healthy} then 'healthy' when h.score >= ${bands.watch} then 'watch'
      when h.score is not null then 'at_risk' else 'unknown' end as band
    from (
      select x.*, case when ${present(weightOf)} >= ${total / 2}::float8
        then (${present((name) => sql`x.${identifier(name)} * ${weightOf(name)}`)}) / (${present(weightOf)}) end as score
      from (
        select p.account_id, p.mrr, p.created_at, coalesce(p.day - (p.created_at at time zone ${c.zone})::date < ${newAccountDays}, false) as is_new,
          ${cancelled(c)} as cancelled,
          term.ends_on as term_end, coalesce(term.renews_itself, false) as renews_itself,
          renewal.opportunity_id as renewal_id, ${join(scored)}
        from (
          select paying.account_id, paying.mrr, a.created_at, ${c.endDay} as day
          from (${payingOn(c, c.endDay)}) paying
          join ${c.t.accounts} a on a.id = paying.account_id
        ) p
        ${join(
          used.map(({ input }) => input.join(c)),
          ' ',
        )}
        offset 0
      ) x
      offset 0
    ) h`
}
