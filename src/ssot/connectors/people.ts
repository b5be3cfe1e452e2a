import type { Words } from '../../define/words.ts'
import type { Setting, Step } from './define.ts'
import { type Mapped, mapped, standingFor, sure } from './mapped.ts'
import { name } from './text.ts'

/** What a CRM knows of its users, as columns of a step or table under the alias `p`. */
interface KnownPeople {
  /** `from` of the people, under the alias `p`. */
  readonly from: Mapped
  readonly id: Mapped
  readonly email: Mapped
  /** Who they report to, where the CRM says so. */
  readonly managerId?: Mapped
  /** The team that the CRM says they are in. */
  readonly team: Mapped
}

/**
 * No CRM says who is a rep and who an executive. Whoever has reports is a manager, the others are reps, and a table
 * `people_roles (email, role, team, manager_email)` in the SSOT's schema has the last word, person by person and column
 * by column: what it leaves null stays as guessed.
 */
export function rolesOf(setting: Setting, people: KnownPeople) {
  const said = setting.peopleRoles.has('email')
  const column = (wanted: string): Mapped =>
    setting.peopleRoles.has(wanted) ? mapped`nullif(btrim(${name(wanted)}::text), '')` : mapped`null::text`
  const steps: Step[] = [
    {
      name: 'said',
      why: 'What people_roles says has the last word.',
      body: said
        ? mapped`
          select distinct on (1) lower(btrim(email::text)) as email, lower(${column('role')}) as role, ${column('team')} as team,
            lower(${column('manager_email')}) as manager_email
          from ${name(setting.schema, 'people_roles')}
          order by 1`
        : mapped`
          select null::text as email, null::text as role, null::text as team, null::text as manager_email where false`,
    },
    {
      name: 'reporting',
      body: mapped`
        select ${people.id} as id, said.role, said.team, coalesce(boss.id, ${people.managerId ?? mapped`null`}) as manager_id
        from ${people.from}
        left join said on said.email = lower(btrim(${people.email}))
        left join (
          select lower(btrim(${people.email})) as email, min(${people.id}) as id from ${people.from} group by 1
        ) boss on boss.email = said.manager_email`,
    },
  ]
  return {
    steps,
    join: mapped`left join reporting r on r.id = ${people.id}`,
    role: mapped`coalesce(r.role, case
      when exists (select 1 from reporting below where below.manager_id = r.id) then 'manager' else 'rep' end)`,
    team: setting.peopleRoles.has('team') ? sure(mapped`coalesce(r.team, ${people.team})`) : people.team,
    managerId: managerOf(setting, people),
    note: said
      ? undefined
      : {
          en: `roles are guessed: whoever has reports is a manager, everybody else a rep. Say otherwise in a table ${setting.schema}.people_roles (email text, role text, team text, manager_email text), and run this again`,
          ja: `役割は推定です：部下がいる人はmanager、それ以外はrep。${setting.schema}.people_roles (email text, role text, team text, manager_email text) テーブルで指定し、再実行してください`,
        },
  }
}

function managerOf(setting: Setting, { managerId }: KnownPeople): Mapped | Words {
  if (setting.peopleRoles.has('manager_email')) return mapped`r.manager_id`
  if (managerId) return standingFor(mapped`r.manager_id`, managerId)
  const where = `${setting.schema}.people_roles.manager_email`
  return {
    en: `the source does not say who reports to whom; ${where} can`,
    ja: `データ元に上司の情報がありません。${where}で指定できます`,
  }
}
