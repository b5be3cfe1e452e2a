import { Temporal } from 'temporal-polyfill'
import type { StoredView } from '../../../sandbox/server/model.ts'
import { button } from '../../../src/blocks/build.ts'
import type { Element } from '../../../src/blocks/elements.ts'
import { alertButtons } from '../../../src/present/alerts/buttons.ts'
import { type Answer, mail, type SmallBot } from '../../support/bot.ts'
import { formIn } from '../../support/open-form.ts'
import { type Role, roles } from '../../support/roles.ts'
import { registering } from './registered.ts'
import { at, handsOf, keepRules, startRig, until } from './rig.ts'

/** A bot to whom all has happened that there may be something to press of. */
export interface Stage {
  readonly bot: SmallBot
  readonly registered: readonly string[]
  readonly hands: ReturnType<typeof handsOf>
  /** What an alert of the company's was told under. */
  readonly alert: string
  /** Rules of RevOps', one for each role to delete. */
  readonly doomed: Readonly<Record<Role, string>>
  readonly ofOps: string
  readonly ofManager: string
  /** Everybody's own, by whose it is. */
  readonly subscriptions: Readonly<Record<string, string>>
  /** The address of an answer. */
  readonly link: string
  /** As RevOps sees them. */
  readonly views: Readonly<Record<'rule' | 'subscribe' | 'home', StoredView>>
}

export const command = (bot: SmallBot, role: Role, text: string): Promise<Answer> =>
  bot.control('command', { user: mail(role), channel: at(role), text })

export const asking = (q: string): string => JSON.stringify({ q })

/** An element of an alert's message. */
export function alertElement(key: string, action: string): Element {
  const block = alertButtons({ key, locale: 'en', ask: undefined, acknowledged: false, over: false })
  const found = block.elements.find((element) => 'action_id' in element && element.action_id === action)
  if (!found) throw new Error(`no alert has ${action}`)
  return found
}

export async function prepare(): Promise<Stage> {
  const { started: bot, registered } = await registering(startRig)
  const hands = handsOf(bot)
  const { workspace } = bot.sandbox
  const viewOf = (id: string | undefined): StoredView => {
    const view = workspace.view(id ?? '')
    if (!view) throw new Error('nothing was opened')
    return view
  }
  const rule = await formIn(bot, mail('ops'), command(bot, 'ops', 'alerts new'))
  rule?.fill({ metric: 'bookings', condition: 'above', value: '1', atLeast: '1', channel: 'sales' })
  await rule?.press('rule_metric', 'bookings')
  const ruleView = viewOf(rule?.id)
  await rule?.send()
  // 130 were won in the 28 days before.
  await bot.clock.set(Temporal.Instant.from('2026-11-17T00:01:00Z'))
  const alert = await until(
    () => /"alert ([^"]+)"/.exec(JSON.stringify(bot.sandbox.messages('sales').map(({ blocks }) => blocks)))?.[1],
  )
  const subscribe = await formIn(bot, mail('ops'), command(bot, 'ops', 'subscribe'))
  const subscribeView = viewOf(subscribe?.id)
  const doomed = await keepRules(bot, ...roles.map(() => 'ops' as const))
  const [ofOps = '', ofManager = ''] = await keepRules(bot, 'ops', 'manager')
  for (const role of roles.slice(0, 6)) await command(bot, role, 'subscribe kpi win_rate')
  const { rows } = await bot.own.query('select id::text, person from revops.subscriptions')
  const copy = button({ text: 'Copy link', actionId: 'copy_link', value: asking('kpi bookings') })
  const link = /<(https:[^>]+)>/.exec(await hands.press('ops', copy))?.[1] ?? ''
  await bot.control('home', { user: mail('ops') })
  const home = await until(() => workspace.homeOf(hands.idOf('ops')))
  return {
    bot,
    registered,
    hands,
    alert,
    doomed: Object.fromEntries(roles.map((role, i) => [role, doomed[i] ?? ''])) as Record<Role, string>,
    ofOps,
    ofManager,
    subscriptions: Object.fromEntries(rows.map(({ id, person }) => [person, id])),
    link,
    views: { rule: ruleView, subscribe: subscribeView, home },
  }
}
