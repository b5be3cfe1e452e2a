import { section } from '../../blocks/build.ts'
import { periodContaining } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { MessageBlock } from '../../define/message.ts'
import type { Role } from '../../ssot/people.ts'
import { accountText } from '../accounts/account-text.ts'
import { accountsWhere, atRisk } from '../accounts/listing.ts'
import { lineSections } from '../lines.ts'
import { attentionLines, dealsNeedingAttention } from '../pipeline/attention.ts'
import { bilingual } from '../words.ts'

/** Whose work is with deals, with accounts, or with both. Marketing sees neither one by one. */
const looksAfter: Readonly<Record<Role, readonly ('deals' | 'accounts')[]>> = {
  rep: ['deals'],
  manager: ['deals'],
  cs: ['accounts'],
  executive: ['deals', 'accounts'],
  ops: ['deals', 'accounts'],
  marketing: [],
}
const most = 5

/** The deals and accounts of the asker that need them first, each with its reason. */
export async function attentionSections(context: Context): Promise<MessageBlock[]> {
  const { who, today, company } = context
  if (context.scope.kind === 'aggregates') return []
  const period = periodContaining('quarter', today, company.calendar)
  const parts = looksAfter[who.role].map((what) => (what === 'deals' ? deals : accounts))
  return (await Promise.all(parts.map((part) => part(context, period)))).flat()
}

type Quarter = ReturnType<typeof periodContaining>

async function deals(context: Context, period: Quarter): Promise<MessageBlock[]> {
  const say = words[context.locale]
  const page = await context.list(dealsNeedingAttention, { period, limit: most })
  if (page.total === 0) return [section(say.noDeals)]
  const several = context.scope.kind !== 'people' || context.scope.ids.length > 1
  return [section(`*${say.deals(page.total)}*`), ...lineSections(attentionLines(context, page, several))]
}

async function accounts(context: Context, period: Quarter): Promise<MessageBlock[]> {
  const say = words[context.locale]
  const page = await context.list(accountsWhere(atRisk), { period, limit: most })
  if (page.total === 0) return [section(say.noAccounts)]
  const rest = page.total - page.rows.length
  return [
    section(`*${say.accounts(page.total)}*`),
    ...page.rows.map((row) => section(accountText(context, row, undefined))),
    ...(rest > 0 ? [section(say.more(rest))] : []),
  ]
}

const words = bilingual({
  en: {
    deals: (n: number) => `${n} ${n === 1 ? 'deal needs' : 'deals need'} attention`,
    noDeals: 'No deal needs attention.',
    accounts: (n: number) => `${n} ${n === 1 ? 'customer is' : 'customers are'} at risk`,
    noAccounts: 'No customer is at risk.',
    more: (n: number) => `… and ${n} more: \`/revops accounts at-risk\``,
  },
  ja: {
    deals: (n) => `要対応の商談 ${n}件`,
    noDeals: '要対応の商談はありません。',
    accounts: (n) => `リスク状態の顧客 ${n}社`,
    noAccounts: 'リスク状態の顧客はいません。',
    more: (n) => `…ほか${n}社：\`/revops accounts at-risk\``,
  },
})
