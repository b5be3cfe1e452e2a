import { defineMapping } from '../define.ts'
import { lines, mapped, standingFor } from '../mapped.ts'
import { rolesOf } from '../people.ts'
import type { HubspotSource } from './source.ts'

/** Owners of records; who is archived has left. HubSpot knows teams, and nobody's manager. */
export const usersOf = (source: HubspotSource) =>
  defineMapping({
    relation: 'users',
    needs: [[source.owner]],
    select(setting) {
      const person = {
        from: mapped`person p`,
        id: mapped`p.id`,
        email: mapped`p.email`,
        team: standingFor(mapped`p.team`, ...source.teams),
      }
      const roles = rolesOf(setting, person)
      return {
        steps: [...source.people(setting), ...roles.steps],
        columns: {
          id: mapped`p.id`,
          name: mapped`coalesce(nullif(btrim(concat_ws(' ', p.first_name, p.last_name)), ''), p.email)`,
          email: mapped`p.email`,
          role: roles.role,
          team: roles.team,
          manager_id: roles.managerId,
          active: mapped`p.has_left is not true`,
        },
        from: lines(mapped`person p`, roles.join),
        ...(roles.note ? { notes: [roles.note] } : {}),
      }
    },
  })
