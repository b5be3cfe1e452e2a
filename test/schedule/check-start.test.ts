import { afterAll, expect, test } from 'vitest'
import { ConfigError } from '../../src/config.ts'
import { createDatabase } from '../support/database.ts'
import { createFakeSlack } from './fake-slack.ts'
import { alert, createReplica, report } from './rig.ts'

const database = await createDatabase()
afterAll(() => database.drop())

test('all that is wrong with files and configuration is told at once: file, field, value, what was expected', () => {
  const make = () =>
    createReplica({
      url: database.url,
      sender: createFakeSlack(),
      definitions: {
        alerts: { lead_flow: alert(() => [], { channel: 'alertz', channels: { SMB: 'smb' }, forDays: -2 }) },
        reports: { weekly_digest: report({ schedule: 'whenever' }) },
      },
      business: { subscriptions: [{ report: 'weekly-digst', as: 'ann@example.com', channel: 'board', when: 'soon' }] },
    })
  const known = 'expected one of sales, alerts; or map it under “channels”, to null where nothing is to be posted'
  const schedule = 'write for example “weekdays at 09:00”, “mondays at 8” or “hourly”'
  expect(make).toThrow(ConfigError)
  expect(make).toThrow(
    [
      'What the clock runs does not hold:',
      `  reports/alerts/lead-flow.ts: channel: “alertz” is mapped to no Slack channel: ${known}`,
      `  reports/alerts/lead-flow.ts: channels.SMB: “smb” is mapped to no Slack channel: ${known}`,
      '  reports/alerts/lead-flow.ts: forDays: -2: expected 0 or more days',
      `  reports/weekly-digest.ts: schedule: “whenever” is no schedule: ${schedule}`,
      '  REVOPS_CONFIG: subscriptions.0.report: there is no report “weekly-digst”; did you mean weekly_digest',
      '  REVOPS_CONFIG: subscriptions.0.channel: “channels” maps “board” to no Slack id',
      `  REVOPS_CONFIG: subscriptions.0.when: “soon” is no schedule: ${schedule}`,
    ].join('\n'),
  )
})
