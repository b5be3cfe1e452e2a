import { z } from 'zod'
import { limits } from '../limits.ts'
import { wordCharacters } from '../size.ts'
import { block, type CheckedBlock } from './block.ts'

export type Surface = 'message' | 'modal' | 'home'

/** Blocks that not every surface takes. That `data_visualization` and `container` are for messages only is *assumed*. */
const only: Partial<Record<CheckedBlock['type'], readonly Surface[]>> = {
  table: ['message', 'home'],
  data_table: ['message', 'home'],
  carousel: ['message', 'home'],
  data_visualization: ['message'],
  container: ['message'],
  markdown: ['message'],
  context_actions: ['message'],
  task_card: ['message'],
  plan: ['message'],
  alert: ['modal'],
}

/** A message's, modal's or home tab's blocks: each one right, and right together. */
export const blocksFor = (surface: Surface) =>
  z
    .array(block)
    .max(limits.blocks[surface])
    .superRefine((blocks, ctx) => {
      const refuse = (message: string, ...path: (string | number)[]) => ctx.addIssue({ code: 'custom', message, path })
      for (const [i, { type }] of blocks.entries()) {
        if (only[type]?.includes(surface) === false) refuse(`unsupported type: ${type}`, i, 'type')
      }
      for (const path of repeated(blocks, 'block_id')) refuse('block_id already exists', ...path)
      for (const [i, each] of blocks.entries()) {
        if (each.type === 'actions' || each.type === 'context_actions') {
          for (const path of repeated(each.elements, 'action_id'))
            refuse('action_id already exists', i, 'elements', ...path)
        }
      }
      for (const [message, path] of together(blocks)) refuse(message, ...path)
    })

/** Paths of the items whose `key` an earlier item has. */
function repeated(items: readonly object[], key: string): [number, string][] {
  const seen = new Set<unknown>()
  return items.flatMap((item, i): [number, string][] => {
    const value: unknown = Reflect.get(item, key)
    if (value === undefined || value === '') return []
    if (seen.has(value)) return [[i, key]]
    seen.add(value)
    return []
  })
}

/** Limits on all blocks of a type together, reported at the first block past them. */
function* together(blocks: readonly CheckedBlock[]): Generator<[string, number[]]> {
  const of = (type: CheckedBlock['type']) => blocks.flatMap((each, i) => (each.type === type ? [{ each, i }] : []))
  const [tables, dataTables] = [of('table'), of('data_table')]
  const [, secondTable] = tables
  if (secondTable) yield ['only one table block is allowed', [secondTable.i]]
  const thirdChart = of('data_visualization')[limits.chart.perMessage]
  if (thirdChart)
    yield [`no more than ${limits.chart.perMessage} data_visualization blocks are allowed`, [thirdChart.i]]
  for (const [found, max] of [
    [tables, limits.table.characters],
    [dataTables, limits.dataTable.characters],
    [of('markdown'), limits.markdown],
  ] as const) {
    let characters = 0
    for (const { each, i } of found) {
      characters += each.type === 'markdown' ? each.text.length : wordCharacters('rows' in each ? each.rows : [])
      if (characters > max) {
        yield [`must be less than ${max + 1} characters in all`, [i]]
        break
      }
    }
  }
}

const shared = {
  callback_id: z.string().max(limits.id).optional(),
  private_metadata: z.string().max(limits.modal.privateMetadata).optional(),
  external_id: z.string().max(limits.id).optional(),
}

const button = z
  .strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(limits.modal.button),
    emoji: z.boolean().optional(),
  })
  .optional()

const home = z.strictObject({ type: z.literal('home'), blocks: blocksFor('home'), ...shared })

const modal = z
  .strictObject({
    type: z.literal('modal'),
    title: z.strictObject({
      type: z.literal('plain_text'),
      text: z.string().min(1).max(limits.modal.title),
      emoji: z.boolean().optional(),
    }),
    submit: button,
    close: button,
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
    blocks: blocksFor('modal'),
    ...shared,
  })
  .superRefine(({ blocks, submit }, ctx) => {
    // What is typed would go nowhere.
    if (submit || !blocks.some(({ type }) => type === 'input')) return
    ctx.addIssue({ code: 'custom', message: 'missing required field: submit' })
  })

export const view = z.discriminatedUnion('type', [home, modal])
