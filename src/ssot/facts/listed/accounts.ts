import type { ListedColumn } from '../../fact.ts'
import { type Sql, sql } from '../../sql.ts'

/** Whose row it is, for facts whose rows belong to accounts. */
export const accountColumns: readonly ListedColumn[] = [
  {
    id: 'account',
    label: { en: 'Account', ja: 'アカウント' },
    value: sql`coalesce(account.name, f.account_id)`,
    type: 'text',
    joins: ['account'],
    link: { kind: 'account', id: sql`f.account_id` },
  },
  {
    id: 'segment',
    label: { en: 'Segment', ja: 'セグメント' },
    value: sql`account.segment`,
    type: 'text',
    joins: ['account'],
  },
  { id: 'owner', label: { en: 'Owner', ja: '担当者' }, value: sql`owner.name`, type: 'text', joins: ['owner'] },
  { id: 'csm', label: { en: 'CSM', ja: 'CSM担当' }, value: sql`csm.name`, type: 'text', joins: ['csm'] },
]

const money = (id: string, en: string, ja: string, value: Sql): ListedColumn => ({
  id,
  label: { en, ja },
  value,
  type: 'money',
})

export const mrrColumn = money('mrr', 'MRR', 'MRR', sql`f.mrr`)
export const mrrStartColumn = money('mrr_start', 'MRR at the start', '期間開始時MRR', sql`f.mrr_start`)
export const mrrEndColumn = money('mrr_end', 'MRR at the end', '期間終了時MRR', sql`f.mrr_end`)

export const productColumn: ListedColumn = {
  id: 'product',
  label: { en: 'Product', ja: '製品' },
  value: sql`f.product`,
  type: 'text',
}
