import { expect, test } from 'vitest'
import { companyCalendar } from '../../../../src/calendar/company.ts'
import { loadCatalog } from '../../../../src/catalog.ts'
import { businessConfig } from '../../../../src/config-file.ts'
import type { Metric } from '../../../../src/define/metric.ts'
import type { Change, Condition, Level, Watch } from '../../../../src/define/rule.ts'
import { alertFaults } from '../../../../src/present/alerts/check/alert-faults.ts'
import type { EngineSettings } from '../../../../src/query/window.ts'

const catalog = await loadCatalog()
const calendar = companyCalendar({ zone: 'Asia/Tokyo' })
const settings: EngineSettings = {
  calendar,
  zone: 'Asia/Tokyo',
  extra: { accounts: ['tier'] },
  metrics: { grossMargin: 0.8, mqlSlaHours: 24, health: businessConfig.parse({}).health },
  staleAfterHours: 24,
}
const kpi = (id: string): Metric => {
  const found = catalog.metrics.get(id)
  if (!found) throw new Error(`no KPI ${id}`)
  return found
}

const change = (fields: Partial<Change> = {}): Change => ({
  kind: 'change',
  against: 'preceding period',
  worseBy: 0.2,
  clears: 0.1,
  ...fields,
})
const level = (line: { below: number } | { above: number }, clears: number): Level => ({
  kind: 'level',
  clears,
  ...line,
})

/** A rule on the win rate that nothing is wrong with, but for what a row says. */
function faults(
  watch: Partial<Watch> | Condition,
  rule: Partial<Parameters<typeof alertFaults>[0]> = {},
  around: Partial<Parameters<typeof alertFaults>[1]> = {},
): string[] {
  const given: Partial<Watch> = 'kind' in watch ? { conditions: [watch] } : watch
  const whole: Watch = {
    metric: kpi('win_rate'),
    over: { days: 28 },
    atLeast: 30,
    conditions: [change()],
    ...given,
  }
  return alertFaults(
    {
      schedule: 'weekdays at 09:00',
      channel: 'sales-alerts',
      forDays: 0,
      repeatEveryDays: 7,
      watch: whole,
      ...rule,
    },
    { settings, calendar, idOf: catalog.idOf, channels: ['sales-alerts', 'cs-alerts'], hasOwner: false, ...around },
  ).map(({ field, words }) => `${field}: ${words.en}`)
}

test.each<[string, Parameters<typeof faults>, string]>([
  [
    'a breakdown that the fact has not',
    [{ by: 'segmnt' }],
    'watch.by: “segmnt” is no breakdown of Win rate: expected one of account',
  ],
  ['a filter on such', [{ where: [{ dimension: 'colour', values: ['red'] }] }], 'watch.where.0.dimension: “colour”'],
  ['no whole days', [{ over: { days: 0.5 } }], 'watch.over: 0.5: expected a whole number of days'],
  ['fewer than one row', [{ atLeast: 0 }], 'watch.atLeast: 0: expected a whole number of rows, 1 or more'],
  [
    'over while it fires, below',
    [level({ below: 0.2 }, 0.15)],
    'watch.conditions.0.clears: 0.15 is under the line of 0.2',
  ],
  ['over while it fires, above', [level({ above: 5 }, 6)], 'watch.conditions.0.clears: 6 is over the line of 5'],
  ['clears where it fires', [change({ clears: 0.2 })], 'watch.conditions.0.clears: 0.2 is not under the 0.2'],
  ['worse by nothing', [change({ worseBy: 0, clears: -1 })], 'watch.conditions.0.worseBy: 0: expected a share'],
  ['a negative floor', [change({ floor: -1 })], 'watch.conditions.0.floor: -1'],
  ['confidence in percent', [change({ confidence: 95 })], 'watch.conditions.0.confidence: 95: expected a share'],
  [
    'confidence in money',
    [{ metric: kpi('bookings'), conditions: [change({ confidence: 0.95 })] }],
    'watch.conditions.0.confidence: Bookings has no test of significance',
  ],
  [
    'a line that money is surely under',
    [{ metric: kpi('bookings'), conditions: [{ ...level({ below: 10 }, 10), confidence: 0.95 }] }],
    'watch.conditions.0.confidence: only a ratio of counts',
  ],
  ['a part of the period that is none', [{ afterPart: 50 }], 'watch.afterPart: 50: expected a part'],
  [
    'a target over days that nobody sets one for',
    [{ metric: kpi('bookings'), conditions: [change({ against: 'target' })] }],
    'watch.conditions.0.against: targets are set for months and quarters',
  ],
  [
    'the pace of what does not add up',
    [{ over: 'quarter to date', conditions: [change({ against: 'target pace' })] }],
    'watch.conditions.0.against: a target of Win rate has no pace',
  ],
  [
    'the past of what has none',
    [{ metric: kpi('pipeline_health'), over: 'now' }],
    'watch.conditions.0.against: Pipeline health is only known as of now',
  ],
  ['a table', [{ metric: kpi('campaign_performance') }], 'watch.metric: '],
  ['no schedule', [{}, { schedule: 'someday at 9' }], 'schedule: “someday at 9” is no schedule'],
  [
    'an unknown channel',
    [{}, { channel: 'sale-alerts' }],
    'channel: “sale-alerts” is mapped to no Slack channel: expected one of sales-alerts, cs-alerts',
  ],
  ['the direct messages of nobody', [{}, { channel: 'owner' }], 'channel: its series are nobody’s'],
  ['one for some series', [{}, { channels: { SMB: 'smb' } }], 'channels.SMB: “smb” is mapped'],
  ['a negative wait', [{}, { forDays: -1 }], 'forDays: -1'],
  ['repeated without end', [{}, { repeatEveryDays: 0 }], 'repeatEveryDays: 0'],
  ['escalated to nobody', [{}, { escalateAfterHours: 24 }], 'escalateAfterHours: nobody is mentioned'],
  ['escalated at once', [{ by: 'owner' }, { escalateAfterHours: 0 }], 'escalateAfterHours: 0'],
])('%s is a fault', (_, given, expected) => {
  const found = faults(...given)
  expect(found).toHaveLength(1)
  expect(found[0]?.startsWith(expected), found[0]).toBe(true)
})

test.each<[string, Parameters<typeof faults>]>([
  ['the rule itself', [{}]],
  ['a configured column as a breakdown', [{ by: 'tier' }]],
  ['confidence in a count', [{ metric: kpi('leads'), conditions: [change({ confidence: 0.95 })] }]],
  ['confidence in a duration', [{ metric: kpi('sales_cycle'), conditions: [change({ confidence: 0.95 })] }]],
  ['confidence in a mean score', [{ metric: kpi('nps'), conditions: [change({ confidence: 0.95 })] }]],
  ['a line that a ratio is surely under', [{ conditions: [{ ...level({ below: 0.2 }, 0.2), confidence: 0.95 }] }]],
  ['a line that clears where it fires', [level({ below: 0.2 }, 0.2)]],
  [
    'bookings against the target’s pace',
    [{ metric: kpi('bookings'), over: 'quarter to date', conditions: [change({ against: 'target pace' })] }],
  ],
  ['escalated to the managers of owners', [{ by: 'owner' }, { escalateAfterHours: 24 }]],
  ['escalated to who is configured', [{}, { escalateAfterHours: 24 }, { hasOwner: true }]],
  ['the owner’s direct messages', [{ by: 'owner' }, { channel: 'owner' }]],
  ['any channel while none is configured', [{}, { channel: 'nowhere' }, { channels: [] }]],
])('%s is none', (_, given) => {
  expect(faults(...given)).toEqual([])
})

test('all faults are told at once, in both languages', () => {
  const both = alertFaults(
    {
      schedule: 'whenever',
      channel: 'sales-alerts',
      forDays: 0,
      repeatEveryDays: null,
      watch: { metric: kpi('win_rate'), by: 'x', over: 'now', atLeast: 1, conditions: [change({ clears: 1 })] },
    },
    { settings, calendar, idOf: catalog.idOf, channels: ['sales-alerts'], hasOwner: false },
  )
  expect(both.map(({ field }) => field)).toEqual(['schedule', 'watch.by', 'watch.conditions.0.clears'])
  for (const { words } of both) expect(words.ja).toMatch(/[ぁ-ん]/)
})

test('every rule that is shipped holds', () => {
  for (const [id, alert] of catalog.alerts) {
    const channels = [alert.channel, ...Object.values(alert.channels ?? {})]
    const found = alertFaults(alert, { settings, calendar, idOf: catalog.idOf, channels, hasOwner: false })
    expect(found, id).toEqual([])
  }
})
