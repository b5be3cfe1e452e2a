import { Temporal } from 'temporal-polyfill'
import { context as contextBlock, section } from '../../blocks/build.ts'
import { formatDayShort } from '../../calendar/format.ts'
import type { Context } from '../../define/context.ts'
import type { MessageBlock } from '../../define/message.ts'
import type { Page } from '../../query/listing.ts'
import { lineSections } from '../lines.ts'
import { lineName } from '../names.ts'
import { attentionLines } from '../pipeline/attention.ts'
import { type ClosingRow, slipNote, stageNote, standupLine } from './deals.ts'
import type { StandupFigures } from './figures.ts'
import { sinceText } from './since.ts'
import { words } from './words.ts'

/** What closed, moved and was put off since the last business day. */
export function changedSections(context: Context, figures: StandupFigures): MessageBlock[] {
  const { locale, sources } = context
  const say = words[locale]
  const when = sinceText(context, figures)
  const owners = severalOwners(context)
  const { wins, losses, moved, slipped } = figures
  const why = (note: string | null): string => (note === null ? '' : lineName(note))
  return [
    ...list(context, wins, say.wins(when, wins.total), (row) => standupLine(context, row, owners)),
    ...list(context, losses, say.losses(when, losses.total), (row) => standupLine(context, row, owners, why(row.note))),
    ...list(context, moved, say.moved(when, moved.total), (row) =>
      standupLine(context, row, owners, stageNote(context, row)),
    ),
    ...list(context, slipped, say.slipped(when, slipped.total), (row) =>
      standupLine(context, row, owners, slipNote(context, row)),
    ),
    ...(sources.has('opportunity_history') ? [] : [contextBlock([say.noHistory])]),
  ]
}

/** What is due today and this week, and what stands still. */
export function dueSections(context: Context, figures: StandupFigures): MessageBlock[] {
  const say = words[context.locale]
  const owners = severalOwners(context)
  const { dueToday, dueLater, attention } = figures
  const stage = ({ stage: name }: ClosingRow): string => (name === null ? '' : lineName(name))
  const day = ({ close_date }: ClosingRow): string =>
    close_date === null ? '' : formatDayShort(Temporal.PlainDate.from(close_date), context.locale)
  const lines = attentionLines(context, attention, owners)
  return [
    ...list(context, dueToday, say.today(dueToday.total), (row) => standupLine(context, row, owners, stage(row))),
    ...list(context, dueLater, say.week(dueLater.total), (row) =>
      standupLine(context, row, owners, [day(row), stage(row)].filter(Boolean).join(' · ')),
    ),
    ...(lines.length > 0 ? lineSections([`*${say.attention(attention.total)}*`, ...lines]) : []),
  ]
}

const severalOwners = ({ scope }: Context): boolean => scope.kind !== 'people' || scope.ids.length > 1

/** What did not happen is not mentioned. */
function list<Row>(context: Context, page: Page<Row>, heading: string, line: (row: Row) => string): MessageBlock[] {
  if (page.total === 0) return []
  const rest = page.total - page.rows.length
  const more = rest > 0 ? [words[context.locale].more(rest)] : []
  return [section([`*${heading}*`, ...page.rows.map(line), ...more].join('\n'))]
}
