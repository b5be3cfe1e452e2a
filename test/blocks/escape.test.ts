import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clip, escapeMrkdwn, fields, link } from '../../src/blocks/build.ts'
import { dataTable, number, table } from '../../src/blocks/table.ts'
import { validateBlocks } from '../../src/blocks/validate.ts'

/** What a person sees: entities decoded, soft hyphens gone. */
const read = (mrkdwn: string) =>
  mrkdwn.replaceAll('\u00ad', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

describe('escapeMrkdwn', () => {
  test.each([
    ['a name without markup', 'Acme K.K.', 'Acme K.K.'],
    ['the three entities', 'R&D <b>', 'R&amp;D &lt;b&gt;'],
    ['a mention of everybody', '<!channel>', '&lt;!channel&gt;'],
    ['a bare mention', '@here', '@\u00adhere'],
    ['an e-mail address', 'a@here.example', 'a@\u00adhere.example'],
    ['bold', '*Acme*', '\u00ad*\u00adAcme\u00ad*\u00ad'],
    ['a marker inside a word', 'win_rate 3*4', 'win_rate 3*4'],
    ['code', 'a`b', 'a\u00ad`\u00adb'],
    ['a quote', '> said', '\u00ad&gt; said'],
    ['an emoji', ':fire:', ':\u00adfire:'],
    ['a time', '10:30:45', '10:30:45'],
    ['a line that would turn around', 'a\u202eb', 'a b'],
  ])('%s', (_, text, escaped) => expect(escapeMrkdwn(text)).toBe(escaped))

  test('reads as it was written, and leaves no markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'*_~`<>&@: aé漢1\n') }), (text) => {
        const escaped = escapeMrkdwn(text)
        expect(read(escaped)).toBe(text)
        expect(escaped).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)|(^|[\s,])[*_~]/)
      }),
    )
  })
})

test('a link keeps its address and escapes its label', () => {
  expect(link('https://x.test/?a=1&b=2', 'A|B *x*')).toBe(
    '<https://x.test/?a=1&amp;b=2|A¦B \u00ad*\u00adx\u00ad*\u00ad>',
  )
  expect(link('javascript:alert(1)', 'A')).toBe('A')
})

test('clip never leaves half a character or half an entity', () => {
  expect(clip('abcdef', 4)).toBe('abc…')
  expect(clip('ab😀cd', 4)).toBe('ab…')
  expect(clip('ab&amp;cd', 6)).toBe('ab…')
  expect(clip('abc', 3)).toBe('abc')
})

test('more than ten fields become further sections', () => {
  const blocks = fields(Array.from({ length: 11 }, (_, i) => `f${i}`))
  expect(blocks.map((block) => block.fields?.length)).toEqual([10, 1])
  expect(validateBlocks(blocks)).toEqual([])
})

test('tables fill empty cells, and have no data table without rows', () => {
  const rows = [
    ['Acme', number(1_200, '$1,200')],
    ['', number(null, '')],
  ]
  expect(validateBlocks([table({ header: ['Account', 'MRR'], rows, align: ['left', 'right'] })])).toEqual([])
  expect(dataTable({ caption: 'MRR', header: ['Account'], rows: [] })).toBeNull()
  const block = dataTable({ caption: 'MRR', header: ['Account', 'MRR'], rows })
  expect(validateBlocks([block])).toEqual([])
  expect(block?.rows[2]).toEqual([
    { type: 'raw_text', text: '–' },
    { type: 'raw_text', text: '–' },
  ])
})
