import type { Words } from '../define/words.ts'
import { foldName } from '../nearest.ts'

/** What a breakdown is called. Configured extra columns go by their own name. */
export const dimensionLabels: Readonly<Record<string, Words>> = {
  owner: { en: 'Owner', ja: '担当者' },
  team: { en: 'Team', ja: 'チーム' },
  manager: { en: 'Manager', ja: 'マネージャー' },
  segment: { en: 'Segment', ja: 'セグメント' },
  region: { en: 'Region', ja: '地域' },
  industry: { en: 'Industry', ja: '業種' },
  source: { en: 'Source', ja: 'ソース' },
  sourced_by: { en: 'Sourced by', ja: '創出元' },
  campaign: { en: 'Campaign', ja: 'キャンペーン' },
  channel: { en: 'Channel', ja: 'チャネル' },
  product: { en: 'Product', ja: '製品' },
  type: { en: 'Type', ja: '種別' },
  stage: { en: 'Stage', ja: 'ステージ' },
  pipeline: { en: 'Pipeline', ja: 'パイプライン' },
  account: { en: 'Account', ja: 'アカウント' },
  csm: { en: 'CSM', ja: 'CSM担当' },
  kind: { en: 'Kind', ja: '種類' },
  priority: { en: 'Priority', ja: '優先度' },
  department: { en: 'Department', ja: '部門' },
  movement: { en: 'Movement', ja: '増減' },
  band: { en: 'Health', ja: 'ヘルス状態' },
}

/** Other names of breakdowns: whoever did it owns it, and METRICS says "by user". */
const otherNames: Readonly<Record<string, string>> = { user: 'owner', person: 'owner', ユーザー: 'owner' }

/** The dimension somebody typed, in either language: `segment`, `Sourced by`, `セグメント`. Unknown names pass as typed. */
export function dimensionNamed(typed: string): string {
  const wanted = otherNames[foldName(typed)] ?? foldName(typed)
  const found = Object.entries(dimensionLabels).find(([id, { en, ja }]) =>
    [id, en, ja].some((name) => foldName(name) === wanted),
  )
  return found?.[0] ?? typed.toLowerCase()
}
