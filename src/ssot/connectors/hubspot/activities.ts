import { defineMapping } from '../define.ts'
import { mapped } from '../mapped.ts'
import type { HubspotSource } from './source.ts'

/** Calls, e-mails, meetings, notes, and tasks that are done. */
export const activitiesOf = (source: HubspotSource) =>
  defineMapping({
    relation: 'activities',
    needs: [source.activityTables],
    select: (setting) => ({
      steps: [...source.mergedContact(setting), ...source.activities(setting)],
      columns: {
        id: mapped`a.id`,
        kind: mapped`a.kind`,
        at: mapped`a.at`,
        user_id: mapped`a.owner_id`,
        account_id: mapped`a.company_id`,
        opportunity_id: mapped`a.deal_id`,
        lead_id: mapped`coalesce(m.winner_id, a.contact_id)`,
      },
      from: mapped`
        activity a
        left join merged_contact m on m.loser_id = a.contact_id`,
    }),
  })
