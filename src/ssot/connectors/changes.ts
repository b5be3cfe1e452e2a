import { sql } from '../sql.ts'
import type { Step } from './define.ts'
import { joined, type Mapped, mapped } from './mapped.ts'
import { name } from './text.ts'

/** A field whose changes were kept one by one, as text. */
export interface ChangedField {
  readonly field: string
  /** The text as what the contract wants; nothing where it is text already. */
  readonly read?: (value: Mapped) => Mapped
  /** What it is today: what it was all along, where no change of it was kept. */
  readonly today: Mapped
  /** What is made of the one or the other. */
  readonly made?: (value: Mapped) => Mapped
}

const column = (field: string, suffix = ''): Mapped => mapped`${name(`${field}${suffix}`)}`

function valueThen(field: string, { read, today, made }: ChangedField): Mapped {
  const then = mapped`first_value(run.${column(field)}) over (partition by run.opportunity_id, run.${column(field, '_run')} order by run.valid_from)`
  const value = mapped`case when run.${column(field, '_ever')} = 0 then ${today} else ${read ? read(then) : then} end`
  return made ? made(value) : value
}

/**
 * Versions of whole records from changes of single fields: from a step `change (opportunity_id, at, seq, field, value)` to
 * a step `into (opportunity_id, valid_from, seq, <fields>)`. A field keeps its value until the next change of it, through
 * the changes of others.
 */
export function changesAsVersions(
  into: string,
  fields: readonly ChangedField[],
  records: { readonly from: Mapped; readonly id: Mapped },
): Step[] {
  const each = (line: (field: string, spec: ChangedField) => Mapped): Mapped =>
    joined(
      fields.map((spec) => line(spec.field, spec)),
      sql`,\n`,
    )
  return [
    {
      name: 'moment',
      body: mapped`
        select opportunity_id, at as valid_from,
          ${each((field) => mapped`min(value) filter (where field = ${field}) as ${column(field)}, count(*) filter (where field = ${field}) as ${column(field, '_set')}`)}
        from (
          select distinct on (opportunity_id, at, field) *
          from change
          where opportunity_id is not null and at is not null
          order by opportunity_id, at, field, seq desc
        ) last_of_moment
        group by 1, 2`,
    },
    {
      name: 'run',
      why: 'A run begins where a field is set, and lasts until it is set again.',
      body: mapped`
        select moment.*,
          ${each((field) => mapped`sum(${column(field, '_set')}) over past as ${column(field, '_run')}, sum(${column(field, '_set')}) over whole as ${column(field, '_ever')}`)}
        from moment
        window past as (partition by opportunity_id order by valid_from), whole as (partition by opportunity_id)`,
    },
    {
      name: into,
      body: mapped`
        select run.opportunity_id, run.valid_from, '' as seq,
          ${each((field, spec) => mapped`${valueThen(field, spec)} as ${column(field)}`)}
        from run
        join ${records.from} on ${records.id} = run.opportunity_id`,
    },
  ]
}
