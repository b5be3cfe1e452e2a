import { afterAll, describe, expect, it } from 'vitest'
import { type Helper, helperDdl } from '../../../src/ssot/connectors/functions.ts'
import { statement } from '../../../src/ssot/connectors/text.ts'
import { createDatabase } from '../../support/database.ts'

const database = await createDatabase('template0')
afterAll(() => database.drop())
const helpers: readonly Helper[] = ['landed_number', 'landed_instant', 'landed_day', 'landed_bool']
for (const helper of helpers) await database.query(statement(helperDdl('public', helper, 'Asia/Tokyo')))

// A session in neither the company's zone nor UTC: none of this may depend on it.
await database.query(`set timezone = 'America/New_York'`)

async function read(expression: string, text: string): Promise<unknown> {
  const { rows } = await database.query(`select to_jsonb(${expression}) as value`, [text])
  return rows[0]?.value
}

describe('text that should have been a number', () => {
  it.each<[string, string, number | null]>([
    ['a whole number', '1200', 1200],
    ['decimals', '1200.50', 1200.5],
    ['no digit before the point', '.5', 0.5],
    ['a sign', '-3', -3],
    ['spaces around', ' 42 ', 42],
    ['an exponent', '1.5e3', 1500],
    ['nothing', '', null],
    ['spaces only', '  ', null],
    ['words', 'n/a', null],
    ['thousands separated', '1,200', null],
    ['a currency', '¥1200', null],
    ['not a number', 'NaN', null],
    ['infinity', 'Infinity', null],
    ['two points', '1.2.3', null],
  ])('%s: “%s”', async (_, text, value) => {
    expect(await read('landed_number($1)', text)).toBe(value)
  })
})

describe('text that should have been an instant', () => {
  it.each<[string, string, string | null]>([
    ['an offset of UTC', '2026-03-01T10:00:00Z', '2026-03-01T10:00:00'],
    ['Salesforce’s offset', '2020-10-22T21:03:23.000+0000', '2020-10-22T21:03:23'],
    ['another offset', '2026-03-01T10:00:00+09:00', '2026-03-01T01:00:00'],
    ['none: UTC', '2026-03-01 10:00:00.25', '2026-03-01T10:00:00.25'],
    ['a day: midnight in Tokyo', '2026-03-01', '2026-02-28T15:00:00'],
    ['an hour of one digit', '2026-03-01 6:49:18', '2026-03-01T06:49:18'],
    ['milliseconds', '1772359200000', '2026-03-01T10:00:00'],
    ['seconds', '1772359200', '2026-03-01T10:00:00'],
    ['a leap day', '2028-02-29T00:00:00Z', '2028-02-29T00:00:00'],
    ['a leap day of no leap year', '2026-02-29T00:00:00Z', null],
    ['a leap day of a century', '2100-02-29', null],
    ['the 31st of a month of 30', '2026-04-31', null],
    ['a 13th month', '2026-13-01', null],
    ['an hour too many', '2026-03-01T24:10:00Z', null],
    ['a far future', '9999-12-31T23:59:59Z', '9999-12-31T23:59:59'],
    ['now', 'now', null],
    ['infinity', 'infinity', null],
    ['nothing', '', null],
    ['an American day', '3/1/2026', null],
  ])('%s: “%s”', async (_, text, value) => {
    expect(await read(`landed_instant($1) at time zone 'UTC'`, text)).toBe(value)
  })
})

describe('text that should have been a day', () => {
  it.each<[string, string, string | null]>([
    ['a day', '2026-03-01', '2026-03-01'],
    ['with midnight', '2026-03-01 00:00:00', '2026-03-01'],
    ['with an offset: the day is what is written', '2026-03-01T00:00:00.000Z', '2026-03-01'],
    ['a day that is none', '2026-02-30', null],
    ['nothing', '', null],
  ])('%s: “%s”', async (_, text, value) => {
    expect(await read('landed_day($1)', text)).toBe(value)
  })
})

describe('text that should have been true or false', () => {
  it.each<[string, boolean | null]>([
    ['true', true],
    ['FALSE', false],
    ['t', true],
    ['1', true],
    ['0', false],
    ['', null],
    ['perhaps', null],
  ])('“%s”', async (text, value) => {
    expect(await read('landed_bool($1)', text)).toBe(value)
  })
})
