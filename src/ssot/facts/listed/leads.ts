import type { ListedColumn } from '../../fact.ts'
import { sql } from '../../sql.ts'

/** What a lead shows of itself; leads have no names in the contract. */
export const leadColumns: readonly ListedColumn[] = [
  { id: 'lead', label: { en: 'Lead', ja: 'リード' }, value: sql`f.id`, type: 'text' },
  { id: 'source', label: { en: 'Source', ja: 'ソース' }, value: sql`f.source`, type: 'text' },
  {
    id: 'campaign',
    label: { en: 'Campaign', ja: 'キャンペーン' },
    value: sql`campaign.name`,
    type: 'text',
    joins: ['campaign'],
  },
  { id: 'segment', label: { en: 'Segment', ja: 'セグメント' }, value: sql`f.segment`, type: 'text' },
  {
    id: 'owner',
    label: { en: 'Owner', ja: '担当者' },
    value: sql`owner.name`,
    type: 'text',
    joins: ['owner'],
    personal: true,
  },
  { id: 'created', label: { en: 'Created', ja: '作成日時' }, value: sql`f.created_at`, type: 'instant' },
  { id: 'mql', label: { en: 'MQL', ja: 'MQL化' }, value: sql`f.mql_at`, type: 'instant' },
  { id: 'sql', label: { en: 'SQL', ja: 'SQL化' }, value: sql`f.sql_at`, type: 'instant' },
  { id: 'touched', label: { en: 'First touch', ja: '初回対応' }, value: sql`f.first_touch_at`, type: 'instant' },
  { id: 'converted', label: { en: 'Converted', ja: 'コンバージョン' }, value: sql`f.converted_at`, type: 'instant' },
]
