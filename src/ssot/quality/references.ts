import type { Words } from '../../define/words.ts'
import type { RelationName } from '../contract.ts'
import type { Need } from '../tables.ts'
import { type Check, counted, defineCheck, number } from './check.ts'
import type { Severity } from './finding.ts'

/** What an id that names nobody does to the figures. */
const effects = {
  stage: { en: 'left out of every figure', ja: 'すべての集計から除外' },
  person: { en: 'missing from figures by person and team', ja: '担当者別・チーム別の集計に含まれません' },
  account: { en: 'missing from figures by segment and customer', ja: 'セグメント別・顧客別の集計に含まれません' },
  customer: { en: 'counted as a customer that nobody knows', ja: '存在しない顧客として集計されます' },
  health: { en: 'missing from the customer’s health', ja: '顧客のヘルスに反映されません' },
  campaign: { en: 'missing from figures by campaign', ja: '施策別の集計に含まれません' },
  version: { en: 'history of a deal that is not there', ja: '存在しない商談の履歴です' },
  conversion: { en: 'counted as without an opportunity', ja: '商談なしとして集計されます' },
  activity: { en: 'not counted where it belongs', ja: '該当先の活動に数えられません' },
  quota: { en: 'a target that nobody can meet', ja: '誰の目標でもありません' },
  tree: { en: 'no manager sees their figures', ja: '上司の集計に含まれません' },
} as const satisfies Record<string, Words>

type Reference = readonly [need: Need, target: RelationName, effect: keyof typeof effects, severity?: Severity]

/** A wrong owner or account leaves totals right; what is left out altogether, or made up, is an error. */
const references: readonly Reference[] = [
  ['opportunities.stage_id', 'stages', 'stage', 'error'],
  ['opportunity_history.stage_id', 'stages', 'stage', 'error'],
  ['subscriptions.account_id', 'accounts', 'customer', 'error'],
  ['opportunities.account_id', 'accounts', 'account'],
  ['opportunities.owner_id', 'users', 'person'],
  ['opportunities.campaign_id', 'campaigns', 'campaign'],
  ['opportunity_history.opportunity_id', 'opportunities', 'version'],
  ['leads.opportunity_id', 'opportunities', 'conversion'],
  ['leads.account_id', 'accounts', 'account'],
  ['leads.campaign_id', 'campaigns', 'campaign'],
  ['leads.owner_id', 'users', 'person'],
  ['revenue.account_id', 'accounts', 'account'],
  ['tickets.account_id', 'accounts', 'health'],
  ['product_usage.account_id', 'accounts', 'health'],
  ['survey_responses.account_id', 'accounts', 'health'],
  ['activities.user_id', 'users', 'activity'],
  ['activities.account_id', 'accounts', 'activity'],
  ['activities.opportunity_id', 'opportunities', 'activity'],
  ['activities.lead_id', 'leads', 'activity'],
  ['costs.campaign_id', 'campaigns', 'campaign'],
  ['targets.owner_id', 'users', 'quota'],
  ['forecasts.owner_id', 'users', 'person'],
  ['accounts.owner_id', 'users', 'person'],
  ['accounts.csm_id', 'users', 'person'],
  ['users.manager_id', 'users', 'tree'],
]

/** KPIs join these columns by themselves: who does not name the column is not touched. */
const named = new Set<Need>(['leads.opportunity_id'])

const orphans = ([need, target, effect, severity = 'warning']: Reference): Check => {
  const [relation, column] = need.split('.') as [RelationName, string]
  return defineCheck({
    id: `unknown_${column.replace(/_id$/, '')}`,
    relation,
    severity,
    needs: [need, target],
    ...(named.has(need) ? { columns: [column] } : {}),
    column,
    refersTo: target,
    words: (n) => ({
      en: `${need}: ${counted(n, 'row names', 'rows name')} one that ${target} does not know; ${effects[effect].en}`,
      ja: `${need}が${target}にない行が${number(n)}件：${effects[effect].ja}`,
    }),
  })
}

/** Ids that name what is not there. */
export const referenceChecks: readonly Check[] = references.map(orphans)
