import { defineMapping } from '../define.ts'
import { as, columnsOf, lines, mapped } from '../mapped.ts'
import { rolesOf } from '../people.ts'
import { user, userRole } from './shapes.ts'

const p = columnsOf(user, 'p')
const role = columnsOf(userRole, 'user_role')

/** Users that are programs, or customers and partners in a portal. */
const noPeople = [
  'automatedprocess',
  'cloudintegrationuser',
  'guest',
  'csnonly',
  'cspliteportal',
  'customersuccess',
  'powercustomersuccess',
  'powerpartner',
  'partner',
  'selfservice',
]

/** Everyone who has or had a seat; a deleted user has left, and is kept as inactive. */
export const users = defineMapping({
  relation: 'users',
  needs: [[user]],
  select(setting) {
    const named = setting.has(userRole) && setting.has(user, 'role_id')
    const roles = rolesOf(setting, {
      from: as(user, 'p'),
      id: p.id,
      email: p.email,
      managerId: p.manager_id,
      team: named ? mapped`coalesce(${p.department}, ${role.name})` : p.department,
    })
    return {
      steps: roles.steps,
      columns: {
        id: p.id,
        name: mapped`coalesce(${p.name}, nullif(btrim(concat_ws(' ', ${p.first_name}, ${p.last_name})), ''), ${p.email})`,
        email: p.email,
        role: roles.role,
        team: roles.team,
        manager_id: roles.managerId,
        active: mapped`coalesce(${p.active}, true) and ${p.deleted} is not true`,
      },
      from: lines(
        as(user, 'p'),
        roles.join,
        named ? mapped`left join ${as(userRole, 'user_role')} on ${role.id} = ${p.role_id}` : undefined,
      ),
      where: mapped`lower(coalesce(${p.type}, 'standard')) <> all (${noPeople})`,
      ...(roles.note ? { notes: [roles.note] } : {}),
    }
  },
})
