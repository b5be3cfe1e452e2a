import type { ListedColumn } from '../../fact.ts'
import { sql } from '../../sql.ts'

/** What an opportunity shows of itself, as it stood at the window's end. */
export const opportunityColumns: readonly ListedColumn[] = [
  {
    id: 'opportunity',
    label: { en: 'Opportunity', ja: '商談' },
    value: sql`f.name`,
    type: 'text',
    link: { kind: 'opportunity', id: sql`f.id` },
  },
  {
    id: 'account',
    label: { en: 'Account', ja: 'アカウント' },
    value: sql`account.name`,
    type: 'text',
    joins: ['account'],
  },
  { id: 'owner', label: { en: 'Owner', ja: '担当者' }, value: sql`owner.name`, type: 'text', joins: ['owner'] },
  { id: 'stage', label: { en: 'Stage', ja: 'ステージ' }, value: sql`f.stage_name`, type: 'text' },
  { id: 'type', label: { en: 'Type', ja: '種別' }, value: sql`f.type`, type: 'text' },
  { id: 'amount', label: { en: 'Amount', ja: '金額' }, value: sql`f.amount`, type: 'money' },
  { id: 'created', label: { en: 'Created', ja: '作成日' }, value: sql`f.created_at`, type: 'instant' },
]

export const closedColumn: ListedColumn = {
  id: 'closed',
  label: { en: 'Closed', ja: 'クローズ日' },
  value: sql`f.closed_at`,
  type: 'instant',
}

export const closeDateColumn: ListedColumn = {
  id: 'close_date',
  label: { en: 'Close date', ja: 'クローズ予定日' },
  value: sql`f.close_date`,
  type: 'day',
}
