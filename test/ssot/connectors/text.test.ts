import { afterAll, describe, expect, it } from 'vitest'
import { columnsOf, mapped } from '../../../src/ssot/connectors/mapped.ts'
import { defineShape, text } from '../../../src/ssot/connectors/shape.ts'
import { name, statement } from '../../../src/ssot/connectors/text.ts'
import { sql } from '../../../src/ssot/sql.ts'
import { createDatabase } from '../../support/database.ts'

const database = await createDatabase('template0')
afterAll(() => database.drop())

describe('names', () => {
  it.each([
    ['stage_name', 'stage_name'],
    ['StageName', '"StageName"'],
    ['user', '"user"'],
    ['timestamp', 'timestamp'],
    ['odd name', '"odd name"'],
    ['quo"te', '"quo""te"'],
    ['2nd', '"2nd"'],
  ])('%s is written %s', (given, written) => {
    expect(statement(name(given))).toBe(written)
    expect(statement(name('sf', given))).toBe(`sf.${written}`)
  })

  it('are quoted where PostgreSQL reads them as something else, and nowhere else', async () => {
    const { rows } = await database.query('select word, catcode from pg_get_keywords()')
    for (const { word, catcode } of rows) {
      const reserved = catcode === 'R' || catcode === 'T'
      expect(statement(name(word))).toBe(reserved ? `"${word}"` : word)
    }
  })

  it('are columns to PostgreSQL as they are written', async () => {
    for (const word of [
      'timestamp',
      'time',
      'interval',
      'position',
      'row',
      'values',
      'coalesce',
      'left',
      'end',
      'user',
    ]) {
      const column = statement(name(word))
      const { rows } = await database.query(
        `select ${column} at time zone 'UTC' as ${column}, ${column}::text from (select timestamp '2026-01-01' as ${column}) t`,
      )
      expect(rows).toHaveLength(1)
    }
  })
})

describe('values', () => {
  it.each<[string, unknown, string]>([
    ['a text', 'it’s', `'it’s'`],
    ['a quote', `o'clock`, `'o''clock'`],
    ['a list', ['a', `b'c`], `array['a', 'b''c']::text[]`],
    ['a number', 12.5, '12.5'],
    ['a truth', true, 'true'],
    ['nothing', null, 'null'],
  ])('%s is a literal', (_, value, written) => {
    expect(statement(sql`select ${value}`)).toBe(`select ${written}`)
  })

  it('that have no literal are refused', () => {
    expect(() => statement(sql`select ${Number.NaN}`)).toThrow('cannot be written as a literal: NaN')
    expect(() => statement(sql`select ${{ a: 1 }}`)).toThrow('cannot be written as a literal')
  })
})

describe('mapped SQL', () => {
  const shape = defineShape({ name: 'deal', tables: ['deal'], columns: { kind: text('type') } })
  const d = columnsOf(shape, 'd')
  const kind = mapped`
    case
      when ${d.kind} = ${'new'} then 1
    end`

  it('knows what it reads, through every piece of it', () => {
    expect(mapped`select ${kind}, ${sql`2`}`.reads).toEqual([{ shape, column: 'kind' }])
  })

  it('stands as deep as the place it is put in', () => {
    const query = mapped`
      select
        ${kind} as kind,
        2 as two`
    expect(statement(query.sql)).toBe(
      ['select', '  case', `    when d.kind = 'new' then 1`, '  end as kind,', '  2 as two'].join('\n'),
    )
  })
})
