import { describe, expect, it } from 'vitest'
import { takeAsOf } from '../../src/present/as-of.ts'
import { deals } from '../support/rows.ts'
import { shown, useWorld } from '../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
const context = await world.context()
const words = (text: string) => text.split(' ')

describe('the day that "as of" names is taken out of the words', () => {
  it.each([
    ['kpi win_rate as of 2026-09-30', '2026-09-30', 'kpi win_rate'],
    ['pipeline me as of 30 September', '2026-09-30', 'pipeline me'],
    ['pipeline as of yesterday me', '2026-11-15', 'pipeline me'],
    ['pipeline AS-OF 2026-11-01', '2026-11-01', 'pipeline'],
    ['kpi mrr as of last month', '2026-10-31', 'kpi mrr'],
    ['kpi mrr as of the end of last quarter by segment', '2026-09-30', 'kpi mrr by segment'],
    ['kpi mrr as of end of September 2026', '2026-09-30', 'kpi mrr'],
    ['パイプライン 2026-09-30時点', '2026-09-30', 'パイプライン'],
    ['パイプライン 2026年9月30日時点で', '2026-09-30', 'パイプライン'],
    ['先月末時点 kpi mrr', '2026-10-31', 'kpi mrr'],
    ['昨日時点の pipeline', '2026-11-15', 'pipeline'],
    // Today and a period that runs are seen as of now.
    ['pipeline as of today', undefined, 'pipeline'],
    ['pipeline as of this quarter', undefined, 'pipeline'],
    ['kpi as', undefined, 'kpi as'],
    ['accounts as good as gold', undefined, 'accounts as good as gold'],
  ])('%s', (text, day, rest) => {
    const found = takeAsOf(words(text), context)
    expect([found.day?.toString(), found.rest.join(' ')]).toEqual([day, rest])
  })
})

it.each([
  ['pipeline as of', 'As of when? “” is no day.'],
  ['pipeline as of banana', 'As of when? “banana” is no day.'],
  ['pipeline as of 2026-13-01', 'As of when?'],
  ['pipeline as of tomorrow', '“tomorrow” has not come yet.'],
  ['pipeline as of next quarter', '“next quarter” has not come yet.'],
  ['pipeline as of yesterday as of last month', 'That names two days'],
])('%s gets a sentence', async (text, sentence) => {
  expect(await world.mistake(text)).toContain(sentence)
})

describe('the last complete periods include the one that the day ends, and running ones are of the day', () => {
  it.each([
    // The day ends October, a week (Sunday 1 November ends one), the third quarter, a year.
    ['kpi nrr as of 2026-10-31', '2025-11-01', '2026-11-01'],
    ['kpi nrr 先月末時点', '2025-11-01', '2026-11-01'],
    ['kpi nrr as of 2026-10-30', '2025-10-01', '2026-10-01'],
    ['kpi forecast_accuracy as of 2026-09-30', '2026-07-01', '2026-10-01'],
    ['kpi forecast_accuracy as of 2026-09-29', '2026-04-01', '2026-07-01'],
    ['kpi bookings last 4 quarters as of 2026-09-30', '2025-10-01', '2026-10-01'],
    ['kpi bookings 直近4四半期 2026-09-30時点', '2025-10-01', '2026-10-01'],
    ['kpi bookings last 2 weeks as of 2026-11-01', '2026-10-19', '2026-11-02'],
    ['kpi bookings last 28 days as of 2026-10-31', '2026-10-04', '2026-11-01'],
    // What is named from the day itself: "this" contains it, "last" is the one before that.
    ['kpi bookings this quarter as of 2026-09-30', '2026-07-01', '2026-10-01'],
    ['kpi bookings as of 2026-09-30', '2026-07-01', '2026-10-01'],
    ['kpi bookings last quarter as of 2026-09-30', '2026-04-01', '2026-07-01'],
    ['kpi bookings last month as of 2026-10-31', '2026-09-01', '2026-10-01'],
    ['kpi bookings yesterday as of 2026-10-31', '2026-10-30', '2026-10-31'],
  ])('%s', async (text, from, to) => {
    expect((await world.ask(text)).readings[0]).toMatchObject({ from, to })
  })
})

describe('an answer as of a day', async () => {
  await world.fill(
    deals(
      // Open until October, at 100 then and 300 today.
      {
        id: 'o1',
        created_at: '2026-08-01',
        amount: 100,
        life: [['2026-10-05T10:00', { stage_id: 'won', amount: 300 }]],
      },
      { id: 'o2', created_at: '2026-08-02', amount: 40, life: [['2026-09-30T23:59', { stage_id: 'lost' }]] },
      { id: 'o3', created_at: '2026-10-01', amount: 7 },
    ),
  )

  it('is what it was at its end: its last minute counts, the next day has not come', async () => {
    const message = await world.ask('kpi open_pipeline as of 2026-09-30')
    // o1 was open at 100; o2 was lost a minute before midnight; o3 was not there yet.
    expect(message.readings[0]).toMatchObject({ value: 100, n: 1, asOf: '2026-09-30T15:00:00Z' })
    expect((await world.ask('kpi open_pipeline')).readings[0]).toMatchObject({ value: 7, n: 1 })
    const seen = shown(message)
    expect(seen).toContain('As of the end of Wed 30 Sep 2026')
    expect(seen).toContain('stages, amounts, owners and close dates of deals as they were then')
  })

  it('of a closed period is that of its end, and says what tells of it; a sum of events is as known now', async () => {
    const message = await world.ask('kpi open_pipeline last quarter')
    // 30 September: o1 at 100. Its 300 of today would be wrong.
    expect(message.readings[0]).toMatchObject({ value: 100, asOf: '2026-09-30T15:00:00Z' })
    const seen = shown(message)
    expect(seen).toContain('As of the end of Wed 30 Sep 2026 · n = 1')
    expect(seen).not.toContain('As of Mon 16 Nov')
    expect(seen).toContain('stages, amounts, owners and close dates of deals as they were then')
    const both = shown(await world.ask('kpi open_pipeline, bookings last quarter'))
    expect(both).toContain(
      'As of Mon 16 Nov 2026, 09:00 JST · stocks of closed periods as of the end of Wed 30 Sep 2026',
    )
    expect(both).toContain('as they were then')
    const events = shown(await world.ask('kpi bookings last quarter'))
    expect(events).toContain('As of Mon 16 Nov 2026, 09:00 JST')
    expect(events).not.toContain('as they were then')
    const japanese = shown(await world.ask('kpi open_pipeline 先四半期', { locale: 'ja' }), 'ja')
    expect(japanese).toContain('2026年9月30日(水)終了時点')
    expect(japanese).toContain('当時のもの')
  })

  it('of a closed period without history says that it is a guess', async () => {
    const forgetful = await useWorld({ at: '2026-11-16T00:00:00Z', without: ['opportunity_history'] })
    await forgetful.fill({
      opportunities: [{ id: 'o1', created_at: '2026-08-01', amount: 600, updated_at: '2026-10-05T10:00' }],
    })
    const seen = shown(await forgetful.ask('kpi open_pipeline last quarter'))
    expect(seen).toContain('As of the end of Wed 30 Sep 2026')
    expect(seen).toContain('no `ssot.opportunity_history`: deals as known today')
    expect(shown(await forgetful.ask('kpi open_pipeline'))).not.toContain('deals as known today')
  })

  it('a period without a name is the one that the day lies in, and it is over with it', async () => {
    const message = await world.ask('kpi win_rate as of 2026-09-30')
    expect(message.readings[0]).toMatchObject({ value: 0, n: 1, from: '2026-07-01', to: '2026-10-01', closed: true })
    expect(shown(await world.ask('kpi win_rate 2026-09-30時点', { locale: 'ja' }), 'ja')).toContain('終了時点')
  })
})
