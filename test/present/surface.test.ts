import { describe, expect, it } from 'vitest'
import { context, fields, header, section } from '../../src/blocks/build.ts'
import type { BarsSpec } from '../../src/blocks/chart.ts'
import type { Block } from '../../src/blocks/types.ts'
import { validateMessage } from '../../src/blocks/validate.ts'
import type { Message, MessageBlock } from '../../src/define/message.ts'
import { forPost } from '../../src/present/post.ts'
import { fitted, forEphemeral } from '../../src/present/surface.ts'

const textOf = (block: Block | undefined): string => JSON.stringify(block)
const last = context(['As of now'])
const share: Block = {
  type: 'actions',
  elements: [{ type: 'button', text: { type: 'plain_text', text: 'Share' }, action_id: 'share' }],
}
const message = (blocks: readonly Block[]) => ({ text: 'text', blocks })

describe('a message is cut to what Slack takes', () => {
  it('one that fits stays as it is', () => {
    const given = message([header('A'), section('b'), last])
    expect(fitted(given, 'en')).toEqual(given)
  })

  it.each<[string, Block[], number, string]>([
    ['80 blocks', Array.from({ length: 79 }, (_, i) => section(`part ${i}`)), 50, '… and 31 more parts'],
    [
      'text of 20,000 characters',
      Array.from({ length: 20 }, () => section('x'.repeat(1_000))),
      11,
      '… and 11 more parts',
    ],
    [
      'JSON of 40,000',
      Array.from({ length: 40 }, (_, i) => context(Array.from({ length: 10 }, () => `${i}`))),
      0,
      'more parts',
    ],
    [
      'one too many by far',
      [
        section('a'),
        section('x'.repeat(2_900)),
        section('x'.repeat(2_900)),
        section('x'.repeat(2_900)),
        section('y'.repeat(2_900)),
      ],
      6,
      '… and 1 more part,',
    ],
  ])('%s', (_, parts, blocks, note) => {
    const cut = fitted(message([...parts, last]), 'en')
    expect(validateMessage(cut)).toEqual([])
    if (blocks > 0) expect(cut.blocks).toHaveLength(blocks)
    expect(textOf(cut.blocks.at(-2))).toContain(note)
    expect(cut.blocks.at(-1)).toBe(last)
  })

  it('says so in Japanese', () => {
    const cut = fitted(message([...Array.from({ length: 79 }, () => section('x')), last]), 'ja')
    expect(textOf(cut.blocks.at(-2))).toContain('…ほか31件は1通に収まらないため省略しました')
  })

  it('buttons at the end stay, and so does the provenance above them', () => {
    const cut = fitted(message([...Array.from({ length: 79 }, () => section('x')), last, share]), 'en')
    expect(validateMessage(cut)).toEqual([])
    expect(cut.blocks.slice(-2)).toEqual([last, share])
  })

  it('cut twice it is still one note and the same end', () => {
    const once = fitted(message([...Array.from({ length: 79 }, () => section('x')), last]), 'en')
    const twice = fitted({ ...once, blocks: [...once.blocks, share] }, 'en')
    expect(validateMessage(twice)).toEqual([])
    expect(twice.blocks.at(-1)).toBe(share)
    expect(twice.blocks.at(-2)).toBe(last)
  })

  it('a section longer than a section can be is cut inside', () => {
    const cut = fitted(message([section(`${'&amp;'.repeat(1_000)}`), last]), 'en')
    expect(validateMessage(cut)).toEqual([])
    expect(cut.blocks).toHaveLength(2)
  })

  it('so is a line, and a command in it stays one', () => {
    const line = context([`Next page: \`/revops rows ${'x'.repeat(4_000)}\`.`, 'short'])
    const cut = fitted(message([line, last]), 'en')
    expect(validateMessage(cut)).toEqual([])
    expect(cut.blocks).toHaveLength(2)
    expect(JSON.stringify(cut.blocks[0])).toMatch(/xx…`"/)
    expect(JSON.stringify(cut.blocks[0])).toContain('"short"')
  })

  it('so are fields, and only those that are too long', () => {
    const cut = fitted(message([...fields(['x'.repeat(2_001), 'short', '`/revops rows'.repeat(200)]), last]), 'en')
    expect(validateMessage(cut)).toEqual([])
    const [block] = cut.blocks
    const texts = block?.type === 'section' ? block.fields?.map(({ text }) => text) : []
    expect(texts?.[0]).toMatch(/^x{1998}…$/)
    expect(texts?.[1]).toBe('short')
  })

  it('a line of more elements than a line takes goes on in a next one', () => {
    const line = context(Array.from({ length: 23 }, (_, i) => `part ${i}`))
    const cut = fitted(message([line, last]), 'en')
    expect(validateMessage(cut)).toEqual([])
    expect(cut.blocks.map((block) => (block.type === 'context' ? block.elements.length : 0))).toEqual([10, 10, 3, 1])
    expect(textOf(cut.blocks[2])).toContain('part 22')
  })

  it('its own text is cut too, never inside a surrogate pair', () => {
    const { text } = fitted({ text: '🏯'.repeat(3_000), blocks: [] }, 'en')
    expect(text.length).toBeLessThanOrEqual(3_000)
    expect(text).toMatch(/🏯…$/)
  })
})

const chart = (title: string, values: number[] = [1, 2]): BarsSpec => ({
  kind: 'bars',
  title,
  categories: values.map((_, i) => `c${i}`),
  series: [{ name: 's', values }],
  format: { style: 'number', locale: 'en' },
})
const withCharts = (...charts: BarsSpec[]): Message => ({
  text: 'x',
  readings: [],
  charts,
  blocks: [...charts.map((_, i): MessageBlock => ({ type: 'chart', chart: i })), last],
})
const typesOf = (given: { blocks: readonly Block[] }) => given.blocks.map(({ type }) => type)

describe('charts', () => {
  it('are Slack’s own in an answer, two at most, then text', () => {
    const answer = forEphemeral(withCharts(chart('a'), chart('b'), chart('c')), 'en')
    expect(typesOf(answer)).toEqual(['data_visualization', 'data_visualization', 'section', 'context'])
    expect(textOf(answer.blocks[2])).toContain('```\\nc\\n')
    expect(validateMessage(answer)).toEqual([])
  })

  it.each<[string, Message, [number, string][], string[]]>([
    ['a picture where there is one', withCharts(chart('a')), [[0, 'F1']], ['image', 'context']],
    ['Slack’s own where the upload failed', withCharts(chart('a')), [], ['data_visualization', 'context']],
    ['one of each', withCharts(chart('a'), chart('b')), [[1, 'F1']], ['data_visualization', 'image', 'context']],
    [
      'text where Slack’s own cannot say it',
      withCharts(
        chart(
          'a',
          Array.from({ length: 30 }, (_, i) => i),
        ),
      ),
      [],
      ['section', 'context'],
    ],
    [
      'text after two of Slack’s own',
      withCharts(chart('a'), chart('b'), chart('c')),
      [],
      ['data_visualization', 'data_visualization', 'section', 'context'],
    ],
  ])('in a post fall down the ladder: %s', (_, given, pictures, types) => {
    const post = forPost(given, new Map(pictures), 'en')
    expect(typesOf(post)).toEqual(types)
    expect(validateMessage(post)).toEqual([])
  })

  it('a picture says in words what it shows', () => {
    const [image] = forPost(withCharts(chart('Pipeline by stage')), new Map([[0, 'F1']]), 'en').blocks
    expect(image).toMatchObject({
      type: 'image',
      slack_file: { id: 'F1' },
      alt_text: expect.stringContaining('Pipeline by stage'),
    })
  })

  it('a chart that is not there sinks nothing', () => {
    const given: Message = { text: 'x', readings: [], charts: [], blocks: [{ type: 'chart', chart: 7 }, last] }
    for (const each of [forEphemeral(given, 'en'), forPost(given, new Map(), 'en')])
      expect(validateMessage(each)).toEqual([])
  })
})
