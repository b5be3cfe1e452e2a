import type { Pull } from '../accounts/health-words.ts'
import { pulls } from '../accounts/health-words.ts'
import type { AccountRow } from '../accounts/listing.ts'
import type { CsmFigures } from './figures.ts'
import type { RenewalRow } from './renewals.ts'

/** Something to do about a customer, and why. */
export type Action =
  | { readonly kind: 'open renewal'; readonly account: RenewalRow }
  | { readonly kind: 'at risk'; readonly account: AccountRow; readonly because: Pull | undefined }
  | {
      readonly kind: 'falling'
      readonly account: AccountRow
      readonly by: number
      readonly because: Pull | undefined
    }

/** What a Monday has time for. */
const most = 3
/** A renewal that nobody has opened so shortly before its end comes before everything else. */
const urgentDays = 45

/**
 * What to do first: renewals that nobody has opened and that end soon; then customers at risk, the most MRR first; then
 * the other unopened renewals; then those who fell. Each customer once; who has given notice is lost already.
 */
export function firstThings(
  { renewals, accounts, changes }: Pick<CsmFigures, 'renewals' | 'accounts' | 'changes'>,
  today: string,
): readonly Action[] {
  const unopened = renewals.rows.filter(({ standing }) => standing === 'unopened')
  const horizon = addDays(today, urgentDays)
  const open = (rows: readonly RenewalRow[]): Action[] => rows.map((account) => ({ kind: 'open renewal', account }))
  const risky = accounts.rows
    .filter(({ band, cancelled }) => band === 'at_risk' && !cancelled)
    .sort((a, b) => b.mrr - a.mrr)
    .map((account): Action => ({ kind: 'at risk', account, because: pulls(account, undefined)[0] }))
  const falling = changes
    .filter(({ by, account }) => by < 0 && !account.cancelled)
    .map(({ account, by, moved }): Action => ({ kind: 'falling', account, by, because: moved[0] }))
  const all = [
    ...open(unopened.filter(({ term_end }) => term_end <= horizon)),
    ...risky,
    ...open(unopened.filter(({ term_end }) => term_end > horizon)),
    ...falling,
  ]
  const seen = new Set<string>()
  return all
    .filter(({ account: { id } }) => {
      if (seen.has(id)) return false
      seen.add(id)
      return true
    })
    .slice(0, most)
}

/** ISO days sort as they follow each other. */
const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
