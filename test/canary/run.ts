import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { type Answers, createAnswers } from '../../src/answers/answer.ts'
import { openWorkshop } from '../../src/answers/open.ts'
import type { Shared } from '../../src/answers/share.ts'
import { type Catalog, loadCatalog } from '../../src/catalog.ts'
import { loadConfig } from '../../src/config.ts'
import { accessConfig } from '../../src/config-access.ts'
import type { Message } from '../../src/define/message.ts'
import type { BotState } from '../../src/define/state.ts'
import { UserError } from '../../src/errors.ts'
import { closed, unfurled } from '../../src/present/unfurl.ts'
import type { AccessSettings } from '../../src/query/access.ts'
import type { TestDatabase } from '../support/database.ts'
import { type Rows, writeWorld } from '../support/rows.ts'
import { type Axes, kept } from './axes.ts'
import { companies, companyNow } from './company.ts'
import { firingFor } from './firing.ts'
import { canariesIn, canaryIn } from './found.ts'
import { questions } from './questions.ts'
import { accesses, type Person, peopleOf, planted, type Reach, reachOf, seesAll } from './reach.ts'

/** Questions that are asked of one company as one person sees it. */
const perRound = 40
const atOnce = 4
const now = Temporal.Instant.from(companyNow)

export interface CanaryOptions {
  /** Empty tables of the contract, which are filled. */
  readonly database: Pick<TestDatabase, 'url' | 'query'>
  readonly questions: number
  readonly seed: number
  readonly axes?: Axes
}

export interface CanaryOutcome {
  readonly asked: number
  readonly answered: number
  readonly refused: number
  readonly followUps: number
  /** Shared by anybody with several, among them the person whose canaries are planted; and refused to be. */
  readonly shared: number
  readonly notShared: number
  /** Answers to others that hold canaries and were not shared: there were some to be found. */
  readonly marked: number
  /** Rounds in which configuration says who sees what, and questions of KPIs that are withheld. */
  readonly configured: number
  readonly withheld: number
  /** Each with what was asked, by whom and what was found: none, if the product holds. */
  readonly leaks: readonly string[]
  /** What went wrong otherwise than by a sentence. */
  readonly failures: readonly string[]
}

interface Asked {
  readonly text: string
  readonly locale: 'en' | 'ja'
  /** Who shares it, and who reads along; beside the person whose canaries are planted. */
  readonly sharer: number
  readonly readers: readonly number[]
}

interface Round {
  readonly company: Rows
  readonly access: AccessSettings
  readonly asker: number
  readonly asked: readonly Asked[]
}

/** Asks everything of random companies in which all that the asker may not see is marked, and looks for the marks. */
export async function runCanary({
  database,
  questions: wanted,
  seed,
  axes = kept,
}: CanaryOptions): Promise<CanaryOutcome> {
  const catalog = await loadCatalog()
  const found = { asked: 0, answered: 0, refused: 0, followUps: 0, shared: 0, notShared: 0, marked: 0 }
  const covered = { configured: 0, withheld: 0 }
  const leaks: string[] = []
  const failures: string[] = []

  async function askAll(
    { company, asked }: Round,
    rows: Rows,
    answers: Answers,
    who: Person,
    reach: Reach,
  ): Promise<void> {
    const people = peopleOf(company)
    const nameOf = (id: string): string => String(rows.users?.find((each) => each.id === id)?.name)
    const look = (text: string, seen: Message, question: string, how: string): void => {
      const hidden = seen.readings.filter(
        ({ metric, reason }) => reach.withheld.has(metric) && reason !== 'not_allowed',
      )
      const canaries = [...canariesIn(seen, question), ...hidden.map(({ metric }) => `a reading of ${metric}`)]
      if (canaries.length === 0) return
      leaks.push(`${how} “${text}” as ${describe(who, reach)}: ${canaries.slice(0, 3).join(' | ')}`)
    }
    const asking = (text: string, locale: 'en' | 'ja', id: string) => ({ text, locale, now, email: mail(id) })
    async function ask(text: string, locale: 'en' | 'ja', how: string): Promise<Message | undefined> {
      found.asked += 1
      const said = await tried(answers, asking(text, locale, who.id), failures)
      if (said === undefined) return undefined
      if (typeof said !== 'string') {
        found.answered += 1
        look(text, said, text, how)
        return said
      }
      found.refused += 1
      if (/is not open to your role|権限上閲覧できません/.test(said)) covered.withheld += 1
      if (canaryIn(said, text).length > 0) leaks.push(`${how} “${text}” as ${describe(who, reach)}, refused: ${said}`)
      return undefined
    }
    async function press(message: Message, locale: 'en' | 'ja', i: number, how: string): Promise<void> {
      const pressed = message.followUps?.[i % (message.followUps.length || 1)]
      if (!pressed) return
      found.followUps += 1
      await ask(pressed.question, locale, how)
    }
    async function share({ text, locale, sharer, readers }: Asked, i: number): Promise<void> {
      const by = people[sharer % people.length]?.id ?? ''
      // Whoever shares reads it anyway; of who has no row nobody knows what they may see.
      const others = readers.map((each) => people[each % (people.length + 1)]?.id ?? 'x9')
      const reading = [who.id, ...others].filter((id) => id !== by)
      const theirs = await answers
        .share({ ...asking(text, locale, by), readers: reading.map(mail) })
        .catch((error: unknown): Shared | undefined => {
          if (!(error instanceof UserError)) failures.push(`shared “${text}” as ${by}: ${String(error)}`)
          return undefined
        })
      if (!theirs) return
      const { message } = theirs.answered
      const isOpen = theirs.kind === 'open'
      found[isOpen ? 'shared' : 'notShared'] += 1
      if (isOpen) look(text, without(nameOf(by), message), text, `shared by ${by} with ${reading.join(' ')}`)
      else if (canariesIn(message, text).length > 0) found.marked += 1
      // What stands below a link to it that is pasted where all of them read.
      const below = isOpen
        ? unfurled(without(nameOf(by), message), { id: 'x', question: text, by: 'U0', locale })
        : closed('x', locale)
      const shown = { text: '', blocks: below, charts: [], readings: [] }
      look(text, shown, isOpen ? text : '', `unfurled for ${by} before ${reading.join(' ')}`)
      await press(message, locale, i, 'pressed on another’s')
    }
    const waiting = asked.entries()
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const [i, each] of waiting) {
          const mine = await ask(each.text, each.locale, 'asked')
          if (mine) await press(mine, each.locale, i, 'pressed')
          if (i % 4 === 0) await share(each, i)
        }
      }),
    )
  }

  for (const round of roundsOf(catalog, seed)) {
    if (found.asked >= wanted) break
    const { company, access } = round
    const who = askerOf(round)
    const reach = reachOf(who, access)
    const world = planted(company, who, reach, axes)
    await writeWorld(database, 'Asia/Tokyo', world.rows)
    const workshop = openFor(database.url, access, catalog, firingFor(world, who, reach, axes))
    if (Object.keys(access).length > 0) covered.configured += 1
    try {
      await askAll(round, world.rows, createAnswers(workshop), who, reach)
    } finally {
      await workshop.source.close()
    }
  }
  return { ...found, ...covered, leaks, failures }
}

/** Who shares something is told to all who read it. */
const without = (name: string, message: Message): Message =>
  JSON.parse(JSON.stringify(message).replaceAll(name, 'the sharer'))

const mail = (id: string): string => `${id}@example.com`
const describe = ({ id, role }: Person, { records, withheld }: Reach): string =>
  `${id} (${role}, sees ${records}${withheld.size > 0 ? ` without ${[...withheld].join(' ')}` : ''})`

/** The product over a company whose configuration says who sees what. */
function openFor(
  url: string,
  access: AccessSettings,
  catalog: Catalog,
  firing: Awaited<ReturnType<BotState['firing']>>,
) {
  const config = loadConfig({ SSOT_URL: url })
  const none = async () => []
  const trouble = async () => ({ waitingSeconds: null, lastError: null })
  const state: BotState = { firing: async () => firing, runs: none, deliveries: none, trouble }
  const business = { ...config.business, access: accessConfig.parse(access) }
  return openWorkshop({ ...config, business }, { state, catalog })
}

async function tried(
  answers: Answers,
  asking: Parameters<Answers['answer']>[0],
  failures: string[],
): Promise<Message | string | undefined> {
  try {
    return (await answers.answer(asking)).message
  } catch (error) {
    if (error instanceof UserError) return error.message
    failures.push(`“${asking.text}” as ${asking.email}: ${error instanceof Error ? error.stack : String(error)}`)
    return undefined
  }
}

/** One round after the other, the same for a seed however many are wanted. */
function* roundsOf(catalog: Catalog, seed: number): Generator<Round> {
  const question = fc.record({
    text: questions(catalog),
    locale: fc.constantFrom('en' as const, 'ja' as const),
    sharer: fc.nat(),
    readers: fc.array(fc.nat(), { maxLength: 3 }),
  })
  const round = fc.record({
    company: companies,
    access: accesses,
    asker: fc.nat(),
    asked: fc.array(question, { minLength: perRound, maxLength: perRound }),
  })
  for (let n = 0; ; n += 1) yield* fc.sample(round, { seed: seed * 100_003 + n, numRuns: 1 })
}

/** Somebody who may not see everything. */
function askerOf({ company, access, asker }: Pick<Round, 'company' | 'access' | 'asker'>): Person {
  const people = peopleOf(company).filter((each) => !seesAll(reachOf(each, access)))
  const who = people[asker % people.length]
  if (!who) throw new Error('everybody in the company sees everything')
  return who
}
