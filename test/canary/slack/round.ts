import { setTimeout as sleep } from 'node:timers/promises'
import type { CatalogView } from '../../../src/define/catalog.ts'
import type { AccessSettings } from '../../../src/query/access.ts'
import { formIn, type OpenForm } from '../../support/open-form.ts'
import type { Rows } from '../../support/rows.ts'
import { canariesIn } from '../found.ts'
import { type Person, peopleOf, reachOf, seesAll } from '../reach.ts'
import { crowd, mail, startCanaryBot, team } from './bot.ts'
import { type Sight, watch } from './sight.ts'

/** A company as one person meets it in Slack, from Monday morning on. */
export interface SlackRound {
  readonly company: Rows
  readonly access: AccessSettings
  readonly who: Person
  /** Numbers to choose by, as many as are needed. */
  readonly chance: readonly number[]
}

export interface Where {
  readonly ssotUrl: string
  readonly databaseUrl: string
}

export interface RoundOutcome {
  /** Everything that this person saw of the bot. */
  readonly sights: readonly Sight[]
  /** Posts of the company, answers to others: those that hold canaries were there to be leaked. */
  readonly marked: number
  /** Buttons of alerts that they pressed, rules of their own that were looked at or made. */
  readonly pressed: number
  readonly previews: number
  readonly rules: number
}

/** Monday 16 November 2026, 07:00 in Tokyo: before the week's reports. */
const morning = '2026-11-15T22:00:00Z'
/** When all that the week begins with has been posted. */
const halfPastNine = '2026-11-16T00:30:00Z'
/** Of each channel of the company; each press is a question. */
const mostAlerts = 2

/**
 * Does what there is to be done in Slack as somebody who may not see everything: subscribes, makes rules, waits for the
 * clock, presses what others are shown, and has others share with them.
 */
export async function runRound(round: SlackRound, catalog: CatalogView, where: Where): Promise<RoundOutcome> {
  const { company, access, who, chance } = round
  const people = peopleOf(company)
  let drawn = 0
  const pick = <T>(all: readonly T[]): T => {
    drawn += 1
    const one = all[(chance[drawn % chance.length] ?? 0) % all.length]
    if (one === undefined) throw new Error('there is nothing to choose from')
    return one
  }
  const metrics = [...catalog.metrics].filter(([, { kind }]) => kind !== 'table').map(([id]) => id)
  const members = [...new Set([who.id, pick(people).id, pick(people).id])]
  const bot = await startCanaryBot({ ...where, rows: company, access, members, at: morning })
  const counts = { marked: 0, pressed: 0, previews: 0, rules: 0 }
  try {
    const sights = watch(bot.sandbox, who.id)
    const as = (id: string, path: string, body: object) => bot.control(path, { user: mail(id), ...body })
    const command = (id: string, text: string, channel = crowd) => as(id, 'command', { channel, text })

    await subscribe()
    await makeRule()
    await bot.moveTo(halfPastNine)
    await Promise.all([pressAlerts(), lookAtHome(), ask(), beShownByOthers()])
    await fillSubscribeForm()
    await sights.settled()
    counts.marked += companyPosts().filter(marks).length
    return { ...counts, sights: sights.all }

    async function subscribe(): Promise<void> {
      const account = `Account ${pick([0, 1, 2, 3, 4, 5, 6, 7])}`
      const here = (text: string) => command(who.id, text, team)
      const direct = [
        ...[...catalog.reports.keys()].map((id) => `subscribe ${id.replaceAll('_', '-')} daily at 9`),
        `subscribe kpi ${pick(metrics)} by ${pick(['owner', 'account', 'segment', 'team'])} daily at 9`,
        `subscribe kpi ${pick(metrics)}, ${pick(metrics)} daily at 9`,
        `subscribe account ${account} daily at 9`,
        'subscribe account Account',
        'subscriptions',
      ]
      await Promise.all([
        ...direct.map((text) => command(who.id, text)),
        here('subscribe daily-standup daily at 9 here'),
        here('subscribe kpi bookings by owner daily at 9 here'),
      ])
    }

    /** Where they may make any: one that is previewed over several KPIs, and then kept. */
    async function makeRule(): Promise<void> {
      let form = await openRule()
      for (let i = 0; i < 3 && form; i += 1) {
        await preview(form)
        // Of a KPI that is not theirs they are told so in the form's place.
        if (!form.fields().includes('condition')) form = await openRule()
      }
      if (!form) return
      for (const channel of ['owner', 'team']) {
        form.fill({ channel, schedule: 'weekdays at 09:15' })
        const { response_action } = await form.send()
        if (response_action !== 'update') continue
        counts.rules += 1
        return
      }
    }

    async function openRule(): Promise<OpenForm | undefined> {
      const form = await formIn(bot, mail(who.id), command(who.id, 'alerts new'))
      return form?.fields().includes('condition') ? form : undefined
    }

    async function preview(form: OpenForm): Promise<void> {
      const metric = pick(form.choices('metric'))
      form.fill({ metric })
      await form.press('rule_metric', metric)
      const by = form.choices(`by ${metric}`)
      // What is counted as of a day has no stretch.
      const over = form.choices('over')
      form.fill({
        [`by ${metric}`]: by.find((each) => ['owner', 'account'].includes(each)) ?? by[0] ?? '',
        over: over.length > 0 ? pick(over) : '',
        // Whatever there is lies above or below one of these.
        condition: pick(['above', 'below']),
        value: pick(['-1000000', '99000000', '0']),
        atLeast: '1',
        confidence: '',
        channel: 'team',
      })
      await form.press('rule_preview', 'preview')
      counts.previews += 1
    }

    function companyPosts() {
      const { identity } = bot.sandbox.workspace
      const own = [team, crowd]
      return bot.sandbox
        .messages()
        .filter(({ from, channel, ephemeral }) => from === identity.botUser && !ephemeral && !own.includes(channel))
        .filter(({ channel }) => channel.startsWith('C'))
    }

    /** What the company is told is pressed by somebody who may not see all that it tells. */
    async function pressAlerts(): Promise<void> {
      const alerts = companyPosts().filter((message) => offers(message, 'alert_not_useful'))
      const some = alerts.filter(
        ({ channel }, i) => alerts.slice(0, i).filter((each) => each.channel === channel).length < mostAlerts,
      )
      await Promise.all(
        some.map(async (message) => {
          const { channel, ts } = message
          // To oneself: whom somebody chose by name is told by name.
          const self = bot.sandbox.workspace.findPerson(mail(who.id))?.id
          for (const [action_id, value] of [
            ['ask0', undefined],
            ['alert_acknowledge', undefined],
            ['alert_assign', self],
            ['alert_snooze', pick(['day', 'week', 'change', 'reason'])],
            ['alert_not_useful', undefined],
          ] as const) {
            if (!offers(message, action_id)) continue
            await as(who.id, 'click', { channel, ts, action_id, value })
            counts.pressed += 1
          }
        }),
      )
    }

    async function lookAtHome(): Promise<void> {
      await as(who.id, 'home', {})
      const person = bot.sandbox.workspace.findPerson(mail(who.id))?.id ?? ''
      for (const value of ['last quarter', 'this month', 'own']) {
        const view = await until(() => bot.sandbox.workspace.homeOf(person))
        if (!view) continue
        await as(who.id, 'click', { view_id: view.id, action_id: 'home_period', value })
      }
    }

    async function ask(): Promise<void> {
      for (const text of [
        'alerts',
        'home last month',
        `rows ${pick(metrics)} this year csv`,
        'rows bookings this year csv',
        `kpi ${pick(metrics)} by owner`,
      ]) {
        const answer = await command(who.id, text, pick([team, crowd]))
        const [message] = answer.messages
        if (!message) continue
        const pressed = ['ask1', 'ask0'].find((action) => offers(message, action))
        if (pressed === undefined) continue
        const { channel, ts } = message
        await as(who.id, 'click', { channel, ts, action_id: pressed, value: valueIn(message.blocks, pressed) })
      }
      await as(who.id, 'say', { channel: 'dm', text: `show me ${pick(metrics)} by owner` })
      await as(who.id, 'say', { channel: team, text: '@RevOps pipeline attention please' })
    }

    /** Several people share answers where this person reads along, and paste links to them. */
    async function beShownByOthers(): Promise<void> {
      const all = people.find((each) => seesAll(reachOf(each, access)))
      const by = [...new Set([all?.id, pick(people).id, pick(people).id])].filter((id) => id !== undefined)
      const places = by.flatMap((id) => {
        const question = pick([
          'kpi bookings by owner',
          'pipeline',
          'digest',
          `kpi ${pick(metrics)}`,
          'why bookings by account',
        ])
        return [team, crowd].map((channel) => ({ id, question, channel }))
      })
      await Promise.all(places.map(beShown))
    }

    async function beShown({
      id,
      question,
      channel,
    }: {
      id: string
      question: string
      channel: string
    }): Promise<void> {
      const [answer] = (await command(id, question, channel)).messages
      if (!answer) return
      if (marks(answer)) counts.marked += 1
      const press = (action_id: string) => as(id, 'click', { channel, ts: answer.ts, action_id })
      if (offers(answer, 'share')) await press('share')
      if (!offers(answer, 'copy_link')) return
      const link = /<(https:[^>]+)>/.exec((await press('copy_link')).messages[0]?.text ?? '')?.[1]
      const { ts } = await as(id, 'say', { channel, text: `See ${link} please` })
      const below = await until(() => bot.sandbox.messages().find((message) => message.ts === ts)?.unfurls)
      if (below) await as(who.id, 'click', { channel, ts, action_id: 'open_link' })
    }

    async function fillSubscribeForm(): Promise<void> {
      const form = await formIn(bot, mail(who.id), command(who.id, 'subscribe'))
      if (!form) return
      for (const what of form.choices('what')) {
        form.fill({ what })
        await form.press('subscribe_what', what)
        form.fill({ metric: 'bookings', question: 'by owner', account: pick(['Account', 'Account 3', 'a5']) })
      }
      form.fill({ place: 'here' })
      await form.send()
    }
  } finally {
    await bot.stop()
  }
}

interface Shown {
  readonly text: string
  readonly blocks: readonly unknown[]
}

const marks = ({ text, blocks }: Shown): boolean =>
  canariesIn({ text, blocks: blocks as never, charts: [], readings: [] }, '').length > 0

const offers = ({ blocks }: Shown, action: string): boolean => JSON.stringify(blocks).includes(`"${action}"`)

/** What is there in the end; undefined where it does not come. */
async function until<T>(find: () => T | undefined): Promise<T | undefined> {
  const began = performance.now()
  for (;;) {
    const found = find()
    if (found !== undefined || performance.now() - began > 5_000) return found
    await sleep(50)
  }
}

/** What a menu offers first: a press of a button needs none. */
function valueIn(blocks: readonly unknown[], actionId: string): string | undefined {
  const found = new RegExp(`"action_id":"${actionId}"[^\\]]*?"options":\\[\\{.*?"value":("(?:[^"\\\\]|\\\\.)*")`).exec(
    JSON.stringify(blocks),
  )
  return found?.[1] === undefined ? undefined : String(JSON.parse(found[1]))
}
