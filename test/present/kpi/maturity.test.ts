import { describe, expect, it } from 'vitest'
import { nativeChart } from '../../../src/blocks/native-chart.ts'
import { textChart } from '../../../src/blocks/text-chart.ts'
import { shown, tableOf, useWorld } from '../../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo: cohorts up to July (1 August + 90 days = 30 October) have had their 90 days.
const world = await useWorld({ at: '2026-11-16T00:00:00Z' })

/** The same three leads every month: one converts after 10 days, one after 80, one never. */
const months = ['03', '04', '05', '06', '07', '08', '09', '10', '11']
await world.fill({
  leads: months.flatMap((month) => {
    const day = (after: number): string | null => {
      const at = new Date(Date.UTC(2026, Number(month) - 1, 5 + after)).toISOString().slice(0, 10)
      return at < '2026-11-16' ? `${at}T09:00` : null
    }
    return [10, 80, undefined].map((after, i) => ({
      id: `${month}${i}`,
      created_at: `2026-${month}-05T09:00`,
      converted_at: after === undefined ? null : day(after),
    }))
  }),
})

describe('a cohort that has not had its time is marked', () => {
  it('in a trend: each such point, in every way a chart is shown, with a legend', async () => {
    const message = await world.ask('kpi lead_conversion_rate trend 9 months')
    const [chart] = message.charts
    if (chart?.kind !== 'trend') throw new Error('no trend')
    // August's second conversion came on 24 October; those of September to November are still to come.
    expect(chart.series[0]?.values.map((value) => Math.round((value ?? 0) * 100))).toEqual([
      ...[67, 67, 67, 67, 67, 67],
      ...[33, 33, 33],
    ])
    expect(chart.categories.slice(4)).toEqual(['Jul 2026', 'Aug 2026 †', 'Sep 2026 †', 'Oct 2026 †', 'Nov 2026 †'])
    expect(chart.immature).toBe(4)
    expect(textChart(chart)).toContain('Oct 2026 †')
    expect(JSON.stringify(nativeChart(chart))).toContain('Oct 2026 †')
    expect(shown(message)).toContain('† a cohort that has not had its full time: the figure can still rise')
  })

  it('not in one whose cohorts all have', async () => {
    const message = await world.ask('kpi lead_conversion_rate 2026-03..2026-07 trend')
    expect(message.charts[0]).toMatchObject({ immature: 0 })
    expect(shown(message)).not.toContain('†')
  })

  it('among several KPIs and in a scorecard, those only', async () => {
    const message = await world.ask('kpi leads, lead_conversion_rate this quarter')
    // October and November: 6 leads, 2 converted.
    expect(tableOf(message, 'KPIs side by side').map(([name, , value]) => [name, value])).toEqual([
      ['Leads', '6'],
      ['Lead conversion', '33.3% †'],
    ])
    expect(shown(message)).toContain('Lead conversion *33.3%* †')
    await world.database.query(`update ssot.users set role = 'marketing' where id = 'cleo'`)
    const scorecard = await world.ask('kpi', { as: 'cleo@example.com', locale: 'ja' })
    expect(tableOf(scorecard, '変化は').find(([name]) => name === 'リードコンバージョン率')?.[2]).toBe('33.3% ※')
    expect(shown(scorecard, 'ja')).toContain('※ 期間が満了していないコホート')
  })

  it('in why, which compares at equal age, and in explain', async () => {
    const why = shown(await world.ask('why lead_conversion_rate this quarter by source'))
    expect(why).toContain('This cohort has not had its full time yet')
    expect(why).toContain('Both cohorts are looked at at the same age.')
    expect(shown(await world.ask('explain lead_conversion_rate this quarter'))).toContain('the figure can still rise')
    expect(shown(await world.ask('explain lead_conversion_rate 2026Q2'))).not.toContain('can still rise')
  })
})
