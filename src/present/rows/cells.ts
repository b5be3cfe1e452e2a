import { Temporal } from 'temporal-polyfill'
import { linked, number } from '../../blocks/table.ts'
import type { Cell } from '../../blocks/types-table.ts'
import { formatDay } from '../../calendar/format.ts'
import type { Context } from '../../define/context.ts'
import type { Unit } from '../../define/words.ts'
import type { ListedColumn } from '../../ssot/fact.ts'
import { formatValue } from '../format.ts'
import { recordUrl } from '../names.ts'
import { styleOf } from '../style.ts'
import { valueName } from '../value-names.ts'

/** A cell as the query brings it. */
export type Raw = string | number | null

const instant = (raw: string): Temporal.Instant => Temporal.Instant.from(raw.replace(' ', 'T'))

/** A cell as people read it; `record`: the id of what it links to, where configuration says where that is. */
export function cellOf(
  context: Context,
  { id, type, link }: ListedColumn,
  raw: Raw,
  record: string | null = null,
): string | Cell {
  if (raw === null) return '–'
  const url = link && record !== null ? recordUrl(context.company.links[link.kind], record) : undefined
  if (url !== undefined) return linked(url, String(raw))
  const { locale, company } = context
  switch (type) {
    case 'money':
      return number(Number(raw), formatValue(Number(raw), 'money', styleOf(context)))
    case 'number':
      return number(Number(raw), String(raw))
    case 'day':
      return formatDay(Temporal.PlainDate.from(String(raw)), locale)
    case 'instant':
      return formatDay(instant(String(raw)).toZonedDateTimeISO(company.calendar.zone).toPlainDate(), locale)
    case 'text':
      return valueName(id, String(raw), locale)
  }
}

/** A cell as a spreadsheet takes it: numbers as numbers, instants in the company's time zone. */
export function csvCell({ company }: Context, { type }: ListedColumn, raw: Raw): Raw {
  if (raw === null) return null
  if (type === 'money' || type === 'number') return Number(raw)
  if (type !== 'instant') return String(raw)
  const local = instant(String(raw)).toZonedDateTimeISO(company.calendar.zone).toPlainDateTime()
  return local.round('second').toString({ smallestUnit: 'second' }).replace('T', ' ')
}

/** What a row adds, in the unit of what it is added to. */
export const addedCell = (context: Context, unit: Unit, value: number): ReturnType<typeof number> =>
  number(value, formatValue(value, unit, styleOf(context), 'full'))
