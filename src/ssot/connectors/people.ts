import type { Words } from '../../define/words.ts'
import type { Setting, Step } from './define.ts'
import { type Mapped, mapped, standingFor, sure } from './mapped.ts'
import { name } from './text.ts'

/** What a CRM knows of its users, as columns of a table or step under the alias `p`. */
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
  return {
    steps: said
      ? [saidStep(setting), reportingStep(people, true)]
      : people.managerId
        ? [reportingStep(people, false)]
        : [],
    join: said || people.managerId ? mapped`left join reporting r on r.id = ${people.id}` : undefined,
    role: roleOf(said, people),
    team: setting.peopleRoles.has('team') ? sure(mapped`coalesce(r.team, ${people.team})`) : people.team,
    managerId: managerOf(setting, people),
    note: said ? undefined : guessed(setting.schema),
  }
}

function saidStep({ schema, peopleRoles }: Setting): Step {
  const column = (wanted: string): Mapped =>
    peopleRoles.has(wanted) ? mapped`nullif(btrim(${name(wanted)}::text), '')` : mapped`null::text`
  return {
    name: 'said',
    why: 'What people_roles says has the last word.',
    body: mapped`
      select distinct on (1) lower(btrim(email::text)) as email, lower(${column('role')}) as role, ${column('team')} as team,
        lower(${column('manager_email')}) as manager_email
      from ${name(schema, 'people_roles')}
      order by 1`,
  }
}

function reportingStep({ from, id, email, managerId = mapped`null::text` }: KnownPeople, said: boolean): Step {
  const plain = mapped`select ${id} as id, ${managerId} as manager_id from ${from}`
  return {
    name: 'reporting',
    body: said
      ? mapped`
        select ${id} as id, said.role, said.team, coalesce(boss.id, ${managerId}) as manager_id
        from ${from}
        left join said on said.email = lower(btrim(${email}))
        left join (
          select lower(btrim(${email})) as email, min(${id}) as id from ${from} group by 1
        ) boss on boss.email = said.manager_email`
      : plain,
  }
}

function roleOf(said: boolean, { id, managerId }: KnownPeople): Mapped {
  if (!said && !managerId) return mapped`'rep'::text`
  const guess = mapped`case when exists (select 1 from reporting below where below.manager_id = ${id}) then 'manager' else 'rep' end`
  return said ? mapped`coalesce(r.role, ${guess})` : guess
}

function managerOf({ schema, peopleRoles }: Setting, { managerId }: KnownPeople): Mapped | Words {
  if (peopleRoles.has('manager_email')) return mapped`r.manager_id`
  if (managerId) return standingFor(mapped`r.manager_id`, managerId)
  return {
    en: `the source does not say who reports to whom; ${schema}.people_roles.manager_email can`,
    ja: `データ元に上司の情報がありません。${schema}.people_roles.manager_emailで指定できます`,
  }
}

const guessed = (schema: string): Words => ({
  en: `roles are guessed: whoever has reports is a manager, everybody else a rep. Say otherwise in a table ${schema}.people_roles (email text, role text, team text, manager_email text), and run this again`,
  ja: `役割は推定です：部下がいる人はmanager、それ以外はrep。${schema}.people_roles (email text, role text, team text, manager_email text) テーブルで指定し、再実行してください`,
})
