import { setTimeout as sleep } from 'node:timers/promises'
import type { StoredView } from '../../../sandbox/server/model.ts'
import { createAlertRules } from '../../../src/state/alert-rules.ts'
import { openStatePool } from '../../../src/state/pool.ts'
import { type Answer, mail, type SmallBot, startSmallBot } from '../../support/bot.ts'
import { formOf } from '../../support/open-form.ts'
import { type Role, roles } from '../../support/roles.ts'
import type { Row } from '../../support/rows.ts'
import { ruleSpec } from '../../support/rule-spec.ts'

const now = '2026-11-16T00:00:00Z'
export const channels = { sales: 'C0SALES001', leaders: 'C0LEADERS1', partners: 'C0PARTNER1' } as const
/** A channel in which all are, for what one of them does. */
export const at = (role: Role): string => `C0AT${role.toUpperCase()}`

const users = roles.slice(0, 6).map(
  (role): Row<'users'> => ({
    id: role,
    name: `The ${role}`,
    email: mail(role),
    role,
    team: 'East',
    manager_id: role === 'rep' || role === 'cs' ? 'manager' : null,
  }),
)
const won = { stage_id: 'won', closed_at: '2026-11-10T09:00', created_at: '2026-10-02' }

/** The whole product with one person of each role in its Slack. */
export const startRig = (): Promise<SmallBot> =>
  startSmallBot({
    at: now,
    rows: {
      users,
      accounts: [{ id: 'acme', name: 'Acme', segment: 'SMB', owner_id: 'rep', csm_id: 'cs' }],
      opportunities: [
        { ...won, id: 'w', owner_id: 'rep', amount: 100 },
        { ...won, id: 'm', owner_id: 'manager', amount: 30 },
      ],
      freshness: [{ source: 'crm', synced_at: '2026-11-16T08:30' }],
    },
    people: roles.map((role) => ({ name: role, role })),
    channels: [
      ...roles.map((role) => ({ id: at(role), name: `at-${role}` })),
      { id: channels.sales, name: 'sales' },
      { id: channels.leaders, name: 'leaders', members: ['ops', 'executive'].map(mail) },
      { id: channels.partners, name: 'partners', isExtShared: true },
    ],
    business: {
      questionsPerMinute: null,
      staleAfterHours: 10_000,
      channels: {
        sales: channels.sales,
        'sales-alerts': null,
        'cs-alerts': null,
        'marketing-alerts': null,
        revenue: null,
        ops: null,
      },
    },
    environment: { REVOPS_PUBLIC_URL: 'https://revops.example.com' },
    rateSpeed: 10_000,
  })

/** What somebody does in Slack, and in what words that ends. */
export function handsOf(bot: SmallBot) {
  const { workspace } = bot.sandbox
  const idOf = (role: Role): string => workspace.findPerson(mail(role))?.id ?? ''
  let serial = 0

  /** Presses an element of a message of the bot's that stands before everybody there. */
  async function press(role: Role, element: object, { channel = at(role), block = 'buttons', value = '' } = {}) {
    const message = workspace.messages.add({
      channel,
      from: workspace.identity.botUser,
      text: 'Something to press',
      blocks: [{ type: 'actions', block_id: block, elements: [element] }],
      via: 'test',
    })
    const { action_id } = element as { action_id: string }
    const chosen = value === '' ? {} : { value }
    const answer = await bot.control('click', { user: mail(role), channel, ts: message.ts, action_id, ...chosen })
    // What stands in a form's place while it is made.
    if (answer.view) await formOf(bot, mail(role), answer.view.id)
    return said(answer)
  }

  /** A view that somebody else was given, as if this person had it open. */
  function given(role: Role, { kind, view }: Pick<StoredView, 'kind' | 'view'>): StoredView {
    serial += 1
    const own = kind === 'home' ? workspace.homeOf(idOf(role)) : undefined
    const id = own?.id ?? `V0MATRIX${serial}`
    if (kind === 'modal') workspace.closeModals(idOf(role))
    const stored: StoredView = { id, user: idOf(role), kind, view, hash: `1.${serial}`, root: id, previous: null }
    workspace.saveView(stored)
    return stored
  }

  /** What came of it: the bot's words, or those of the view that it showed. */
  function said({ messages = [], view, errors, error }: Answer): string {
    const shown = view && 'blocks' in view ? view : workspace.view(view?.id ?? '')?.view
    const words = textsOf([messages.map(({ text, blocks }) => ({ text, blocks })), shown, errors])
    return words.length > 0 ? words.join('\n') : `nothing: ${error}`
  }

  /** What is said to somebody, to them alone or in their direct messages, because of something they did. */
  async function told(role: Role, act: () => Promise<unknown>): Promise<string> {
    const person = workspace.findPerson(mail(role))
    const direct = person && workspace.directWith(person).id
    const words = () =>
      workspace.messages.all.filter(
        ({ from, onlyFor, channel }) =>
          from === workspace.identity.botUser && (onlyFor === person?.id || (onlyFor === null && channel === direct)),
      )
    const before = words().length
    await act()
    const { text, blocks } = await until(() => words()[before])
    return textsOf({ text, blocks }).join('\n')
  }

  return { idOf, press, given, said, told }
}

export function textsOf(node: unknown): string[] {
  if (typeof node === 'string') return [node]
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsOf) : []
}

export async function until<T>(find: () => T | undefined): Promise<T> {
  const began = performance.now()
  for (;;) {
    const found = find()
    if (found !== undefined) return found
    if (performance.now() - began > 20_000) throw new Error('it does not come')
    await sleep(30)
  }
}

const spec = ruleSpec({
  name: 'Kept',
  over: { days: 28 },
  conditions: [{ kind: 'level', below: 1, clears: 1 }],
  schedule: 'weekdays at 09:00',
})

/** Rules that somebody made in Slack, by their ids. */
export async function keepRules(bot: SmallBot, ...makers: readonly Role[]): Promise<string[]> {
  const pool = openStatePool({ url: bot.own.url, onIdleError: () => undefined })
  const rules = createAlertRules(pool, async () => undefined)
  const ids: string[] = []
  for (const madeBy of makers) {
    const scope = madeBy === 'manager' ? 'team' : 'company'
    ids.push(await rules.add({ spec, madeBy, scope, knownSince: bot.clock.now() }))
  }
  await pool.end()
  return ids
}
