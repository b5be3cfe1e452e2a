import type { Words } from '../../../define/words.ts'
import type { Setting, Step } from '../define.ts'
import { lines, type Mapped, mapped } from '../mapped.ts'
import type { Shape } from '../shape.ts'
import type { HubspotShapes } from './shapes.ts'

/** What differs between connectors that land HubSpot: one has link tables where the other has arrays on the row. */
export interface HubspotSource extends HubspotShapes {
  /** Tables that say which stages there are. */
  readonly stageTables: readonly Shape[]
  /** Tables, or the deal's own columns, that say when a deal entered its stages. */
  readonly historyTables: readonly Shape[]
  /** Tables of calls, e-mails, meetings, notes and tasks. */
  readonly activityTables: readonly Shape[]
  /** A step `person (id, email, first_name, last_name, team, has_left)`. */
  readonly people: (setting: Setting) => Step[]
  /** Landed columns of which a person's team is made. */
  readonly teams: readonly Mapped[]
  /** A step `stage (stage_id, pipeline_id, pipeline, label, position, closed, won, probability)`. */
  readonly stages: (setting: Setting) => Step[]
  /** A step `deal_company (deal_id, company_id)`, the primary company of each deal. */
  readonly dealCompany: (setting: Setting) => Step
  /** A step `deal_contact (deal_id, contact_id)`. */
  readonly dealContact: (setting: Setting) => Step
  /** A step `merged_deal (winner_id, loser_id)`, one row for each loser. */
  readonly mergedDeal: (setting: Setting) => Step[]
  /** A step `merged_contact (winner_id, loser_id)`, one row for each loser. */
  readonly mergedContact: (setting: Setting) => Step[]
  /** A step `change (opportunity_id, at, seq, field, value)` of the fields that `historyFields` names. */
  readonly changes: (setting: Setting) => { readonly steps: readonly Step[]; readonly note: Words }
  /** A step `activity (id, kind, at, owner_id, deal_id, company_id, contact_id)`. */
  readonly activities: (setting: Setting) => Step[]
}

/** HubSpot's names of the properties that history is made of, and what `change` calls them. */
export const historyFields = {
  dealstage: 'stage',
  pipeline: 'pipeline',
  amount: 'amount',
  closedate: 'close_date',
  hs_manual_forecast_category: 'forecast_category',
  hubspot_owner_id: 'owner_id',
} as const

/** The contract's word for a HubSpot property. */
export const fieldOf = (property: Mapped): Mapped => {
  const cases = Object.entries(historyFields).map(([name, field]) => mapped`when ${name} then ${field}`)
  return mapped`
    case ${property}
      ${lines(...cases)}
    end`
}
