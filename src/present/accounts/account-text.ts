import { Temporal } from 'temporal-polyfill'
import { formatDay } from '../../calendar/format.ts'
import type { Context } from '../../define/context.ts'
import { formatValue } from '../format.ts'
import { lineName, recordName } from '../names.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { pulls, pullText, wholeScore } from './health-words.ts'
import type { AccountRow } from './listing.ts'

export const accountName = ({ company }: Context, { id, name }: { id: string; name: string | null }): string =>
  recordName(company.links.account, id, name)

/** What is at stake, how it stands, and which inputs pull it down. */
export function accountText(context: Context, row: AccountRow, earlier: AccountRow | undefined): string {
  const { locale } = context
  const words = say[locale]
  const style = styleOf(context)
  const facts = [
    `${words.score} *${row.score === null ? words.unknown : wholeScore(row.score)}*${earlier?.score == null ? '' : words.was(wholeScore(earlier.score))}`,
    `MRR ${formatValue(row.mrr, 'money', style, 'short')}`,
    termText(context, row),
    row.csm === null ? words.noCsm : `CSM ${lineName(row.csm)}`,
    row.is_new ? words.isNew : '',
    row.cancelled ? words.cancelled : '',
  ]
  const reasons = pulls(row, earlier)
    .slice(0, 3)
    .map((pull) => `• ${pullText(pull, style)}`)
  return [accountName(context, row), facts.filter(Boolean).join(' · '), ...reasons].join('\n')
}

/** A missing renewal is only worth a word once it should have been opened. */
function termText({ locale, today }: Context, { term_end, renews_itself, renewal_id }: AccountRow): string {
  const words = say[locale]
  if (term_end === null) return renews_itself ? words.renewsItself : ''
  const [end, renewal] = [Temporal.PlainDate.from(term_end), renewal_id !== null]
  const soon = today.until(end).days <= renewalDueDays
  return words.term(formatDay(end, locale), renewal ? words.renewalOpen : soon ? words.noRenewal : '')
}

/** Within so many days of its end, a term without an open renewal starts to cost health (METRICS, commercial). */
const renewalDueDays = 120

const say = bilingual({
  en: {
    score: 'Health',
    unknown: 'unknown',
    was: (score: number) => ` (four weeks ago ${score})`,
    term: (day: string, renewal: string) => `term ends ${day}${renewal}`,
    renewsItself: 'renews automatically',
    renewalOpen: ', renewal open',
    noRenewal: ', *no renewal open*',
    noCsm: '*no CSM*',
    isNew: 'new customer',
    cancelled: 'cancellation known',
  },
  ja: {
    score: 'ヘルス',
    unknown: '不明',
    was: (score) => ` （4週間前は${score}）`,
    term: (day, renewal) => `契約終了 ${day}${renewal}`,
    renewsItself: '自動更新',
    renewalOpen: ' · 更新商談あり',
    noRenewal: ' · *更新商談なし*',
    noCsm: '*CSM未割当*',
    isNew: '新規顧客',
    cancelled: '解約申出済み',
  },
})
