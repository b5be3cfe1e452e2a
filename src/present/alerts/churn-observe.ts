import { escapeMrkdwn } from '../../blocks/build.ts'
import { periodContaining } from '../../calendar/periods.ts'
import type { Observation } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Locale } from '../../define/words.ts'
import { sql } from '../../ssot/sql.ts'
import { withEarlier } from '../accounts/at-risk.ts'
import { pulls, pullText, wholeScore } from '../accounts/health-words.ts'
import { type AccountRow, accountsWhere, among } from '../accounts/listing.ts'
import { formatValue } from '../format.ts'
import { styleOf } from '../style.ts'
import { csmFor, peopleWith } from './account-people.ts'
import { healthFacts } from './churn-told.ts'
import { words } from './churn-words.ts'

/** A firing account is over it once its score is this far above the band's edge. */
const clearMargin = 5
const mostAccounts = 500

/** What a health score is made of: while one of them is connected but stale, scores rise and fall for no reason. */
const inputs = ['product_usage', 'tickets', 'survey_responses', 'activities', 'subscriptions'] as const

/** Every account at risk or nearly so, and, however many those are, each that was told of before. */
export async function observeChurn(context: Context, alert: string): Promise<Observation[]> {
  const { bands } = context.company.health
  const firing = (await context.state.firing()).filter((series) => series.alert === alert).map(({ series }) => series)
  const period = periodContaining('quarter', context.today, context.company.calendar)
  const wanted = sql`(f.score < ${bands.watch + clearMargin} or ${among(firing)})`
  const low = await context.list(accountsWhere(wanted), { period, limit: mostAccounts })
  // Only of more than that the rest of those that fire are asked for: one pass over all accounts is enough as a rule.
  const cut = low.total > low.rows.length
  const rest = cut ? await context.list(accountsWhere(among(firing)), { period, limit: firing.length + 1 }) : undefined
  const rows = [...new Map([...low.rows, ...(rest?.rows ?? [])].map((row) => [row.id, row])).values()]
  const earlier = await withEarlier(context, { rows, total: rows.length }, context.scope)
  const blind = inputs.some((relation) => context.sources.has(relation) && context.sources.isStale([relation]))
  return rows.map((row) => {
    const observation = observationOf(context, row, earlier.get(row.id))
    return blind ? { ...observation, enough: false } : observation
  })
}

function observationOf(context: Context, row: AccountRow, earlier: AccountRow | undefined): Observation {
  const { bands } = context.company.health
  const name = row.name ?? row.id
  const score = row.score === null ? null : wholeScore(row.score)
  const before = earlier?.score == null ? null : wholeScore(earlier.score)
  const [worst] = pulls(row, earlier)
  const summary = (locale: Locale): string => {
    const style = { ...styleOf(context), locale }
    const mrr = formatValue(row.mrr, 'money', style, 'short')
    return words[locale].summary(escapeMrkdwn(name), score, before, mrr, worst ? pullText(worst, style) : '')
  }
  const mention = csmFor(context, row)
  return {
    series: row.id,
    label: name,
    // New customers are scored, not alerted; who has already cancelled is no risk any more, but a fact.
    breached: row.band === 'at_risk' && !row.is_new && !row.cancelled,
    cleared: row.cancelled || (row.score !== null && row.score >= bands.watch + clearMargin),
    enough: row.score !== null || row.cancelled,
    weight: row.mrr,
    // Told again when it falls to half of the band, or a renewal is opened or lost: a point up or down is no news.
    fingerprint: `${score !== null && score < bands.watch / 2 ? 'very low' : 'low'}, ${row.renewal_id === null ? 'no renewal' : 'renewal'}`,
    subject: `health of account ${row.id}`,
    summary: { en: summary('en'), ja: summary('ja') },
    facts: { score, before, mrr: row.mrr, cancelled: row.cancelled, ...healthFacts(context, row) },
    mention,
    people: peopleWith(row, mention),
  }
}
