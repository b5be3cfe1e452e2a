import { context as contextBlock, header, section } from '../../blocks/build.ts'
import type { Block } from '../../blocks/types.ts'
import type { Behind, Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { BaseMetric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import { UserError } from '../../errors.ts'
import type { Leaf } from '../../query/plan.ts'
import type { Side } from '../../query/rows-behind.ts'
import type { TimeWindow } from '../../query/window.ts'
import { instantAgain } from '../ask-on.ts'
import { inOwnWords } from '../breakdowns.ts'
import { formatValue } from '../format.ts'
import { filterText } from '../grammar.ts'
import { periodText } from '../periods.ts'
import { spoken } from '../plain.ts'
import { provenance, scopeText, staleWarning } from '../provenance.ts'
import { styleOf } from '../style.ts'
import { listTable } from '../table.ts'
import { todaysNote } from '../todays.ts'
import { codeText } from '../typed.ts'
import { addedCell, cellOf } from './cells.ts'
import { besideAccount } from './deal-name.ts'
import { fileOf } from './file.ts'
import type { RowsQuestion, StepRowsQuestion } from './parse.ts'
import { subjectOf } from './subject.ts'
import { sideLabel, sideUnit, words } from './words.ts'

/** Rows that one message can carry, and that one file holds: more is a question for the warehouse. */
const pageRows = 15
const fileRows = 50_000

/** One figure that an answer is made of, with its rows. */
export interface Part {
  readonly metric: BaseMetric
  readonly window: TimeWindow
  readonly behind: Behind
  readonly reading: Reading
}

/** The rows behind a KPI's value, as a page or as a file; a formula's rows are those of its parts. */
export async function askRows(context: Context, question: RowsQuestion | StepRowsQuestion): Promise<Message> {
  const { where, csv, page, typed } = question
  const { locale, scope } = context
  const say = words[locale]
  const { leaves, label, id, window, relations } = await subjectOf(context, question)
  const open = leaves.every((leaf) => leaf.metric.fact.open)
  if (scope.kind === 'aggregates' && !open) throw new UserError(say.totals)
  const limit = csv ? fileRows + 1 : pageRows
  try {
    const parts = await Promise.all(
      leaves.map(async (leaf): Promise<Part> => {
        const [behind, readings] = await Promise.all([
          context.rowsBehind(leaf.metric, {
            window: leaf.window,
            where,
            limit,
            offset: csv ? 0 : (page - 1) * pageRows,
          }),
          context.read({ metrics: [leaf.metric], windows: [leaf.window], where }),
        ])
        return { ...leaf, behind, reading: readings.one(leaf.metric) }
      }),
    )
    const most = Math.max(...parts.map(({ behind }) => behind.total))
    if (page > 1 && most === 0) throw new UserError(await pastTheEnd(context, leaves, question))
    if (csv && most > fileRows) throw new UserError(say.tooMany(most, fileRows))
    const lead = parts.length === 1 ? say.count(most) : say.parts(parts.length)
    const about = [periodText(window.period, context), scopeText(context, scope), filterText(where, locale)]
    return {
      text: spoken(locale, [say.title(label), periodText(window.period, context)], csv ? say.sent : lead),
      blocks: [
        ...staleWarning(context, relations),
        header(say.title(label)),
        contextBlock([about.filter(Boolean).join(' · ')]),
        ...(csv ? [section(say.sent)] : []),
        ...(csv ? [] : parts.flatMap((part) => partBlocks(context, part, page, parts.length))),
        ...(csv ? [] : [contextBlock([askOn(context, typed, page, most).join(' ')])]),
        provenance(context, {
          relations,
          readings: parts.map(({ reading }) => reading),
          extra: todaysNote({ by: [], where }, locale),
        }),
      ],
      charts: [],
      readings: parts.map(({ reading }) => reading),
      ...(csv ? { file: fileOf(context, id, window, parts), personal: true } : {}),
    }
  } catch (error) {
    throw inOwnWords(error, context, `rows ${id}`, `rows ${typed}`)
  }
}

/** The next page and the file, as commands that can be typed as they stand. */
function askOn(context: Context, typed: string, page: number, most: number): string[] {
  const say = words[context.locale]
  const again = (end: string): string => codeText(`/revops rows ${[typed, ...instantAgain(context), end].join(' ')}`)
  return [...(most > page * pageRows ? [say.next(again(`page ${page + 1}`))] : []), say.file(again('csv'))]
}

/** A page after the last has no rows to say how many there are. */
async function pastTheEnd(
  context: Context,
  leaves: readonly Leaf[],
  { where, page }: Pick<RowsQuestion, 'where' | 'page'>,
): Promise<string> {
  const totals = leaves.map(async ({ metric, window }) => {
    return (await context.rowsBehind(metric, { window, where, limit: 1, offset: 0 })).total
  })
  const most = Math.max(...(await Promise.all(totals)))
  return words[context.locale].noPage(page, Math.ceil(most / pageRows))
}

function partBlocks(context: Context, { metric, behind, reading, window }: Part, page: number, parts: number): Block[] {
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const { columns, sides, rows, total } = behind
  const shown = rows.map(({ cells: raw, links, adds }) => {
    const cells = besideAccount(columns, raw)
    return [
      ...columns.map((column, i) => cellOf(context, column, cells[i] ?? null, links[i])),
      ...sides.map((side) => addedCell(context, sideUnit(metric, side), adds[side] ?? 0)),
    ]
  })
  const sums = sides.map((side) => {
    const name = side === 'value' ? say.total : sideLabel(side, metric, locale)
    return `${name} ${formatValue(sumOf(reading, side), sideUnit(metric, side), style)}`
  })
  const name = parts > 1 ? `*${metric.label[locale]}* · ${periodText(window.period, context)}\n` : ''
  const first = (page - 1) * pageRows
  return [
    section([`${name}${say.count(total)}`, ...(metric.kind === 'duration' ? [] : sums)].join(' · ')),
    ...listTable(
      {
        caption: say.caption(
          metric.label[locale],
          Math.min(total, first + 1),
          Math.min(total, first + rows.length),
          total,
        ),
        header: [...columns.map(({ label }) => label[locale]), ...sides.map((side) => sideLabel(side, metric, locale))],
        rows: shown,
        budget: Math.floor(9_000 / parts),
        // A page of rows is a page of the table: two ways to turn pages would be one too many.
        pageSize: pageRows,
      },
      locale,
    ),
  ]
}

/** What a column of contributions sums to: the figure itself, from the same reading that answers show. */
const sumOf = (reading: Reading, side: Side): number | null =>
  side === 'numerator' ? reading.numerator : side === 'denominator' ? reading.denominator : reading.value
