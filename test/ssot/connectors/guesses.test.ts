import { afterAll, describe, expect, it } from 'vitest'
import { dayOf, forecastCategory, midnight, opportunityType, sourcedBy } from '../../../src/ssot/connectors/guesses.ts'
import { type Mapped, mapped } from '../../../src/ssot/connectors/mapped.ts'
import { statement } from '../../../src/ssot/connectors/text.ts'
import { createDatabase } from '../../support/database.ts'

const database = await createDatabase('template0')
afterAll(() => database.drop())
await database.query(`set timezone = 'UTC'`)

async function read(expression: Mapped): Promise<unknown> {
  const { rows } = await database.query(`select (${statement(expression.sql)})::text as value`)
  return rows[0]?.value
}

describe('the type of an opportunity', () => {
  it.each<[string, string | null]>([
    ['New Business', 'new'],
    ['newbusiness', 'new'],
    ['新規', 'new'],
    ['Renewal', 'renewal'],
    ['New Renewal', 'renewal'],
    ['契約更新', 'renewal'],
    ['Existing Customer - Upgrade', 'expansion'],
    ['Existing Business', 'expansion'],
    ['Add-On', 'expansion'],
    ['アップセル', 'expansion'],
    ['Cross-Sell', 'cross_sell'],
    ['クロスセル', 'cross_sell'],
    ['Services', null],
    ['', null],
  ])('“%s” is %s', async (words, type) => {
    expect(await read(opportunityType(mapped`${words}`))).toBe(type)
  })
})

describe('who brought it', () => {
  it.each<[string, string | null]>([
    ['Web', 'marketing'],
    ['Webinar', 'marketing'],
    ['Trade Show', 'marketing'],
    ['SEO', 'marketing'],
    ['展示会', 'marketing'],
    ['Partner Referral', 'partner'],
    ['Web - Partner Portal', 'partner'],
    ['代理店', 'partner'],
    ['Outbound SDR', 'sales'],
    ['テレアポ', 'sales'],
    ['Customer Success', 'cs'],
    ['Seoul office', null],
    ['Referral', null],
    ['Phone Inquiry', null],
    ['Unpaid pilot', null],
    ['Other', null],
  ])('“%s” is %s', async (words, by) => {
    expect(await read(sourcedBy(mapped`${words}`))).toBe(by)
  })
})

describe('the forecast category', () => {
  it.each<[string, string | null]>([
    ['Commit', 'commit'],
    ['Forecast', 'commit'],
    ['Best Case', 'best_case'],
    ['BEST_CASE', 'best_case'],
    ['MostLikely', 'best_case'],
    ['Pipeline', 'pipeline'],
    ['Omitted', 'omitted'],
    ['OMIT', 'omitted'],
    ['Closed', null],
  ])('“%s” is %s', async (words, category) => {
    expect(await read(forecastCategory(mapped`${words}`))).toBe(category)
  })
})

describe('days and instants of the company', () => {
  it.each([
    // The clocks of New York go forward on 8 March 2026, at two in the morning, and back on 1 November.
    ['2026-03-08', 'America/New_York', '2026-03-08 05:00:00+00'],
    ['2026-03-09', 'America/New_York', '2026-03-09 04:00:00+00'],
    ['2026-11-02', 'America/New_York', '2026-11-02 05:00:00+00'],
    ['2026-03-09', 'Asia/Tokyo', '2026-03-08 15:00:00+00'],
  ])('midnight of %s in %s is %s', async (day, zone, instant) => {
    expect(await read(midnight(mapped`date ${mapped`${day}`}`, zone))).toBe(instant)
  })

  it('an instant belongs to the day it is there', async () => {
    expect(await read(dayOf(mapped`timestamptz '2026-03-31T15:00:00Z'`, 'Asia/Tokyo'))).toBe('2026-04-01')
    expect(await read(dayOf(mapped`timestamptz '2026-03-31T15:00:00Z'`, 'UTC'))).toBe('2026-03-31')
  })
})
