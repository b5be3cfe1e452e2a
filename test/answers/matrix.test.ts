import { Temporal } from 'temporal-polyfill'
import { afterAll, describe, expect, it } from 'vitest'
import { createAnswers } from '../../src/answers/answer.ts'
import { createSubscribeDesk } from '../../src/answers/subscribe-desk.ts'
import { loadCatalog } from '../../src/catalog.ts'
import { loadConfig } from '../../src/config.ts'
import { UserError } from '../../src/errors.ts'
import { createAlertDesk } from '../../src/schedule/alert-desk.ts'
import { createRuleDesk } from '../../src/schedule/rule-desk.ts'
import { createAlertRules } from '../../src/state/alert-rules.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { forAll, type Role, roles } from '../support/roles.ts'
import type { Row } from '../support/rows.ts'
import { shown, useWorld } from '../support/world.ts'

/** Every command and action × every role: an answer, or the sentence that fits. */

const at = '2026-11-16T00:00:00Z'
const now = Temporal.Instant.from(at)
const channels = { sales: 'C0123456789' }
const world = await useWorld({ at, subscribing: true, business: { channels } })

const users = roles.slice(0, 6).map(
  (role): Row<'users'> => ({
    id: role,
    name: `The ${role}`,
    email: `${role}@example.com`,
    role,
    team: 'East',
    manager_id: role === 'rep' || role === 'cs' ? 'manager' : null,
  }),
)
const won = { stage_id: 'won', closed_at: '2026-11-10T09:00', created_at: '2026-10-02' }
await world.fill({
  users,
  accounts: [{ id: 'acme', name: 'Acme', segment: 'SMB', owner_id: 'rep', csm_id: 'cs' }],
  opportunities: [
    { ...won, id: 'w', owner_id: 'rep', amount: 100 },
    { ...won, id: 'm', owner_id: 'manager', amount: 30 },
    { ...won, id: 'b', owner_id: 'rep', amount: 50, closed_at: '2026-10-20T09:00' },
    { id: 'o', owner_id: 'rep', amount: 40, close_date: '2026-12-01', created_at: '2026-10-02' },
  ],
  leads: [{ id: 'l', owner_id: 'rep', created_at: '2026-11-02', mql_at: '2026-11-03' }],
  subscriptions: [{ mrr: 10 }],
  costs: [{ id: 'c', day: '2026-10-05', department: 'sales', kind: 'people', amount: 70 }],
})

/** What is said in an answer's place. */
const refusals = {
  stranger: /^I do not know you yet/,
  companyOnly: /is a figure of the whole company; your role sees its own records only/,
  totals: /only as totals|customers only as totals/,
  notAll: /Your role sees its own records/,
  notYours: /not yours to see/,
  noTeam: /Nobody reports to you/,
  board: /^This report is for executives and RevOps/,
  channel: /so only executives and RevOps can have figures posted in one/,
  team: /so only a manager can have a team’s deals posted in one/,
  person: /^This report is about one person’s own work/,
  backtest: /backtest/i,
  rules: /rules/i,
  taken: /^That channel gets this already: The ops subscribed it/,
} as const
type Expected = 'yes' | keyof typeof refusals

const all = (expected: Expected): Record<Role, Expected> => forAll(expected, 'stranger')
const but = (some: Partial<Record<Role, Expected>>): Record<Role, Expected> => ({ ...all('yes'), ...some })
const belowCompany = (expected: Expected) => but({ rep: expected, manager: expected, cs: expected })
const totals = but({ marketing: 'totals' })

const commands: readonly (readonly [text: string, expected: Record<Role, Expected>])[] = [
  ['help', all('yes')],
  ['home', all('yes')],
  ['kpi', all('yes')],
  ['kpi bookings', all('yes')],
  ['kpi bookings by segment', all('yes')],
  ['kpi bookings by owner', totals],
  ['kpi bookings by account', totals],
  ['kpi bookings where owner="The rep"', totals],
  ['kpi mqls by owner', totals],
  ['kpi mqls by account', all('yes')],
  ['kpi mqls by team', all('yes')],
  ['kpi cac last month', belowCompany('companyOnly')],
  ['kpi web_traffic', belowCompany('companyOnly')],
  ['why bookings', all('yes')],
  ['why bookings by owner', totals],
  ['explain bookings', all('yes')],
  ['explain bookings sql', all('yes')],
  ['explain cac', belowCompany('companyOnly')],
  ['rows bookings', totals],
  ['rows bookings csv', totals],
  ['rows mqls', all('yes')],
  ['rows funnel mql', all('yes')],
  ['rows funnel Opportunity', totals],
  ['pipeline', all('yes')],
  ['pipeline me', totals],
  ['pipeline team', but({ rep: 'noTeam', cs: 'noTeam', marketing: 'noTeam', ops: 'noTeam', executive: 'noTeam' })],
  ['pipeline all', but({ rep: 'notAll', manager: 'notAll', cs: 'notAll' })],
  ['pipeline @rep@example.com', but({ cs: 'notYours', marketing: 'totals' })],
  [
    'pipeline @executive@example.com',
    but({ rep: 'notYours', manager: 'notYours', cs: 'notYours', marketing: 'totals' }),
  ],
  ['funnel', all('yes')],
  ['funnel by segment', all('yes')],
  ['accounts at-risk', all('yes')],
  ['accounts acme', totals],
  ['alerts', all('yes')],
  [
    'alerts backtest win-rate-drop 30 days',
    but({ rep: 'backtest', manager: 'backtest', cs: 'backtest', marketing: 'backtest' }),
  ],
  ['digest', all('yes')],
  ['digest board-monthly', but({ rep: 'board', manager: 'board', cs: 'board', marketing: 'board' })],
  ['digest daily-standup', totals],
  ['digest csm-weekly', totals],
  ['status', all('yes')],
  ['subscriptions', all('yes')],
  ['subscribe weekly-digest', all('yes')],
  [
    'subscribe weekly-digest #C0AAAAAAAAA',
    but({ rep: 'channel', manager: 'channel', cs: 'channel', marketing: 'channel', executive: 'taken' }),
  ],
  ['subscribe board-monthly', but({ rep: 'board', manager: 'board', cs: 'board', marketing: 'board' })],
  ['subscribe daily-standup #C0BBBBBBBBB', but({ rep: 'team', cs: 'team', marketing: 'totals', executive: 'yes' })],
  ['subscribe csm-weekly #C0CCCCCCCCC', { ...all('person'), marketing: 'totals' }],
  ['subscribe kpi bookings', all('yes')],
  ['unsubscribe kpi bookings', all('yes')],
]

describe('commands', () => {
  it('every command is among them', async () => {
    const named = new Set(commands.map(([text]) => text.split(' ')[0]))
    expect([...(await loadCatalog()).commands.keys()].filter((id) => !named.has(id))).toEqual([])
  })

  it.each(commands)('%s', async (text, expected) => {
    const said: Partial<Record<Role, Expected | string>> = {}
    for (const role of roles) said[role] = await outcomeOf(text, role, expected[role])
    expect(said).toEqual(expected)
  })
})

/** The name of what was expected, where that came; else what came. */
async function outcomeOf(text: string, role: Role, expected: Expected): Promise<string> {
  try {
    const message = await world.ask(text, { as: `${role}@example.com` })
    // Slack takes it.
    return shown(message) === '' ? 'empty' : 'yes'
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return expected !== 'yes' && refusals[expected].test(error.message) ? expected : error.message
  }
}

const pool = openStatePool({ url: world.database.url, onIdleError: () => undefined })
afterAll(() => pool.end())
const workshop = { ...world.workshop, rules: createAlertRules(pool, async () => undefined) }
const config = { locale: 'en' as const, business: { ...loadConfig({}).business, channels } }
const clock = { now: () => now }
const ruleDesk = createRuleDesk({ workshop, config, clock })
const alertDesk = createAlertDesk({ pool, workshop, clock })
const answers = createAnswers(workshop)
const maker = (role: Role) => ({ email: `${role}@example.com`, locale: 'en' as const })

/** What a button or form does for somebody, in a word. */
const actions: Readonly<Record<string, (role: Role) => Promise<string>>> = {
  'the form of a rule': async (role) => (await ruleDesk.form(maker(role), { kind: 'new' })).type,
  'its preview': async (role) =>
    (await ruleDesk.redraw(maker(role), { metadata: '', values: { metric: 'win_rate' } })).type,
  'deleting a rule that is gone': async (role) => ruleDesk.remove(maker(role), '00000000-0000-0000-0000-000000000000'),
  'a press on an alert': async (role) => alertDesk.press('no such message', { kind: 'acknowledge' }, maker(role)),
  'the form of a subscription': async (role) =>
    (await subscribeDesk.form(subscriber(role), { kind: 'new' }, here)).type,
  'the company’s figures in a channel, by the form': (role) => subscribed(role, { what: 'kpi', metric: 'bookings' }),
  'a team’s stand-up in a channel, by the form': (role) => subscribed(role, { what: 'report:daily_standup' }),
  'sharing with an executive': async (role) =>
    (await answers.share({ text: 'kpi bookings', ...maker(role), now, readers: ['executive@example.com'] })).kind,
  'sharing with a rep': async (role) =>
    (await answers.share({ text: 'kpi bookings', ...maker(role), now, readers: ['rep@example.com'] })).kind,
  'sharing with a stranger': async (role) =>
    (await answers.share({ text: 'kpi bookings', ...maker(role), now, readers: ['who@example.com'] })).kind,
}
const subscribeDesk = createSubscribeDesk(world.workshop, { now: () => now })
const here = 'C0MATRIX1'
const subscriber = (role: Role) => ({ ...maker(role), zone: undefined, unfit: async () => undefined })
/** What stands beside the place or the topic of a form that was sent; or that it was taken. */
async function subscribed(role: Role, fields: Readonly<Record<string, string>>): Promise<string> {
  const values = {
    every: 'usual',
    zone: 'UTC',
    place: 'here',
    language: 'en',
    changes: 'always',
    metric: '',
    ...fields,
  }
  const metadata = JSON.stringify({ id: '', here })
  const result = await subscribeDesk.save(subscriber(role), { metadata, values })
  if ('saved' in result) return 'taken'
  return Object.values(result.errors).join(' ')
}
const mayNot = /Only executives, RevOps and managers|rules/
const makers = { rep: mayNot, cs: mayNot, marketing: mayNot, nobody: refusals.stranger }

describe('actions', () => {
  it.each<[string, Record<Role, RegExp>]>([
    ['the form of a rule', { ...makers, manager: /^modal$/, ops: /^modal$/, executive: /^modal$/ }],
    ['its preview', { ...makers, manager: /^modal$/, ops: /^modal$/, executive: /^modal$/ }],
    [
      'deleting a rule that is gone',
      { ...makers, manager: /^This rule is gone/, ops: /^This rule is gone/, executive: /^This rule is gone/ },
    ],
    ['a press on an alert', { ...forAll(/message|alert/i), nobody: refusals.stranger }],
    ['the form of a subscription', { ...forAll(/^modal$/), nobody: refusals.stranger }],
    [
      'the company’s figures in a channel, by the form',
      { ...forAll(refusals.channel), ops: /^taken$/, executive: refusals.taken, nobody: refusals.stranger },
    ],
    [
      'a team’s stand-up in a channel, by the form',
      {
        ...forAll(refusals.team),
        marketing: /only as totals/,
        manager: /^taken$/,
        ops: /^taken$/,
        executive: /^taken$/,
        nobody: refusals.stranger,
      },
    ],
    ['sharing with an executive', { ...forAll(/^open$/), nobody: refusals.stranger }],
    // 150 are the rep's, 180 the manager's and the company's.
    ['sharing with a rep', { ...forAll(/^closed$/), rep: /^open$/, nobody: refusals.stranger }],
    ['sharing with a stranger', { ...forAll(/^closed$/), nobody: refusals.stranger }],
  ])('%s', async (action, expected) => {
    for (const role of roles) {
      const done = await actions[action]?.(role).catch((error: unknown) => {
        if (error instanceof UserError) return error.message
        throw error
      })
      expect(`${role}: ${done}`).toMatch(new RegExp(`^${role}: .*(?:${expected[role].source.replace(/^\^/, '')})`, 's'))
    }
  })
})
