import { z } from 'zod'
import { escapeMrkdwn } from '../../blocks/build.ts'
import { periodContaining } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import { UserError } from '../../errors.ts'
import { defineListing } from '../../query/listing.ts'
import { allAccounts } from '../../ssot/facts/all-accounts.ts'
import { type Sql, sql } from '../../ssot/sql.ts'
import { typed as asTyped } from '../typed.ts'
import { bilingual } from '../words.ts'

const found = z.object({
  id: z.string(),
  name: z.string().nullable(),
  segment: z.string().nullable(),
  region: z.string().nullable(),
  owner: z.string().nullable(),
  exact: z.boolean(),
})
export type FoundAccount = z.output<typeof found>

/** Names are compared without regard to case, width, blanks and quotation marks: words lose those on their way here. */
const folded = (text: Sql): Sql => sql`lower(regexp_replace(normalize(${text}, nfkc), '[[:space:]"“”]+', '', 'g'))`

const accountsCalled = (typed: string) => {
  const wanted = folded(sql`${typed}::text`)
  const name = folded(sql`account.name`)
  return defineListing({
    fact: allAccounts,
    joins: ['account', 'owner'],
    columns: {
      id: sql`f.account_id`,
      name: sql`account.name`,
      segment: sql`account.segment`,
      region: sql`account.region`,
      owner: sql`owner.name`,
      exact: sql`coalesce(${name} = ${wanted}, false) or f.account_id = ${typed}`,
    },
    row: found,
    where: () => sql`(position(${wanted} in ${name}) > 0 or f.account_id = ${typed})`,
    orderBy: sql`6 desc, length(account.name), account.name, f.account_id`,
  })
}

/** Accounts that a sentence names when several match. */
const mostNamed = 5

/** The account somebody means by a part of its name; none or several is a sentence. */
export async function accountNamed(context: Context, typed: string): Promise<FoundAccount> {
  const words = say[context.locale]
  if (context.scope.kind === 'aggregates') throw new UserError(words.totals)
  const period = periodContaining('quarter', context.today, context.company.calendar)
  const { rows, total } = await context.list(accountsCalled(typed), { period, limit: mostNamed })
  const [account, other] = rows
  if (!account) throw new UserError(words.nobody(asTyped(typed)))
  if (other && (!account.exact || other.exact)) {
    const names = rows.map(({ name, id }) => escapeMrkdwn(other.exact ? `${name ?? id} (${id})` : (name ?? id)))
    throw new UserError(words.several(names, total))
  }
  return account
}

const say = bilingual({
  en: {
    totals: 'Your role sees customers only as totals. Try `/revops kpi customers by segment`.',
    nobody: (typed: string) => `No account of yours is called “${typed}”. Part of its name is enough.`,
    several: (names: readonly string[], total: number) =>
      `${total} accounts match${total > names.length ? ', among them' : ':'} ${names.join(', ')}${names.at(-1)?.endsWith('.') ? '' : '.'} Type more of the name, or the id.`,
  },
  ja: {
    totals: '権限上、顧客は合計のみ閲覧できます。`/revops kpi 顧客数 セグメント別` をお試しください。',
    nobody: (typed) => `「${typed}」というアカウントは担当範囲に見つかりません。名前の一部でも検索できます。`,
    several: (names, total) =>
      `${total}件のアカウントが該当します（${names.join('、')}${total > names.length ? 'など' : ''}）。名前をもう少し入力するか、IDを指定してください。`,
  },
})
