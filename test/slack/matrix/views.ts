import { everyChoices } from '../../../src/present/subscriptions/form/when.ts'
import { mail } from '../../support/bot.ts'
import { formOf, type OpenForm } from '../../support/open-form.ts'
import type { Role } from '../../support/roles.ts'
import { type Expected, forAll, forNames, forRulers, no, type Row, same } from './expected.ts'
import { at } from './rig.ts'
import type { Stage } from './stage.ts'

/** What is pressed and sent in forms and in the home tab, also by who should not have got them. */

/** A form as RevOps sees it, in somebody's hands. */
const formFor = ({ bot, hands, views }: Stage, role: Role, of: 'rule' | 'subscribe'): Promise<OpenForm> =>
  formOf(bot, mail(role), hands.given(role, views[of]).id)

const inForm =
  (of: 'rule' | 'subscribe', actionId: string, value: string): Row['act'] =>
  async (stage, role) => {
    const form = await formFor(stage, role, of)
    return stage.hands.said(await form.press(actionId, value))
  }

const inHome =
  (actionId: string, value: string): Row['act'] =>
  async ({ bot, hands, views }, role) => {
    const { id } = hands.given(role, views.home)
    return hands.said(await bot.control('click', { user: mail(role), view_id: id, action_id: actionId, value }))
  }

/** A subscription as somebody fills it in. */
const subscribed =
  (what: string, fields: (role: Role) => Readonly<Record<string, string>>): Row['act'] =>
  async (stage, role) => {
    const form = await formFor(stage, role, 'subscribe')
    const { place = 'dm', ...rest } = fields(role)
    form.fill({ what, place })
    await form.press('subscribe_what', what)
    await form.press('subscribe_place', place)
    form.fill(rest)
    return stage.hands.said(await form.send())
  }
const toOneself = () => ({})
const posted = (role: Role) => ({ place: 'channel', channel: at(role) })

const asked = (choice: string, act: Row['act'], expected: Expected): Row => ({
  heard: 'view subscribe_form',
  choice,
  act,
  expected,
})
const companys = no(/only executives and RevOps can have figures posted in one/)
const boards = no(/for executives and RevOps/)
const persons = no(/one person’s own work/)
const managers = no(/only a manager can have a team’s deals posted in one/)
const done = /Subscribed: |You have that already: /

const home = { heard: 'action home_period', act: inHome('home_period', ''), expected: forAll(/Refresh/) }
const shown = forAll(/in my direct messages/)
const topics = ['weekly_digest', 'daily_standup', 'csm_weekly', 'board_monthly'].map((id) => `report:${id}`)

export const viewRows: readonly Row[] = [
  ...same(home, ['own', 'this month', 'this quarter', 'last quarter', 'this year'], (value) =>
    inHome('home_period', value),
  ),
  { heard: 'action home_refresh', act: inHome('home_refresh', 'own'), expected: forAll(/Refresh/) },

  { heard: 'action rule_metric', act: inForm('rule', 'rule_metric', 'win_rate'), expected: forRulers(/New alert/) },
  {
    heard: 'action rule_preview',
    act: inForm('rule', 'rule_preview', 'preview'),
    expected: forRulers(/Today it would fire/),
  },
  {
    heard: 'view rule_form',
    act: async (stage, role) => stage.hands.said(await (await formFor(stage, role, 'rule')).send()),
    expected: forRulers(/is saved/),
  },

  ...same(
    { heard: 'action subscribe_what', act: inForm('subscribe', 'subscribe_what', ''), expected: shown },
    [...topics, 'kpi', 'account'],
    (value) => inForm('subscribe', 'subscribe_what', value),
  ),
  ...same(
    { heard: 'action subscribe_every', act: inForm('subscribe', 'subscribe_every', ''), expected: shown },
    everyChoices,
    (value) => inForm('subscribe', 'subscribe_every', value),
  ),
  ...same(
    { heard: 'action subscribe_place', act: inForm('subscribe', 'subscribe_place', ''), expected: shown },
    ['dm', 'here', 'channel'],
    (value) => inForm('subscribe', 'subscribe_place', value),
  ),
  asked('a report to oneself', subscribed('report:weekly_digest', toOneself), forAll(done)),
  asked(
    'the company’s figures in a channel',
    subscribed('kpi', (role) => ({ ...posted(role), metric: 'bookings' })),
    forAll(companys, { ops: done, executive: done }),
  ),
  asked(
    'the board’s report',
    subscribed('report:board_monthly', toOneself),
    forAll(boards, { ops: done, executive: done }),
  ),
  asked(
    'a team’s deals in a channel',
    subscribed('report:daily_standup', posted),
    forNames(done, { rep: managers, cs: managers }),
  ),
  asked('a person’s work in a channel', subscribed('report:csm_weekly', posted), {
    ...forAll(persons),
    marketing: no(/only as totals/),
  }),
  asked(
    'a customer',
    subscribed('account', () => ({ account: 'Acme' })),
    forNames(done),
  ),
]
