import type { Words } from '../../src/define/words.ts'

/** The pictures of one role's page, in the hands of somebody who has that role. */
export interface RoleShots {
  /** The page's name, and the beginning of its pictures'. */
  readonly role: string
  readonly who: Words
  /** Typed after `/revops`, before Monday comes; the answer is the picture. */
  readonly asked: readonly Shot<Words>[]
  /** What comes to them, or into a channel, by Tuesday morning, known by words in it. */
  readonly arrived: readonly Shot<Words & { readonly channel: string }>[]
  /** Typed before, so that it comes. */
  readonly subscribes?: Words
  /** A form that they open. */
  readonly form?: Shot<Words>
  /** Their home tab, when all of that has come. */
  readonly home?: true
}

interface Shot<What> {
  readonly name: string
  readonly what: What
  /** Of the page, in pixels, where a table or a statement is wider than usual. */
  readonly width?: number
  /** The heading of the one table that is shown, of a long answer. */
  readonly table?: Words
}

const manager = '﨑山 由美'
const cro = '佐伯 真理子'
const ruleForm = { name: 'rule', what: { en: 'alerts new', ja: 'アラート 新規' } }

export const roleShots: readonly RoleShots[] = [
  {
    role: 'rep',
    who: { en: 'Kenta Ishikawa', ja: '小林 さくら' },
    asked: [
      { name: 'pipeline', what: { en: 'pipeline', ja: 'パイプライン' } },
      { name: 'kpi', what: { en: 'kpi win_rate last 4 quarters', ja: '受注率 直近4四半期' } },
    ],
    home: true,
    subscribes: { en: 'subscribe daily-standup', ja: '購読 営業デイリー' },
    arrived: [{ name: 'standup', what: { channel: 'dm', en: 'Daily stand-up', ja: '営業デイリー' } }],
  },
  {
    role: 'manager',
    who: { en: manager, ja: manager },
    asked: [
      {
        name: 'pipeline',
        what: { en: 'pipeline', ja: 'パイプライン' },
        table: { en: 'By person', ja: '担当者別' },
      },
      { name: 'why', what: { en: 'why bookings last quarter by owner', ja: 'なぜ 受注金額 先四半期 担当者別' } },
    ],
    form: ruleForm,
    arrived: [
      { name: 'standup', what: { channel: 'team-mid-market', en: 'Daily stand-up', ja: '営業デイリー' } },
      { name: 'alert', what: { channel: 'sales-alerts', en: 'Open deals stand still', ja: '動きの止まった商談' } },
    ],
  },
  {
    role: 'cro',
    who: { en: cro, ja: cro },
    asked: [
      { name: 'funnel', what: { en: 'funnel last quarter by segment', ja: 'ファネル 先四半期 セグメント別' } },
      { name: 'why', what: { en: 'why win_rate last quarter by segment', ja: 'なぜ 受注率 先四半期 セグメント別' } },
    ],
    arrived: [
      { name: 'digest', what: { channel: 'revenue', en: 'Weekly revenue digest', ja: '週次レベニューダイジェスト' } },
    ],
  },
  {
    role: 'csm',
    who: { en: 'Oliver Grant', ja: '吉田 恵' },
    asked: [
      { name: 'at-risk', what: { en: 'accounts at-risk', ja: 'アカウント リスク' } },
      { name: 'account', what: { en: 'accounts borealis', ja: 'アカウント 青嵐' } },
    ],
    subscribes: { en: 'subscribe csm-weekly', ja: '購読 CSM週報' },
    form: { name: 'subscribe', what: { en: 'subscribe', ja: '購読' } },
    arrived: [
      { name: 'week', what: { channel: 'dm', en: 'Your customers this week', ja: '今週の担当顧客' } },
      {
        name: 'alert',
        what: { channel: 'cs-alerts', en: 'Churn risk · Borealis', ja: '解約リスク · 青嵐' },
      },
    ],
  },
  {
    role: 'marketing',
    who: { en: 'Marco Bellini', ja: '藤井 彩' },
    asked: [
      {
        name: 'funnel',
        what: { en: 'funnel last quarter by source', ja: 'ファネル 先四半期 ソース別' },
        table: { en: 'by source', ja: 'ソース別の' },
        width: 1_900,
      },
      {
        name: 'campaigns',
        what: { en: 'kpi campaign_performance last quarter', ja: 'キャンペーン効果 先四半期' },
        width: 1_700,
      },
    ],
    home: true,
    arrived: [
      {
        name: 'alert',
        what: { channel: 'sales-alerts', en: 'MQL to SQL conversion is falling', ja: 'MQLからSQLへの転換率が低下' },
      },
    ],
  },
  {
    role: 'revops-admin',
    who: { en: 'Priya Raman', ja: '中村 翔' },
    asked: [
      { name: 'status', what: { en: 'status', ja: 'ステータス' }, width: 1_400 },
      { name: 'explain', what: { en: 'explain win_rate', ja: '定義 受注率' }, width: 1_240 },
    ],
    form: ruleForm,
    arrived: [],
  },
]
