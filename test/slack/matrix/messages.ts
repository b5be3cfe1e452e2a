import { button } from '../../../src/blocks/build.ts'
import { plain } from '../../../src/blocks/text.ts'
import { snoozes } from '../../../src/present/alerts/buttons.ts'
import { mail } from '../../support/bot.ts'
import { formIn } from '../../support/open-form.ts'
import type { Role } from '../../support/roles.ts'
import { bookings, forAll, forNames, forRulers, no, type Row, same } from './expected.ts'
import { channels } from './rig.ts'
import { alertElement, asking, type Stage } from './stage.ts'

/** Buttons and menus of messages, wherever they stand: a click is evaluated as whoever clicks. */

type Value = string | ((stage: Stage, role: Role) => string)
const chosenValue = (value: Value, stage: Stage, role: Role): string =>
  typeof value === 'string' ? value : value(stage, role)

const pressed =
  (actionId: string, value: Value, channel?: string): Row['act'] =>
  (stage, role) =>
    stage.hands.press(
      role,
      button({ text: 'Press', actionId, value: chosenValue(value, stage, role) }),
      channel === undefined ? {} : { channel },
    )

const ofAlert =
  (action: string, value: Value = ''): Row['act'] =>
  (stage, role) =>
    stage.hands.press(role, alertElement(stage.alert, action), {
      block: `alert ${stage.alert}`,
      value: chosenValue(value, stage, role),
    })

const chosen =
  (q: string): Row['act'] =>
  ({ hands }, role) => {
    const options = [{ text: plain('Rows'), value: asking(q) }]
    const menu = { type: 'static_select', action_id: 'ask0', placeholder: plain('Rows'), options }
    return hands.press(role, menu, { value: asking(q) })
  }

const shareIn = (channel?: string): Row['act'] => pressed('share', asking('kpi bookings'), channel)
const another = no(/shared with another company/)
const linkId = ({ link }: Stage): string => link.split('/').at(-1) ?? ''

export const messageRows: readonly Row[] = [
  { heard: 'action ask0', act: pressed('ask0', asking('kpi bookings')), expected: bookings },
  {
    heard: 'action ask0',
    choice: 'why',
    act: pressed('ask0', asking('why bookings by owner')),
    expected: forNames(/Bookings/),
  },
  { heard: 'action ask0', choice: 'of a menu', act: chosen('rows bookings'), expected: forNames(/Bookings/) },
  {
    heard: 'action share',
    choice: 'among who sees everything',
    act: shareIn(channels.leaders),
    expected: forAll(/Shared in this channel/),
  },
  { heard: 'action share', choice: 'among all', act: shareIn(), expected: forAll(no(/may not see all of this/)) },
  {
    heard: 'action share',
    choice: 'where another company reads along',
    act: shareIn(channels.partners),
    expected: forAll(another, { nobody: another }),
  },
  {
    // An address holds a question and no figure.
    heard: 'action copy_link',
    act: pressed('copy_link', asking('kpi bookings')),
    expected: forAll(/revops\.example\.com\/a\//, { nobody: /revops\.example\.com\/a\// }),
  },
  { heard: 'action open_link', act: pressed('open_link', linkId), expected: bookings },

  { heard: 'action alert_acknowledge', act: ofAlert('alert_acknowledge'), expected: forAll(/You are looking at it/) },
  ...same(
    { heard: 'action alert_snooze', act: ofAlert('alert_snooze'), expected: forAll(/Quiet (for|until)/) },
    snoozes,
    (choice) => ofAlert('alert_snooze', choice),
  ),
  {
    // The form asks for a reason; who may not press is told so when it is sent.
    heard: 'action alert_snooze',
    choice: 'reason',
    act: ofAlert('alert_snooze', 'reason'),
    expected: forAll(/Snooze this alert/, { nobody: /Snooze this alert/ }),
  },
  {
    heard: 'view alert_snooze_form',
    async act({ bot, hands, alert }, role) {
      const element = alertElement(alert, 'alert_snooze')
      await hands.press(role, element, { block: `alert ${alert}`, value: 'reason' })
      const open = bot.sandbox.workspace.modalsOf(hands.idOf(role)).at(-1)
      const form = await formIn(
        bot,
        mail(role),
        Promise.resolve({ ok: true, messages: [], ...(open && { view: open }) }),
      )
      form?.fill({ reason: 'It is being looked at' })
      return hands.told(role, async () => form?.send())
    },
    expected: forAll(/Quiet for a week/),
  },
  {
    heard: 'action alert_assign',
    choice: 'to somebody',
    act: ofAlert('alert_assign', ({ hands }) => hands.idOf('rep')),
    expected: forAll(/Assigned to \*The rep\*/),
  },
  {
    heard: 'action alert_assign',
    choice: 'to nobody of the company',
    act: ofAlert('alert_assign', ({ hands }) => hands.idOf('nobody')),
    expected: forAll(no(/is not in `ssot.users`/)),
  },
  { heard: 'action alert_not_useful', act: ofAlert('alert_not_useful'), expected: forAll(/Thank you/) },

  {
    heard: 'action rule_new',
    act: pressed('rule_new', JSON.stringify({ metric: 'bookings' })),
    expected: forRulers(/New alert/),
  },
  {
    heard: 'action rule_edit',
    choice: 'RevOps’',
    act: pressed('rule_edit', ({ ofOps }) => ofOps),
    expected: forRulers(/Edit alert/, { manager: no(/somebody else’s/) }),
  },
  {
    heard: 'action rule_edit',
    choice: 'a manager’s',
    act: pressed('rule_edit', ({ ofManager }) => ofManager),
    expected: forRulers(/Edit alert/),
  },
  {
    heard: 'action rule_delete',
    act: pressed('rule_delete', ({ doomed }, role) => doomed[role]),
    expected: forRulers(/is deleted/, { manager: no(/somebody else’s/) }),
  },

  { heard: 'action subscribe_new', act: pressed('subscribe_new', '{}'), expected: forAll(/in my direct messages/) },
  {
    heard: 'action subscribe_edit',
    choice: 'one’s own',
    act: pressed('subscribe_edit', ({ subscriptions }, role) => subscriptions[role] ?? 'none'),
    expected: forAll(/Change subscription/),
  },
  {
    heard: 'action subscribe_edit',
    choice: 'a rep’s',
    act: pressed('subscribe_edit', ({ subscriptions }) => subscriptions.rep ?? ''),
    expected: forAll(no(/has ended already/), { rep: /Change subscription/ }),
  },
]
