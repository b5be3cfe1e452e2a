import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { type Answers, createAnswers } from '../../src/answers/answer.ts'
import { openWorkshop } from '../../src/answers/open.ts'
import type { Shared } from '../../src/answers/share.ts'
import { loadCatalog } from '../../src/catalog.ts'
import { loadConfig } from '../../src/config.ts'
import type { CatalogView } from '../../src/define/catalog.ts'
import type { Message } from '../../src/define/message.ts'
import type { BotState } from '../../src/define/state.ts'
import { UserError } from '../../src/errors.ts'
import { closed, unfurled } from '../../src/present/unfurl.ts'
import type { TestDatabase } from '../support/database.ts'
import { type Row, type Rows, writeWorld } from '../support/rows.ts'
import { companies, companyNow } from './company.ts'
import { canariesIn, canaryIn } from './found.ts'
import { type Planted, plantFor, plantNames } from './plant.ts'
import { questions } from './questions.ts'

/** Questions that are asked of one company as one person sees it. */
const perRound = 40
const atOnce = 4
const now = Temporal.Instant.from(companyNow)

export interface CanaryOptions {
  /** Empty tables of the contract, which are filled. */
  readonly database: Pick<TestDatabase, 'url' | 'query'>
  readonly questions: number
  readonly seed: number
}

export interface CanaryOutcome {
  readonly asked: number
  readonly answered: number
  readonly refused: number
  readonly followUps: number
  /** Shared by who sees everything with the person whose canaries are planted; and refused to be. */
  readonly shared: number
  readonly notShared: number
  /** Answers to who sees everything that hold canaries: there were some to be found. */
  readonly marked: number
  /** Each with what was asked, by whom and what was found: none, if the product holds. */
  readonly leaks: readonly string[]
  /** What went wrong otherwise than by a sentence. */
  readonly failures: readonly string[]
}

interface Round {
  readonly company: Rows
  readonly asker: number
  readonly asked: readonly { readonly text: string; readonly locale: 'en' | 'ja' }[]
}

/** Asks everything of random companies in which all that the asker may not see is marked, and looks for the marks. */
export async function runCanary({ database, questions: wanted, seed }: CanaryOptions): Promise<CanaryOutcome> {
  const catalog = await loadCatalog()
  const found = { asked: 0, answered: 0, refused: 0, followUps: 0, shared: 0, notShared: 0, marked: 0 }
  const leaks: string[] = []
  const failures: string[] = []
  let firing: BotState['firing'] = async () => []
  const none = async () => []
  const trouble = async () => ({ waitingSeconds: null, lastError: null })
  const state: BotState = { firing: () => firing(), runs: none, deliveries: none, trouble }
  const workshop = openWorkshop(loadConfig({ SSOT_URL: database.url }), { state, catalog })
  const answers = createAnswers(workshop)

  async function askAll({ asked }: Round, who: Person, { sees }: Planted): Promise<void> {
    const totalsOnly = who.role === 'marketing'
    const look = (text: string, canaries: readonly string[], how: string): void => {
      if (canaries.length > 0)
        leaks.push(`${how} “${text}” as ${who.id} (${who.role}, sees ${sees}): ${canaries.slice(0, 3).join(' | ')}`)
    }
    const asking = (text: string, locale: 'en' | 'ja', id: string) => ({
      text,
      locale,
      now,
      email: `${id}@example.com`,
    })
    async function ask(text: string, locale: 'en' | 'ja', how: string): Promise<Message | undefined> {
      found.asked += 1
      const said = await tried(answers, asking(text, locale, who.id), failures)
      if (typeof said === 'string') look(text, canaryIn(said, text, totalsOnly), `${how}, refused`)
      else if (said) look(text, canariesIn(said, text, totalsOnly), how)
      if (said) found[typeof said === 'string' ? 'refused' : 'answered'] += 1
      return typeof said === 'string' ? undefined : said
    }
    async function one({ text, locale }: Round['asked'][number], i: number): Promise<void> {
      const mine = await ask(text, locale, 'asked')
      const own = mine?.followUps?.[i % (mine.followUps.length || 1)]
      if (own) {
        found.followUps += 1
        await ask(own.question, locale, 'pressed')
      }
      if (i % 4 !== 0) return
      // The message of somebody who sees everything, whose buttons another presses, and which is shared with them.
      const theirs = await answers
        .share({ ...asking(text, locale, 'e0'), readers: [`${who.id}@example.com`] })
        .catch((error: unknown): Shared | undefined => {
          if (!(error instanceof UserError)) failures.push(`shared “${text}”: ${String(error)}`)
          return undefined
        })
      if (!theirs) return
      if (theirs.kind === 'open') look(text, canariesIn(theirs.answered.message, text, totalsOnly), 'shared')
      // What stands below a link to it that is pasted where both read.
      const below =
        theirs.kind === 'open'
          ? unfurled(theirs.answered.message, { id: 'x', question: text, by: 'U0', locale })
          : closed('x', locale)
      const shown = { text: '', blocks: below, charts: [], readings: [] }
      look(text, canariesIn(shown, theirs.kind === 'open' ? text : '', totalsOnly), 'unfurled')
      found[theirs.kind === 'open' ? 'shared' : 'notShared'] += 1
      if (theirs.kind === 'closed' && canariesIn(theirs.answered.message, text, totalsOnly).length > 0)
        found.marked += 1
      const pressed = theirs.answered.message.followUps?.[i % (theirs.answered.message.followUps.length || 1)]
      if (pressed) {
        found.followUps += 1
        await ask(pressed.question, locale, 'pressed on another’s')
      }
    }
    const waiting = asked.entries()
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const [i, each] of waiting) await one(each, i)
      }),
    )
  }

  try {
    for (const round of roundsOf(catalog, seed)) {
      if (found.asked >= wanted) break
      const who = askerOf(round)
      const planted = plantedFor(round, who)
      await writeWorld(database, 'Asia/Tokyo', planted.rows)
      firing = async () => firingFor(planted, who)
      await askAll(round, who, planted)
    }
  } finally {
    await workshop.source.close()
  }
  return { ...found, leaks, failures }
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
function* roundsOf(catalog: CatalogView, seed: number): Generator<Round> {
  const question = fc.record({ text: questions(catalog), locale: fc.constantFrom('en' as const, 'ja' as const) })
  const round = fc.record({
    company: companies,
    asker: fc.nat(),
    asked: fc.array(question, { minLength: perRound, maxLength: perRound }),
  })
  for (let n = 0; ; n += 1) yield* fc.sample(round, { seed: seed * 100_003 + n, numRuns: 1 })
}

type Person = Row<'users'> & { readonly id: string; readonly role: string }

/** Somebody who may not see everything. */
function askerOf({ company, asker }: Round): Person {
  const people = (company.users ?? []).filter(
    (each): each is Person => typeof each.id === 'string' && !['executive', 'ops'].includes(String(each.role)),
  )
  const who = people[asker % people.length]
  if (!who) throw new Error('the company has nobody to ask')
  return who
}

function plantedFor({ company }: Round, who: Person): Planted {
  return who.role === 'marketing' ? plantNames(company, who) : plantFor(company, belowOf(company, who.id))
}

/** Somebody and everybody below them; told a second time, beside the product’s own. */
function belowOf({ users = [] }: Rows, id: string): ReadonlySet<string> {
  const ids = new Set([id])
  for (let before = 0; before < ids.size; ) {
    before = ids.size
    for (const { id: each, manager_id } of users) if (ids.has(String(manager_id))) ids.add(String(each))
  }
  return ids
}

/** An alert about each person, each account and the company; of those that may not be seen it is a canary. */
function firingFor({ rows, sees }: Planted, { role }: Person): Awaited<ReturnType<BotState['firing']>> {
  const own = new Set(sees.split(' '))
  const totals = role === 'marketing'
  const series = (alert: string, id: string, people: readonly unknown[]) => {
    const seen = people.length === 0 ? totals : !totals && people.some((each) => own.has(String(each)))
    const text = `${seen ? 'About' : 'Canary about'} ${id}`
    const summary = { en: text, ja: text }
    return { alert, series: id, label: text, state: 'firing' as const, since: now, summary, people: people.map(String) }
  }
  return [
    series('win_rate_drop', '', []),
    ...(rows.users ?? []).map(({ id }) => series('stuck_deals', String(id), [id])),
    ...(rows.accounts ?? []).map(({ id, owner_id, csm_id }) =>
      series('churn_risk', String(id), [owner_id ?? '(nobody)', csm_id ?? '(nobody)']),
    ),
  ]
}
