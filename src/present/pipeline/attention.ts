import { z } from 'zod'
import type { Context } from '../../define/context.ts'
import type { Page } from '../../query/listing.ts'
import { defineListing } from '../../query/listing.ts'
import { openOpportunities } from '../../ssot/facts/open-opportunities.ts'
import { sql } from '../../ssot/sql.ts'
import { formatValue } from '../format.ts'
import { lineName, lineRecord, recordName } from '../names.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'

const row = z.object({
  id: z.string(),
  name: z.string().nullable(),
  account: z.string().nullable(),
  account_id: z.string().nullable(),
  owner: z.string().nullable(),
  stage: z.string().nullable(),
  amount: z.number().nullable(),
  close_date: z.string().nullable(),
  days_overdue: z.number().nullable(),
  days_in_stage: z.number().nullable(),
  p90: z.number().nullable(),
  days_quiet: z.number().nullable(),
  overdue: z.boolean(),
  slow: z.boolean(),
  quiet: z.boolean(),
  no_next_step: z.boolean(),
})
export type AttentionRow = z.output<typeof row>

/** Open deals with a flag (METRICS `pipeline_health`), the largest first. */
export const dealsNeedingAttention = defineListing({
  fact: openOpportunities,
  joins: ['flags', 'account', 'owner'],
  columns: {
    id: sql`f.id`,
    name: sql`f.name`,
    account: sql`account.name`,
    account_id: sql`f.account_id`,
    owner: sql`owner.name`,
    stage: sql`f.stage_name`,
    amount: sql`f.amount`,
    close_date: sql`f.close_date`,
    days_overdue: (c) => sql`${c.asOfDay} - f.close_date`,
    days_in_stage: sql`time_in_stage.days::float8`,
    p90: sql`stage_p90.days`,
    days_quiet: (c) => sql`(extract(epoch from ${c.asOf} - coalesce(last_activity.at, f.created_at)) / 86400)::float8`,
    overdue: sql`flags.overdue`,
    slow: sql`flags.slow`,
    quiet: sql`flags.quiet`,
    no_next_step: sql`flags.no_next_step`,
  },
  row,
  where: () => sql`flags.any_flag`,
  orderBy: sql`f.amount desc nulls last, f.id`,
})

/** The first deals, how many more there are, and where one lists them all, its command. */
export function attentionLines(
  context: Context,
  { rows, total }: Page<AttentionRow>,
  withOwner: boolean,
  all?: string,
): string[] {
  const lines = dealLines(context, rows, withOwner)
  return total > rows.length ? [...lines, say[context.locale].more(total - rows.length, all)] : lines
}

/** One line per deal: its name, what it is worth, and why it is here. */
export function dealLines(context: Context, rows: readonly AttentionRow[], withOwner: boolean): string[] {
  const words = say[context.locale]
  const style = styleOf(context)
  return rows.map((deal) => {
    const name = recordName(context.company.links.opportunity, deal.id, deal.name)
    const about = [
      deal.account === null || deal.name?.includes(deal.account)
        ? ''
        : lineRecord(context.company.links.account, deal.account_id ?? '', deal.account),
      formatValue(deal.amount, 'money', style, 'short'),
      deal.stage === null ? '' : lineName(deal.stage),
      withOwner && deal.owner !== null ? lineName(deal.owner) : '',
    ]
    return `• ${name} · ${about.filter(Boolean).join(' · ')}\n      ${reasons(context, deal).join(words.and)}`
  })
}

function reasons({ locale }: Context, deal: AttentionRow): string[] {
  const words = say[locale]
  const days = (value: number | null): number => Math.floor(value ?? 0)
  return [
    ...(deal.overdue ? [deal.days_overdue === null ? words.undated : words.overdue(days(deal.days_overdue))] : []),
    ...(deal.slow ? [words.slow(...longer(deal.days_in_stage ?? 0, deal.p90 ?? 0))] : []),
    ...(deal.quiet ? [words.quiet(days(deal.days_quiet))] : []),
    ...(deal.no_next_step ? [words.noNextStep] : []),
  ]
}

/** Whole days, or tenths where the whole ones are the same: what is longer has to read as longer. */
function longer(days: number, than: number): [days: number, than: number] {
  const whole: [number, number] = [Math.floor(days), Math.floor(than)]
  return whole[0] > whole[1] ? whole : [Math.ceil(days * 10) / 10, Math.floor(than * 10) / 10]
}

const s = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`

const say = bilingual({
  en: {
    and: ', ',
    undated: 'no close date',
    overdue: (days: number) => `close date passed ${s(days)} ago`,
    slow: (days: number, p90: number) => `${s(days)} in its stage (9 in 10 deals won took at most ${p90})`,
    quiet: (days: number) => `no activity for ${days} days`,
    noNextStep: 'no next step',
    more: (n: number, all?: string) => `… and ${n} more${all ? `: \`${all}\`` : ''}`,
  },
  ja: {
    and: '、',
    undated: 'クローズ予定日なし',
    overdue: (days) => `クローズ予定日を${days}日超過`,
    slow: (days, p90) => `現ステージに${days}日滞在（受注商談の9割は${p90}日以内）`,
    quiet: (days) => `${days}日間活動なし`,
    noNextStep: '次のアクションなし',
    more: (n, all) => `…ほか${n}件${all ? `：\`${all}\`` : ''}`,
  },
})
