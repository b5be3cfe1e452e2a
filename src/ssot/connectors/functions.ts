import { type Sql, sql } from '../sql.ts'
import { name } from './text.ts'

/**
 * Functions that read text as something else. A plain cast would stop every answer at the first odd value; these read it
 * as null. Each is one SQL expression, which PostgreSQL puts into the query that calls it.
 */
export type Helper = 'landed_number' | 'landed_instant' | 'landed_day' | 'landed_bool'

const ofMonth = '(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])'
const leapYear = '[1-9][0-9](0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26])00'
const date = `([1-9][0-9]{3}-(${ofMonth})|(${leapYear})-02-29)`
const time = '([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?'
const offset = '([zZ]|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)'

const numbers = '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,3})?$'

const bodies: Record<Helper, (zone: string) => readonly [type: Sql, expression: Sql]> = {
  landed_number: () => [sql`numeric`, sql`case when btrim(value) ~ ${numbers} then btrim(value)::numeric end`],
  landed_instant: (zone) => [
    sql`timestamptz`,
    sql`case
    -- Seconds or milliseconds since 1970.
    when value ~ '^[0-9]{9,10}$' then to_timestamp(value::float8)
    when value ~ '^[0-9]{12,13}([.]0+)?$' then to_timestamp(value::float8 / 1000)
    -- A day or an instant that exists, leap years included: the cast of a 30 February is an error.
    when value !~ ${`^${date}([T ]${time}( ?${offset})?)?$`} then null
    -- A day alone is midnight in the company's time zone; an instant without an offset is UTC.
    when length(value) = 10 then value::timestamp at time zone ${zone}
    when value ~ ${`${offset}$`} then value::timestamptz
    else value::timestamp at time zone 'UTC'
  end`,
  ],
  landed_day: () => [sql`date`, sql`case when value ~ ${`^${date}([T ]|$)`} then left(value, 10)::date end`],
  landed_bool: () => [
    sql`boolean`,
    sql`case
    when lower(btrim(value)) in ('true', 't', 'yes', 'y', '1') then true
    when lower(btrim(value)) in ('false', 'f', 'no', 'n', '0') then false
  end`,
  ],
}

/** `create or replace` of a helper in the SSOT's schema. */
export function helperDdl(schema: string, helper: Helper, zone: string): Sql {
  const [type, expression] = bodies[helper](zone)
  return sql`create or replace function ${name(schema, helper)}(value text) returns ${type}
language sql stable parallel safe as $$
  select ${expression}
$$`
}
