import { describe, expect, test } from 'vitest'
import { actions, button, context, divider, header, image, section } from '../../src/blocks/build.ts'
import { limits, messageBudget, messageCeiling } from '../../src/blocks/limits.ts'
import { type BlockError, validateBlocks, validateMessage, validateView } from '../../src/blocks/validate.ts'

const x = (length: number) => 'x'.repeat(length)
const plainText = (length: number) => ({ type: 'plain_text', text: x(length) })
const mrkdwnText = (length: number) => ({ type: 'mrkdwn', text: x(length) })
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
const inActions = (element: object) => [{ type: 'actions', elements: [element] }]
const aButton = (more: object) => inActions({ type: 'button', text: plainText(1), action_id: 'a', ...more })
const options = (count: number, label = 1) => times(count, (i) => ({ text: plainText(label), value: String(i) }))
const select = (more: object) => inActions({ type: 'static_select', action_id: 'a', options: options(1), ...more })
const confirming = (more: object) => aButton({ confirm: { text: plainText(1), ...more } })
const picture = (more: object) => [{ type: 'image', alt_text: 'a', image_url: 'https://example.com/a.png', ...more }]
const input = (more: object) => [{ type: 'input', label: plainText(1), element: { type: 'plain_text_input' }, ...more }]
const cell = (text: string) => ({ type: 'raw_text', text })
const grid = (rows: number, columns: number, text = 'x') => times(rows, () => times(columns, () => cell(text)))
const dataTable = (more: object) => [{ type: 'data_table', caption: 'c', rows: grid(2, 1), ...more }]
const card = (more: object) => [{ type: 'card', title: mrkdwnText(1), ...more }]
const feedback = { text: plainText(1), value: 'v' }
const contextActions = (count: number) => [
  {
    type: 'context_actions',
    elements: times(count, (i) => ({
      type: 'feedback_buttons',
      action_id: `f${i}`,
      positive_button: feedback,
      negative_button: feedback,
    })),
  },
]
const chart = (more: object, title = 'T') => ({ type: 'data_visualization', title, chart: more })
const pie = (count: number, label = 1) =>
  chart({ type: 'pie', segments: times(count, () => ({ label: x(label), value: 1 })) })
const line = ({ series = 1, points = 1, name = 0, label = 0, axis = 1 }) => {
  const categories = times(points, (i) => String(i).padStart(label, '0'))
  const data = categories.map((category) => ({ label: category, value: 0 }))
  const named = times(series, (i) => ({ name: String(i).padStart(name, '0'), data }))
  return chart({ type: 'line', series: named, axis_config: { categories, x_label: x(axis), y_label: x(axis) } })
}

/** What is limited, the limit, and blocks that use up to `n` of it. */
const rows: [string, number, (n: number) => readonly unknown[]][] = [
  ['blocks in a message', limits.blocks.message, (n) => times(n, divider)],
  ['block_id', limits.id, (n) => [{ type: 'divider', block_id: x(n) }]],
  ['action_id', limits.id, (n) => aButton({ action_id: x(n) })],
  ['section text', limits.sectionText, (n) => [section(x(n))]],
  ['section fields', limits.fields, (n) => [{ type: 'section', fields: times(n, () => mrkdwnText(1)) }]],
  ['section field text', limits.fieldText, (n) => [{ type: 'section', fields: [mrkdwnText(n)] }]],
  ['header', limits.header, (n) => [{ type: 'header', text: plainText(n) }]],
  ['context elements', limits.contextElements, (n) => [context(times(n, () => 'x'))]],
  ['context text', limits.text, (n) => [context([x(n)])]],
  ['actions', limits.actionsElements, (n) => [actions(times(n, (i) => button({ text: 'x', actionId: String(i) })))]],
  ['button text', limits.button.text, (n) => aButton({ text: plainText(n) })],
  ['button value', limits.button.value, (n) => aButton({ value: x(n) })],
  ['button url', limits.button.url, (n) => aButton({ url: `https://${x(n - 8)}` })],
  ['select options', limits.select.options, (n) => select({ options: options(n) })],
  ['select option text', limits.select.optionText, (n) => select({ options: options(1, n) })],
  [
    'select groups',
    limits.select.options,
    (n) =>
      select({ options: undefined, option_groups: times(n, () => ({ label: plainText(1), options: options(1) })) }),
  ],
  ['placeholder', limits.select.placeholder, (n) => select({ placeholder: plainText(n) })],
  ['overflow options', limits.overflowOptions, (n) => inActions({ type: 'overflow', options: options(n) })],
  ['image url', limits.image.url, (n) => picture({ image_url: `https://${x(n - 8)}` })],
  ['image alt', limits.image.alt, (n) => picture({ alt_text: x(n) })],
  ['image title', limits.image.title, (n) => picture({ title: plainText(n) })],
  ['input label', limits.input.label, (n) => input({ label: plainText(n) })],
  ['input hint', limits.input.hint, (n) => input({ hint: plainText(n) })],
  ['confirm title', limits.confirm.title, (n) => confirming({ title: plainText(n) })],
  ['confirm text', limits.confirm.text, (n) => confirming({ text: plainText(n) })],
  ['confirm button', limits.confirm.button, (n) => confirming({ confirm: plainText(n) })],
  ['card title', limits.card.title, (n) => card({ title: mrkdwnText(n) })],
  ['card body', limits.card.body, (n) => card({ body: mrkdwnText(n) })],
  [
    'card buttons',
    limits.card.buttons,
    (n) => card({ actions: times(n, () => ({ type: 'button', text: plainText(1) })) }),
  ],
  ['carousel', limits.carousel, (n) => [{ type: 'carousel', elements: times(n, () => card({})[0]) }]],
  [
    'container children',
    limits.container.children,
    (n) => [{ type: 'container', title: plainText(1), child_blocks: times(n, divider) }],
  ],
  ['context_actions', limits.contextActions, contextActions],
  ['markdown in all', limits.markdown, (n) => ['x', x(n - 1)].map((text) => ({ type: 'markdown', text }))],
  ['table rows', limits.table.rows, (n) => [{ type: 'table', rows: grid(n, 1) }]],
  ['table columns', limits.table.columns, (n) => [{ type: 'table', rows: grid(1, n) }]],
  ['table characters', limits.table.characters, (n) => [{ type: 'table', rows: [[cell(x(n - 1)), cell('x')]] }]],
  ['tables in a message', limits.table.perMessage, (n) => times(n, () => ({ type: 'table', rows: grid(1, 1) }))],
  ['data_table rows', limits.dataTable.rows, (n) => dataTable({ rows: grid(n, 1) })],
  ['data_table columns', limits.dataTable.columns, (n) => dataTable({ rows: grid(2, n) })],
  ['data_table page size', limits.dataTable.pageSize, (n) => dataTable({ page_size: n })],
  [
    'data_table characters in all',
    limits.dataTable.characters,
    (n) =>
      [x(Math.floor(n / 2) - 1), x(Math.ceil(n / 2) - 1)].flatMap((text) =>
        dataTable({ rows: [[cell(text)], [cell('x')]] }),
      ),
  ],
  ['charts in a message', limits.chart.perMessage, (n) => times(n, () => pie(1))],
  ['chart title', limits.chart.title, (n) => [chart({ type: 'pie', segments: [{ label: 'x', value: 1 }] }, x(n))]],
  ['pie segments', limits.chart.segments, (n) => [pie(n)]],
  ['pie label', limits.chart.label, (n) => [pie(1, n)]],
  ['chart series', limits.chart.series, (n) => [line({ series: n })]],
  ['chart points', limits.chart.points, (n) => [line({ points: n })]],
  ['series name', limits.chart.label, (n) => [line({ name: n })]],
  ['chart category', limits.chart.label, (n) => [line({ label: n })]],
  ['chart axis label', limits.chart.axisLabel, (n) => [line({ axis: n })]],
]

describe.each(rows)('%s', (_, limit, blocks) => {
  test(`${limit} pass`, () => expect(validateBlocks(blocks(limit))).toEqual([]))
  test(`${limit + 1} do not`, () =>
    expect(validateBlocks(blocks(limit + 1))[0]).toMatchObject({ code: 'failed_constraint' }))
})

const modal = (more: object) => ({ type: 'modal', title: plainText(1), blocks: [], ...more })

describe.each<[string, number, (n: number) => object]>([
  ['modal title', limits.modal.title, (n) => modal({ title: plainText(n) })],
  ['modal submit', limits.modal.button, (n) => modal({ submit: plainText(n) })],
  ['modal close', limits.modal.button, (n) => modal({ close: plainText(n) })],
  ['private_metadata', limits.modal.privateMetadata, (n) => modal({ private_metadata: x(n) })],
  ['callback_id', limits.id, (n) => modal({ callback_id: x(n) })],
  ['modal blocks', limits.blocks.modal, (n) => modal({ blocks: times(n, divider) })],
  ['home blocks', limits.blocks.home, (n) => ({ type: 'home', blocks: times(n, divider) })],
  ['alert', limits.alert, (n) => modal({ blocks: [{ type: 'alert', text: plainText(n) }] })],
])('%s', (_, limit, view) => {
  test(`${limit} pass`, () => expect(validateView(view(limit))).toEqual([]))
  test(`${limit + 1} do not`, () => expect(validateView(view(limit + 1))).toHaveLength(1))
})

const unsupported = (type: string) => [{ message: `unsupported type: ${type}` }]

describe('surfaces', () => {
  const table = { type: 'table', rows: grid(1, 1) }
  test('a modal takes no table, a home tab no chart, a message no alert', () => {
    expect(validateView(modal({ blocks: [table] }))).toMatchObject(unsupported('table'))
    expect(validateBlocks([pie(1)], 'home')).toMatchObject(unsupported('data_visualization'))
    expect(validateBlocks([{ type: 'alert', text: plainText(1) }])).toMatchObject(unsupported('alert'))
    expect(validateBlocks([table], 'home')).toEqual([])
  })
})

describe('faults are told as blocks.validate tells them', () => {
  test.each<[string, unknown, Partial<BlockError>]>([
    ['an unknown text', { type: 'section', text: { type: 'invalid', text: 'x' } }, { pointer: '/0/text/type' }],
    ['an unknown block', { type: 'shout' }, { pointer: '/0/type', message: 'unsupported type: shout' }],
    ['a missing field', { type: 'header' }, { pointer: '/0', message: 'missing required field: text' }],
    ['a field too many', { type: 'divider', color: 'red' }, { message: 'invalid additional property: color' }],
    ['mrkdwn in a header', { type: 'header', text: mrkdwnText(1) }, { message: 'unsupported type: mrkdwn' }],
    ['an empty text', { type: 'section', text: plainText(0) }, { message: 'must be more than 0 characters' }],
    ['an empty cell', { type: 'table', rows: [[cell('')]] }, { pointer: '/0/rows/0/0/text' }],
    ['a section with nothing', { type: 'section' }, { message: 'missing required field: text or fields' }],
    ['an image of nothing', { type: 'image', alt_text: 'x' }, { message: 'missing required field: image_url' }],
  ])('%s', (_, block, fault) => expect(validateBlocks([block])).toMatchObject([fault]))

  test.each<[string, unknown[], string]>([
    ['rows of different length', dataTable({ rows: [[cell('a')], [cell('b'), cell('c')]] }), '/0/rows/1'],
    ['a single row', dataTable({ rows: grid(1, 1) }), '/0/rows'],
    ['a pie of nothing', [chart({ type: 'pie', segments: [{ label: 'x', value: 0 }] })], '/0/chart/segments/0/value'],
    [
      'a series without a point for each category',
      [
        chart({
          type: 'bar',
          series: [{ name: 'a', data: [{ label: 'q', value: 1 }] }],
          axis_config: { categories: ['z'] },
        }),
      ],
      '/0/chart/series/0/data',
    ],
    ['the same block_id twice', times(2, () => ({ type: 'divider', block_id: 'same' })), '/1/block_id'],
    [
      'the same action_id twice',
      [actions(times(2, () => button({ text: 'x', actionId: 'a' })))],
      '/0/elements/1/action_id',
    ],
  ])('%s', (_, blocks, pointer) => expect(validateBlocks(blocks)).toMatchObject([{ pointer }]))
})

describe('a whole message', () => {
  const sections = (count: number, length: number) => times(count, () => section(x(length)))
  test('needs a word', () => expect(validateMessage({ text: ' ' })).toMatchObject([{ code: 'no_text' }]))
  test('is too long in text past the ceiling', () => {
    expect(validateMessage({ text: '', blocks: sections(4, messageCeiling.text / 4) })).toEqual([])
    const more = { text: 'x', blocks: sections(4, messageCeiling.text / 4) }
    expect(validateMessage(more)).toMatchObject([{ code: 'msg_blocks_too_long' }])
  })
  test('is too long in JSON past the ceiling', () => {
    const blocks = times(9, (i) => actions([button({ text: 'x', actionId: String(i), value: x(1_900) })]))
    expect(validateMessage({ text: 'x', blocks })).toMatchObject([{ code: 'msg_blocks_too_long' }])
  })
  test('our budget stays clear of the ceiling', () => {
    expect(messageBudget.text).toBeLessThan(messageCeiling.text)
    expect(messageBudget.json).toBeLessThan(messageCeiling.json)
  })
  test('as the builders make it is fine', () => {
    const blocks = [header(x(500)), section('*x*'), image({ file: { id: 'F1' } }, 'a chart'), divider()]
    expect(validateMessage({ text: 'x', blocks })).toEqual([])
  })
})
