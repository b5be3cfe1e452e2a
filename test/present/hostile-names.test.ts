import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/define/message.ts'
import { deals, type Rows } from '../support/rows.ts'
import { firing, shown, useWorld } from '../support/world.ts'

const at = '2026-11-16T00:00:00Z'
/** Said by Slack as it stands it calls a channel, writes in bold and holds an entity. */
const name = '<!channel> & *x*'
const user = (id: string, role: string, manager_id: string | null = null) => ({
  id,
  name: `${id} ${name}`,
  email: `${id}@example.com`,
  role,
  team: `team ${name}`,
  manager_id,
})
const account = (id: string) => ({
  id,
  name: `${id} ${name}`,
  segment: name,
  region: name,
  industry: name,
  owner_id: 'ann',
  csm_id: 'cleo',
})
const rows: Rows = {
  users: [user('rex', 'ops'), user('mia', 'manager', 'rex'), user('ann', 'rep', 'mia'), user('cleo', 'cs', 'rex')],
  accounts: [account('acme'), account('globex')],
  ...deals(
    {
      id: 'o1',
      name,
      created_at: '2026-07-01',
      amount: 300,
      next_step: name,
      life: [['2026-10-05T12:00', { stage_id: 'won' }]],
    },
    {
      id: 'o2',
      name,
      created_at: '2026-07-02',
      account_id: 'globex',
      amount: 200,
      life: [['2026-08-05T12:00', { stage_id: 'lost' }]],
    },
    { id: 'o4', name, created_at: '2026-07-01', amount: 90, life: [['2026-08-05T12:00', { stage_id: 'won' }]] },
    { id: 'o3', name, created_at: '2026-07-02', amount: 500, close_date: '2026-09-01', life: [] },
  ),
  leads: [{ id: 'l1', created_at: '2026-10-01', mql_at: '2026-10-02', owner_id: 'ann', source: name, segment: name }],
  subscriptions: [{ account_id: 'acme' }, { account_id: 'globex' }],
  // Mia committed to both quarters, and Ann, of whom something was expected, to nothing: she is named.
  targets: ['2026-04-01', '2026-07-01'].map((period_start, i) => ({
    metric: 'bookings',
    owner_id: 'ann',
    period_start,
    period_end: ['2026-07-01', '2026-10-01'][i] ?? null,
    value: 1_000,
  })),
  forecasts: ['2026-04-01', '2026-07-01'].map((period_start, i) => ({
    owner_id: 'mia',
    category: 'commit',
    period_start,
    period_end: ['2026-07-01', '2026-10-01'][i] ?? null,
    submitted_at: `${period_start}T12:00`,
    amount: 100,
  })),
}
const world = await useWorld({
  at,
  state: firing({
    alert: 'win_rate_drop',
    series: name,
    label: name,
    state: 'firing',
    since: Temporal.Instant.from(at),
    people: ['ann'],
    summary: { en: 'It fell.', ja: '低下しました。' },
  }),
})
await world.fill(rows)

/** What Slack reads as its own markup: the text of the message itself, and of its blocks all that is mrkdwn. */
function markupOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(markupOf)
  if (typeof node !== 'object' || node === null) return []
  if ('type' in node && node.type === 'mrkdwn' && 'text' in node) return [String(node.text)]
  return Object.values(node).flatMap(markupOf)
}
const wrong = ({ text, blocks }: Message): string[] =>
  [text, ...markupOf(blocks)].filter((each) => /<!|\*x\*|&(?!(?:amp|lt|gt);)/.test(each))

const questions = [
  'pipeline',
  'pipeline attention',
  'pipeline team',
  'pipeline @ann@example.com',
  'kpi',
  'kpi bookings this quarter',
  'kpi bookings this quarter by segment',
  'kpi bookings this quarter by segment, owner',
  `kpi bookings this quarter where segment="${name}"`,
  'kpi win_rate last quarter by team',
  'kpi forecast_accuracy last quarter',
  'kpi forecast_accuracy 2026-Q2',
  'kpi campaign_performance last quarter',
  'why bookings this quarter by segment',
  'explain bookings',
  'rows bookings this quarter',
  'funnel last quarter by source',
  'accounts at-risk',
  'accounts at-risk team',
  'accounts at-risk @ann@example.com',
  'accounts acme',
  'alerts',
  'home',
  'digest',
  'digest daily-standup',
  'digest csm-weekly',
  'status',
]

describe('what a row of the SSOT is called is never markup', () => {
  it.each(questions)('%s', async (question) => {
    let answered = 0
    for (const as of ['rex', 'mia', 'ann', 'cleo']) {
      for (const locale of ['en', 'ja'] as const) {
        const message = await world.ask(question, { as: `${as}@example.com`, locale }).catch((error: unknown) => error)
        if (message instanceof Error) {
          expect(message.name).toBe('UserError')
          expect(message.message).not.toMatch(/<!|\*x\*/)
          continue
        }
        answered += 1
        expect(wrong(message as Message)).toEqual([])
        shown(message as Message, locale)
      }
    }
    expect(answered).toBeGreaterThan(0)
  })
})

it('who is left out of a forecast is named as they are', async () => {
  for (const quarter of ['last quarter', '2026-Q2'])
    expect(shown(await world.ask(`kpi forecast_accuracy ${quarter}`)).replaceAll('\u00ad', '')).toContain(
      `counted as 0: ann ${name}`,
    )
})
