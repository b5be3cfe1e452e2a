import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dimensionNamed } from '../../src/present/dimensions.ts'
import { lineName, recordName } from '../../src/present/names.ts'
import { plain, sentences, spoken } from '../../src/present/plain.ts'
import { listTable } from '../../src/present/table.ts'
import { typed } from '../../src/present/typed.ts'
import { rawAsterisks } from '../support/bold.ts'

describe('mrkdwn as a message’s own text', () => {
  it.each([
    ['en', '*¥1M* open in 2 deals, covered *3.4×*.', '¥1M open in 2 deals, covered 3.4×.'],
    ['ja', '商談は2件、*¥100万* です。カバレッジは *3.4×* です。', '商談は2件、¥100万です。カバレッジは3.4×です。'],
    ['en', 'A&amp;B \u00ad*\u00adStars\u00ad*\u00ad &lt;Co&gt;', 'A&amp;B \u00ad*\u00adStars\u00ad*\u00ad &lt;Co&gt;'],
    ['en', '3 * 4', '3 * 4'],
  ] as const)('%s: %s', (locale, text, without) => {
    expect(plain(text, locale)).toBe(without)
  })

  it('begins with what it is about', () => {
    expect(spoken('en', ['Pipeline', 'Ann'], '*1* deal.')).toBe('Pipeline, Ann: 1 deal.')
    expect(spoken('ja', ['パイプライン', 'Ann'], '*1件* です。')).toBe('パイプライン・Ann：1件です。')
  })

  it('joins sentences as each language does', () => {
    expect(sentences('en', ['One.', '', 'Two.'])).toBe('One. Two.')
    expect(sentences('ja', ['一。', '二。'])).toBe('一。二。')
  })
})

describe('Japanese words in bold stand between blanks, or Slack shows the asterisks', () => {
  it.each([
    ['入った*件数*です', ['た*件数*で']],
    ['受注は3件、*¥1M* です', ['、*¥1M* ']],
    ['*3社*（MRR）', ['*3社*（']],
    ['受注は3件、 *¥1M* です', []],
    ['*Bottleneck: 商談 → 受注.* Of those', []],
    ['*受注後。* 次に *a*', []],
  ])('%s', (text, found) => {
    expect(rawAsterisks(text)).toEqual(found)
  })

  it('in all our sources', () => {
    const files = ['src', 'commands', 'reports']
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
      )
      .filter((name) => name.endsWith('.ts'))
    expect(files.length).toBeGreaterThan(300)
    const comment = /^\s*(?:\/\/|\/?\*)/
    const found = files.flatMap((file) => {
      const lines = readFileSync(file, 'utf8').split('\n')
      const words = lines.filter((line) => !comment.test(line) && /[\u3040-\u9fff]/.test(line))
      return words.flatMap(rawAsterisks).map((piece) => `${file}: ${piece}`)
    })
    expect(found).toEqual([])
  })
})

describe('names', () => {
  it.each([
    ['in bold', undefined, 'Acme', '*Acme*'],
    [
      'as a link where configuration knows where',
      'https://crm.example/o/{id}',
      'Acme',
      '<https://crm.example/o/a%2F1|Acme>',
    ],
    ['by id without a name', undefined, null, '*a/1*'],
    ['as text', undefined, '<b>', '*&lt;b&gt;*'],
    ['as text inside a link', 'https://crm.example/o/{id}', 'a|b>', '<https://crm.example/o/a%2F1|a¦b&gt;>'],
    ['never under another kind of address', 'javascript:alert({id})', 'Acme', 'Acme'],
  ])('%s', (_, address, name, text) => {
    expect(recordName(address, 'a/1', name)).toBe(text)
  })

  it('are cut where they would sink a message', () => {
    expect(recordName(undefined, 'x', 'x'.repeat(5_000)).length).toBeLessThan(130)
    expect(lineName('&'.repeat(5_000)).length).toBeLessThan(650)
  })

  it('what was typed is repeated as text, cut, and closes no code', () => {
    expect(typed('<!channel>')).toBe('&lt;!channel&gt;')
    expect(typed('`x`')).toBe("'x'")
    expect(typed('🏯'.repeat(100))).toMatch(/🏯…$/)
  })
})

it.each([
  ['Segment', 'segment'],
  ['セグメント', 'segment'],
  ['sourced by', 'sourced_by'],
  ['担当者', 'owner'],
  ['ＣＳＭ', 'csm'],
  ['Plan Tier', 'plan tier'],
])('the breakdown %s is called %s', (name, id) => {
  expect(dimensionNamed(name)).toBe(id)
})

describe('a table of many rows', () => {
  const rows = (n: number) => Array.from({ length: n }, (_, i) => [`row ${i}`, 'x'.repeat(50)])
  const table = (n: number, budget?: number) =>
    listTable({ caption: 'c', header: ['a', 'b'], rows: rows(n), ...(budget === undefined ? {} : { budget }) }, 'en')

  it('of few is itself', () => {
    expect(table(3)).toHaveLength(1)
  })

  it('of more than its share of a message ends there, and says by how much', () => {
    const [block, note] = table(300, 1_500)
    const shown = block?.type === 'data_table' ? block.rows.length - 1 : 0
    expect(JSON.stringify(block).length).toBeLessThan(1_700)
    expect(JSON.stringify(note)).toContain(`… and ${300 - shown} more`)
  })

  it('never has more than Slack’s 200', () => {
    const [block, note] = table(300, 1_000_000)
    expect(block?.type === 'data_table' && block.rows).toHaveLength(201)
    expect(JSON.stringify(note)).toContain('… and 100 more')
  })

  it('of none is nothing', () => {
    expect(table(0)).toEqual([])
  })
})
