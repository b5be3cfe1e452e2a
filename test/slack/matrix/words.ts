import { mail } from '../../support/bot.ts'
import { formIn } from '../../support/open-form.ts'
import { bookings, forAll, forRulers, type Row } from './expected.ts'
import { at, textsOf, until } from './rig.ts'
import { command, type Stage } from './stage.ts'

/** What people type, write, paste and open. What each command answers each role is in `answers/matrix.test.ts`. */

const typed =
  (text: string): Row['act'] =>
  async ({ bot, hands }, role) =>
    hands.said(await command(bot, role, text))

const opened =
  (text: string): Row['act'] =>
  async ({ bot, hands }, role) => {
    const form = await formIn(bot, mail(role), command(bot, role, text))
    return hands.said({ ok: true, messages: [], ...(form && { view: form }) })
  }

const says = ({ bot }: Stage, user: string, channel: string, text: string) =>
  bot.control('say', { user, channel, text }) as Promise<{ ts?: string }>

export const wordRows: readonly Row[] = [
  { heard: 'command /revops', act: typed('kpi bookings'), expected: bookings },
  {
    heard: 'command /revops',
    choice: 'alerts new',
    act: opened('alerts new'),
    expected: forRulers(/Fires when it is/),
  },
  {
    heard: 'command /revops',
    choice: 'subscribe',
    act: opened('subscribe'),
    expected: forAll(/in my direct messages/),
  },
  {
    heard: 'event app_mention',
    act: (stage, role) =>
      stage.hands.told(role, () => says(stage, mail(role), at(role), '@RevOps what is our bookings?')),
    expected: bookings,
  },
  {
    heard: 'event message',
    act: (stage, role) => stage.hands.told(role, () => says(stage, mail(role), 'dm', 'kpi bookings')),
    expected: bookings,
  },
  {
    // Somebody reads along who may see nothing: there are no figures, and nothing that tells whoever pasted it apart.
    heard: 'event link_shared',
    async act(stage, role) {
      const { ts } = await says(stage, mail(role), at(role), `See ${stage.link}`)
      const { messages } = stage.bot.sandbox.workspace
      return textsOf(await until(() => messages.all.find((each) => each.ts === ts)?.unfurls)).join('\n')
    },
    expected: forAll(/shown here only where everybody/, { nobody: /shown here only where everybody/ }),
  },
  {
    heard: 'event app_home_opened',
    async act({ bot, hands }, role) {
      const { workspace } = bot.sandbox
      const before = workspace.homeOf(hands.idOf(role))?.hash
      await bot.control('home', { user: mail(role) })
      const view = await until(() => {
        const found = workspace.homeOf(hands.idOf(role))
        return found && found.hash !== before ? found : undefined
      })
      return hands.said({ ok: true, messages: [], view })
    },
    expected: forAll(/Refresh/),
  },
]
