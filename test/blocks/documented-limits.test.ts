import { describe, expect, test } from 'vitest'
import { validateBlocks, validateMessage, validateView } from '../../src/blocks/validate.ts'

// Written off by hand from https://docs.slack.dev/reference/block-kit in November 2026, and on purpose not from
// src/blocks/limits.ts: a slip in either shows. Numbers stand here as the documentation has them.

const surfaces = ['message', 'modal', 'home'] as const
type Surface = (typeof surfaces)[number]

/** Where each block may be. That charts and containers are for messages only is assumed. */
const takenBy: Readonly<Record<string, readonly Surface[]>> = {
  actions: ['message', 'modal', 'home'],
  alert: ['modal'],
  card: ['message', 'modal', 'home'],
  carousel: ['message', 'home'],
  container: ['message'],
  context: ['message', 'modal', 'home'],
  context_actions: ['message'],
  data_table: ['message', 'home'],
  data_visualization: ['message'],
  divider: ['message', 'modal', 'home'],
  header: ['message', 'modal', 'home'],
  image: ['message', 'modal', 'home'],
  input: ['message', 'modal', 'home'],
  markdown: ['message'],
  plan: ['message'],
  rich_text: ['message', 'modal', 'home'],
  section: ['message', 'modal', 'home'],
  table: ['message', 'home'],
  task_card: ['message'],
  video: ['message', 'modal', 'home'],
}

interface Block {
  readonly type: string
  readonly [key: string]: unknown
}

const x = (length: number) => 'x'.repeat(length)
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
const plain = (length: number) => ({ type: 'plain_text', text: x(length) })
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: x(length) })
const url = (length: number) => `https://${x(length - 'https://'.length)}`
const divider = (): Block => ({ type: 'divider' })
const section = (more: object): Block => ({ type: 'section', ...more })
const withElement = (...elements: object[]): Block => ({ type: 'actions', elements })
const button = (more: object = {}) => ({ type: 'button', text: plain(1), ...more })
const options = (count: number, more: object = {}) =>
  times(count, (i) => ({ text: plain(1), value: String(i), ...more }))
const groups = (count: number, more: object = {}) =>
  times(count, () => ({ label: plain(1), options: options(1), ...more }))
const select = (more: object) => ({ type: 'static_select', ...more })
const picture = (more: object): Block => ({ type: 'image', alt_text: 'a', image_url: url(20), ...more })
const input = (more: object): Block => ({
  type: 'input',
  label: plain(1),
  element: { type: 'plain_text_input' },
  ...more,
})
const confirm = (more: object) => withElement(button({ confirm: { text: plain(1), ...more } }))
const card = (more: object): Block => ({ type: 'card', title: mrkdwn(1), ...more })
const cell = (text: string) => ({ type: 'raw_text', text })
const grid = (rows: number, columns: number) => times(rows, () => times(columns, () => cell('x')))
const table = (rows: unknown): Block => ({ type: 'table', rows })
const dataTable = (more: object): Block => ({ type: 'data_table', caption: 'c', rows: grid(2, 1), ...more })
const feedback = (i: number) => ({
  type: 'feedback_buttons',
  action_id: `f${i}`,
  positive_button: { text: plain(1), value: 'v' },
  negative_button: { text: plain(1), value: 'v' },
})
const chart = (more: object, title = 'T'): Block => ({ type: 'data_visualization', title, chart: more })
const pie = (segments: object[], title = 'T') => chart({ type: 'pie', segments }, title)
const line = (series: object[], axis_config: object) => chart({ type: 'line', series, axis_config })
const point = (label: string) => ({ label, value: 0 })
const names = (count: number) => times(count, (i) => `n${i}`)

/** What is limited, how much there may be, blocks that use `n` of it, and where Slack points when that is too much. */
const most: readonly [string, number, (n: number) => readonly Block[], string][] = [
  ['block_id', 255, (n) => [{ type: 'divider', block_id: x(n) }], '/0/block_id'],
  ['action_id', 255, (n) => [withElement(button({ action_id: x(n) }))], '/0/elements/0/action_id'],
  ['text of a section', 3_000, (n) => [section({ text: mrkdwn(n) })], '/0/text/text'],
  ['plain text of a section', 3_000, (n) => [section({ text: plain(n) })], '/0/text/text'],
  ['fields of a section', 10, (n) => [section({ fields: times(n, () => mrkdwn(1)) })], '/0/fields'],
  ['text of a field', 2_000, (n) => [section({ fields: [mrkdwn(1), mrkdwn(n)] })], '/0/fields/1/text'],
  ['header', 150, (n) => [{ type: 'header', text: plain(n) }], '/0/text/text'],
  ['elements of a context', 10, (n) => [{ type: 'context', elements: times(n, () => plain(1)) }], '/0/elements'],
  ['text in a context', 3_000, (n) => [{ type: 'context', elements: [mrkdwn(n)] }], '/0/elements/0/text'],
  ['elements of actions', 25, (n) => [withElement(...times(n, () => button()))], '/0/elements'],
  ['text of a button', 75, (n) => [withElement(button({ text: plain(n) }))], '/0/elements/0/text/text'],
  ['value of a button', 2_000, (n) => [withElement(button({ value: x(n) }))], '/0/elements/0/value'],
  ['url of a button', 3_000, (n) => [withElement(button({ url: url(n) }))], '/0/elements/0/url'],
  [
    'label of a button for screen readers',
    75,
    (n) => [withElement(button({ accessibility_label: x(n) }))],
    '/0/elements/0/accessibility_label',
  ],
  ['options of a select', 100, (n) => [withElement(select({ options: options(n) }))], '/0/elements/0/options'],
  [
    'groups of a select',
    100,
    (n) => [withElement(select({ option_groups: groups(n) }))],
    '/0/elements/0/option_groups',
  ],
  [
    'options of a group',
    100,
    (n) => [withElement(select({ option_groups: groups(1, { options: options(n) }) }))],
    '/0/elements/0/option_groups/0/options',
  ],
  [
    'label of a group',
    75,
    (n) => [withElement(select({ option_groups: groups(1, { label: plain(n) }) }))],
    '/0/elements/0/option_groups/0/label/text',
  ],
  [
    'text of an option',
    75,
    (n) => [withElement(select({ options: options(1, { text: plain(n) }) }))],
    '/0/elements/0/options/0/text/text',
  ],
  [
    'value of an option',
    150,
    (n) => [withElement(select({ options: options(1, { value: x(n) }) }))],
    '/0/elements/0/options/0/value',
  ],
  [
    'description of an option',
    75,
    (n) => [withElement(select({ options: options(1, { description: plain(n) }) }))],
    '/0/elements/0/options/0/description/text',
  ],
  [
    'placeholder',
    150,
    (n) => [withElement(select({ options: options(1), placeholder: plain(n) }))],
    '/0/elements/0/placeholder/text',
  ],
  [
    'options of an overflow',
    5,
    (n) => [withElement({ type: 'overflow', options: options(n) })],
    '/0/elements/0/options',
  ],
  ['checkboxes', 10, (n) => [withElement({ type: 'checkboxes', options: options(n) })], '/0/elements/0/options'],
  ['radio buttons', 10, (n) => [withElement({ type: 'radio_buttons', options: options(n) })], '/0/elements/0/options'],
  ['url of an image', 3_000, (n) => [picture({ image_url: url(n) })], '/0/image_url'],
  ['description of an image', 2_000, (n) => [picture({ alt_text: x(n) })], '/0/alt_text'],
  ['title of an image', 2_000, (n) => [picture({ title: plain(n) })], '/0/title/text'],
  ['label of an input', 2_000, (n) => [input({ label: plain(n) })], '/0/label/text'],
  ['hint of an input', 2_000, (n) => [input({ hint: plain(n) })], '/0/hint/text'],
  [
    'placeholder of an input',
    150,
    (n) => [input({ element: { type: 'plain_text_input', placeholder: plain(n) } })],
    '/0/element/placeholder/text',
  ],
  [
    'text of an input',
    3_000,
    (n) => [input({ element: { type: 'plain_text_input', max_length: n } })],
    '/0/element/max_length',
  ],
  ['title of a confirmation', 100, (n) => [confirm({ title: plain(n) })], '/0/elements/0/confirm/title/text'],
  ['text of a confirmation', 300, (n) => [confirm({ text: plain(n) })], '/0/elements/0/confirm/text/text'],
  ['yes of a confirmation', 30, (n) => [confirm({ confirm: plain(n) })], '/0/elements/0/confirm/confirm/text'],
  ['no of a confirmation', 30, (n) => [confirm({ deny: plain(n) })], '/0/elements/0/confirm/deny/text'],
  ['alert', 200, (n) => [{ type: 'alert', text: plain(n) }], '/0/text/text'],
  ['title of a card', 150, (n) => [card({ title: mrkdwn(n) })], '/0/title/text'],
  ['subtitle of a card', 150, (n) => [card({ subtitle: mrkdwn(n) })], '/0/subtitle/text'],
  ['body of a card', 200, (n) => [card({ body: mrkdwn(n) })], '/0/body/text'],
  ['buttons of a card', 3, (n) => [card({ actions: times(n, () => button()) })], '/0/actions'],
  ['cards of a carousel', 10, (n) => [{ type: 'carousel', elements: times(n, () => card({})) }], '/0/elements'],
  [
    'children of a container',
    10,
    (n) => [{ type: 'container', title: plain(1), child_blocks: times(n, divider) }],
    '/0/child_blocks',
  ],
  [
    'title of a container',
    150,
    (n) => [{ type: 'container', title: plain(n), child_blocks: [divider()] }],
    '/0/title/text',
  ],
  ['context actions', 5, (n) => [{ type: 'context_actions', elements: times(n, feedback) }], '/0/elements'],
  ['markdown of a message', 12_000, (n) => ['x', x(n - 1)].map((text) => ({ type: 'markdown', text })), '/1'],
  ['rows of a table', 100, (n) => [table(grid(n, 1))], '/0/rows'],
  ['columns of a table', 20, (n) => [table(grid(1, n))], '/0/rows/0'],
  ['characters of a table', 10_000, (n) => [table([[cell('x'), cell(x(n - 1))]])], '/0'],
  ['tables', 1, (n) => times(n, () => table(grid(1, 1))), '/1'],
  ['rows of a data table, its header among them', 201, (n) => [dataTable({ rows: grid(n, 1) })], '/0/rows'],
  ['columns of a data table', 20, (n) => [dataTable({ rows: grid(2, n) })], '/0/rows/0'],
  ['rows on a page', 100, (n) => [dataTable({ page_size: n })], '/0/page_size'],
  [
    'characters of all data tables',
    20_000,
    // Two tables, each with a one-letter header: 2 letters of the 20,000.
    (n) =>
      [n / 2 - 1, n / 2 - 1].map((each, i) =>
        dataTable({ rows: [[cell('x')], [cell(x(i ? Math.ceil(each) : Math.floor(each)))]] }),
      ),
    '/1',
  ],
  ['charts', 2, (n) => times(n, () => pie([{ label: 'x', value: 1 }])), '/2'],
  ['title of a chart', 50, (n) => [pie([{ label: 'x', value: 1 }], x(n))], '/0/title'],
  ['segments of a pie', 12, (n) => [pie(times(n, (i) => ({ label: `s${i}`, value: 1 })))], '/0/chart/segments'],
  ['label of a segment', 20, (n) => [pie([{ label: x(n), value: 1 }])], '/0/chart/segments/0/label'],
  [
    'series of a chart',
    12,
    (n) => [
      line(
        names(n).map((name) => ({ name, data: [point('q')] })),
        { categories: ['q'] },
      ),
    ],
    '/0/chart/series',
  ],
  [
    'name of a series',
    20,
    (n) => [line([{ name: x(n), data: [point('q')] }], { categories: ['q'] })],
    '/0/chart/series/0/name',
  ],
  [
    'points of a series',
    20,
    (n) => [line([{ name: 'a', data: names(n).map(point) }], { categories: names(n) })],
    '/0/chart/series/0/data',
  ],
  [
    'label of a category',
    20,
    (n) => [line([{ name: 'a', data: [point(x(n))] }], { categories: [x(n)] })],
    '/0/chart/axis_config/categories/0',
  ],
  ...(['x_label', 'y_label'] as const).map((label): [string, number, (n: number) => readonly Block[], string] => [
    `${label} of a chart`,
    50,
    (n) => [line([{ name: 'a', data: [point('q')] }], { categories: ['q'], [label]: x(n) })],
    `/0/chart/axis_config/${label}`,
  ]),
]

describe.each(surfaces)('on a %s', (surface) => {
  const pointers = (blocks: readonly Block[]) => validateBlocks(blocks, surface).map(({ pointer }) => pointer)
  const here = most.filter(([, limit, blocks]) => takenBy[blocks(limit)[0]?.type ?? '']?.includes(surface))

  test.each(here)('%s: %i pass, and one more is pointed at', (_, limit, blocks, pointer) => {
    expect(pointers(blocks(limit))).toEqual([])
    expect(pointers(blocks(limit + 1))).toContain(pointer)
  })

  const strangers = most.filter(([, limit, blocks]) => !takenBy[blocks(limit)[0]?.type ?? '']?.includes(surface))
  test.each(strangers)('%s: not a block for it', (_, limit, blocks) => {
    expect(validateBlocks(blocks(limit).slice(0, 1), surface)).toEqual([
      { code: 'failed_constraint', message: `unsupported type: ${blocks(limit)[0]?.type}`, pointer: '/0/type' },
    ])
  })

  const blocks = { message: 50, modal: 100, home: 100 }[surface]
  test(`${blocks} blocks pass, and one more does not`, () => {
    expect(pointers(times(blocks, divider))).toEqual([])
    expect(pointers(times(blocks + 1, divider))).toEqual([''])
  })

  test.each<[string, Block, string]>([
    ['a text of nothing', section({ text: mrkdwn(0) }), '/0/text/text'],
    ['a section of nothing', section({}), '/0'],
    ['fields of nothing', section({ fields: [] }), '/0/fields'],
    ['a context of nothing', { type: 'context', elements: [] }, '/0/elements'],
    ['actions of nothing', { type: 'actions', elements: [] }, '/0/elements'],
    ['a select of nothing', withElement(select({ options: [] })), '/0/elements/0/options'],
    [
      'a select of options and groups',
      withElement(select({ options: options(1), option_groups: groups(1) })),
      '/0/elements/0',
    ],
    ['mrkdwn in a header', { type: 'header', text: mrkdwn(1) }, '/0/text/type'],
    ['an image without a description', { type: 'image', image_url: url(20) }, '/0'],
    ['an image of two sources', picture({ slack_file: { id: 'F1' } }), '/0'],
    ['a block that Slack has not', { type: 'shout' }, '/0/type'],
    ['a field that a block has not', { type: 'divider', colour: 'red' }, '/0'],
  ])('%s is refused', (_, block, pointer) => expect(pointers([block])).toContain(pointer))
})

test('every block has its surfaces', () => {
  const types = new Set(most.flatMap(([, limit, blocks]) => blocks(limit).map(({ type }) => type)))
  const others = ['plan', 'rich_text', 'task_card', 'video']
  expect([...types, ...others].sort()).toEqual(Object.keys(takenBy).sort())
})

describe('a message', () => {
  test.each<[string, Block, string]>([
    ['a table of nothing', table([]), '/0/rows'],
    ['a row of nothing', table([[]]), '/0/rows/0'],
    ['a cell of nothing', table([[cell('')]]), '/0/rows/0/0/text'],
    ['a data table without a caption', { type: 'data_table', rows: grid(2, 1) }, '/0'],
    ['a data table of a header alone', dataTable({ rows: grid(1, 1) }), '/0/rows'],
    ['a data table of uneven rows', dataTable({ rows: [grid(1, 2)[0], grid(1, 1)[0]] }), '/0/rows/1'],
    ['pages of no rows', dataTable({ page_size: 0 }), '/0/page_size'],
    ['a carousel of nothing', { type: 'carousel', elements: [] }, '/0/elements'],
    ['a container of nothing', { type: 'container', title: plain(1), child_blocks: [] }, '/0/child_blocks'],
    ['a pie of nothing', pie([]), '/0/chart/segments'],
    ['a slice of 0', pie([{ label: 'x', value: 0 }]), '/0/chart/segments/0/value'],
    ['a chart of nothing', line([], { categories: ['q'] }), '/0/chart/series'],
    ['a series of nothing', line([{ name: 'a', data: [] }], { categories: ['q'] }), '/0/chart/series/0/data'],
    [
      'two series of one name',
      line(
        times(2, () => ({ name: 'a', data: [point('q')] })),
        { categories: ['q'] },
      ),
      '/0/chart/series/1/name',
    ],
    [
      'a category without a point',
      line([{ name: 'a', data: [point('q')] }], { categories: ['q', 'r'] }),
      '/0/chart/series/0/data',
    ],
    [
      'a point outside the categories',
      line([{ name: 'a', data: [point('q'), point('s')] }], { categories: ['q', 'r'] }),
      '/0/chart/series/0/data',
    ],
  ])('%s is refused', (_, block, pointer) =>
    expect(validateBlocks([block]).map((fault) => fault.pointer)).toContain(pointer),
  )

  // Not documented, and measured: about 11,000 characters of text, or 17,000 of JSON.
  test('is too long past 11,000 characters of text', () => {
    const blocks = times(4, (i) => section({ text: mrkdwn(i < 3 ? 3_000 : 1_999) }))
    expect(validateMessage({ text: 'x', blocks })).toEqual([])
    expect(validateMessage({ text: 'xx', blocks })).toMatchObject([{ code: 'msg_blocks_too_long', pointer: '' }])
  })
  test('is too long past 17,000 characters of JSON', () => {
    const buttons = (last: number) => times(9, (i) => withElement(button({ value: x(i < 8 ? 2_000 : last) })))
    // What is left for the value of the ninth button.
    const left = 17_000 - JSON.stringify(buttons(0)).length
    expect(validateMessage({ text: 'x', blocks: buttons(left) })).toEqual([])
    expect(validateMessage({ text: 'x', blocks: buttons(left + 1) })).toMatchObject([{ code: 'msg_blocks_too_long' }])
  })
  test('of text alone holds 40,000 characters', () => {
    expect(validateMessage({ text: x(40_000) })).toEqual([])
    expect(validateMessage({ text: x(40_001) })).toMatchObject([{ code: 'msg_too_long' }])
  })
})

describe('a view', () => {
  const modal = (more: object) => ({ type: 'modal', title: plain(1), blocks: [], ...more })
  const home = (more: object) => ({ type: 'home', blocks: [], ...more })
  test.each<[string, number, (n: number) => object, string]>([
    ['title of a modal', 24, (n) => modal({ title: plain(n) }), '/title/text'],
    ['submit of a modal', 24, (n) => modal({ submit: plain(n) }), '/submit/text'],
    ['close of a modal', 24, (n) => modal({ close: plain(n) }), '/close/text'],
    ['private_metadata of a modal', 3_000, (n) => modal({ private_metadata: x(n) }), '/private_metadata'],
    ['private_metadata of a home tab', 3_000, (n) => home({ private_metadata: x(n) }), '/private_metadata'],
    ['callback_id of a modal', 255, (n) => modal({ callback_id: x(n) }), '/callback_id'],
    ['callback_id of a home tab', 255, (n) => home({ callback_id: x(n) }), '/callback_id'],
    ['external_id of a modal', 255, (n) => modal({ external_id: x(n) }), '/external_id'],
    ['external_id of a home tab', 255, (n) => home({ external_id: x(n) }), '/external_id'],
    ['blocks of a modal', 100, (n) => modal({ blocks: times(n, divider) }), '/blocks'],
    ['blocks of a home tab', 100, (n) => home({ blocks: times(n, divider) }), '/blocks'],
  ])('%s: %i pass, and one more is pointed at', (_, limit, view, pointer) => {
    expect(validateView(view(limit))).toEqual([])
    expect(validateView(view(limit + 1)).map((fault) => fault.pointer)).toEqual([pointer])
  })

  test('with an input has to have a submit; a home tab has none', () => {
    expect(validateView(modal({ blocks: [input({})] }))).toMatchObject([
      { message: 'missing required field: submit', pointer: '' },
    ])
    expect(validateView(modal({ submit: plain(1), blocks: [input({})] }))).toEqual([])
    expect(validateView(home({ blocks: [input({})] }))).toEqual([])
  })
})
