import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { createAnswers } from '../../src/answers/answer.ts'
import { contextFor } from '../../src/answers/context.ts'
import { understand, wordsOf } from '../../src/answers/dispatch.ts'
import { openWorkshop } from '../../src/answers/open.ts'
import { validateMessage } from '../../src/blocks/validate.ts'
import { loadCatalog } from '../../src/catalog.ts'
import { loadConfig } from '../../src/config.ts'
import { businessConfig } from '../../src/config-file.ts'
import type { Context } from '../../src/define/context.ts'
import { UserError } from '../../src/errors.ts'
import { takeAsOf } from '../../src/present/as-of.ts'
import { forPost } from '../../src/present/post.ts'
import { bodyOf } from '../../src/slack/body.ts'
import { createConversation } from '../../src/slack/conversation.ts'
import { createGate } from '../../src/slack/gate.ts'
import type { SlackUsers } from '../../src/slack/people.ts'
import { companyNow } from '../canary/company.ts'
import type { TestDatabase } from '../support/database.ts'
import { writeWorld } from '../support/rows.ts'
import { longNamed } from './company.ts'
import { longTexts } from './long.ts'
import { createMessages } from './messages.ts'
import { texts } from './texts.ts'

/** What goes to the response_url. */
const sent = z.object({ text: z.string().min(1), blocks: z.array(z.unknown()).default([]) })

const now = Temporal.Instant.from(companyNow)
const atOnce = 4
const channel = 'C1'
const locales = ['en', 'ja'] as const
/** Who asks in turn: one of each role. */
const roles = ['rep', 'manager', 'marketing', 'cs', 'executive', 'ops'] as const
type Role = (typeof roles)[number]
/** Nobody of the company; so many texts are asked by them as well. */
const stranger = 'x9'
const everyStranger = 20

export interface FuzzOptions {
  /** Empty tables of the contract, which are filled. */
  readonly database: Pick<TestDatabase, 'url' | 'query'>
  readonly texts: number
  /** Understood texts that are answered from the database as well; the others are only parsed. */
  readonly answers: number
  /** Long questions that are right, which all are. */
  readonly long: number
  readonly seed: number
}

export interface FuzzOutcome {
  readonly texts: number
  /** Told by the grammar what to type instead. */
  readonly refused: number
  readonly understood: number
  /** Of these, asked as in Slack as a command, from the mentions to the message; answered, or told a sentence. */
  readonly answered: number
  readonly sorry: number
  /** The same of the long ones. */
  readonly longAnswered: number
  readonly longSorry: number
  /** Answers to each role. */
  readonly byRole: Readonly<Record<Role, number>>
  /** Asked by somebody whom the SSOT does not know, and not answered. */
  readonly strangers: number
  /** Answers that say what a text was taken for. */
  readonly inWords: number
  /** Exceptions that were nobody's mistake, and messages that Slack would refuse. */
  readonly faults: readonly string[]
}

/** Every text gets a message that Slack takes, or a UserError: as a command, as a message and as a mention. */
export async function runFuzz({ database, seed, ...most }: FuzzOptions): Promise<FuzzOutcome> {
  const catalog = await loadCatalog()
  await writeWorld(database, 'Asia/Tokyo', longNamed(seed))
  const none = async () => []
  const trouble = async () => ({ waitingSeconds: null, lastError: null })
  const state = { firing: none, runs: none, deliveries: none, trouble }
  const config = loadConfig({ SSOT_URL: database.url })
  const workshop = openWorkshop(config, { state, catalog })
  const found = { texts: 0, refused: 0, understood: 0, answered: 0, sorry: 0, longAnswered: 0, longSorry: 0 }
  const byRole: Record<Role, number> = { rep: 0, manager: 0, marketing: 0, cs: 0, executive: 0, ops: 0 }
  const others = { strangers: 0, inWords: 0 }
  const faults: string[] = []
  const fault = (text: string, what: unknown): void => {
    faults.push(`${JSON.stringify(text.slice(0, 300))}: ${what instanceof Error ? what.stack : String(what)}`)
  }
  const check = (text: string, how: string, said: unknown): void => {
    const read = sent.safeParse(said)
    if (!read.success) fault(text, `${how}: ${read.error.message}`)
    else for (const each of validateMessage(read.data)) fault(text, `${how}: ${each.pointer}: ${each.message}`)
  }

  const log = {
    info: () => undefined,
    warn: () => undefined,
    // What failed under a reference, of a question that is asked just then.
    error: (facts: object) => {
      const error = 'err' in facts ? facts.err : facts
      faults.push(error instanceof Error ? String(error.stack) : JSON.stringify(error))
    },
  }
  const spoken = { locale: 'en', business: businessConfig.parse({ questionsPerMinute: null }) } as const
  const users: SlackUsers = {
    find: async (id) => {
      const [asker, language] = id.split(' ')
      return { email: `${asker}@example.com`, locale: locales.find((each) => each === language), zone: 'Asia/Tokyo' }
    },
  }
  const gate = createGate({
    users,
    config: spoken,
    audit: { note: () => undefined },
    strangers: { met: () => undefined },
    log,
  })
  const conversation = createConversation({
    answers: createAnswers(workshop),
    gate,
    users,
    mayPost: async () => undefined,
    links: undefined,
    config: spoken,
  })
  const messages = createMessages({ conversation, config, log, now: () => now })

  async function ask(text: string, userId: string) {
    const outcome = await conversation.ask({ text, userId, now, channel })
    check(text, 'command', JSON.parse(bodyOf(outcome, 'alone', { direct: false, linked: true })))
    if (outcome.kind === 'sorry' && /`[0-9a-f]{8}`/.test(outcome.text)) fault(text, outcome.text)
    if (outcome.kind === 'answered') {
      check(text, 'posted', forPost(outcome.answered.message, new Map(), outcome.locale))
    }
    for (const way of ['direct', 'mention'] as const) {
      const said = await messages[way](userId, text)
      if (said.length === 0) fault(text, `${way}: no answer`)
      for (const each of said) check(text, way, each)
      if (/Understood as|と解釈しました/.test(JSON.stringify(said))) others.inWords += 1
    }
    return outcome.kind
  }

  /** As each role in turn, and now and then as a stranger. */
  async function askAll(some: readonly Understood[], kind: 'short' | 'long'): Promise<void> {
    const waiting = some.entries()
    const one = async (): Promise<void> => {
      for (const [i, { text, context }] of waiting) {
        const { who, locale } = context
        const outcome = await ask(text, `${who.id} ${locale}`)
        if (outcome === 'answered') byRole[who.role] += 1
        found[kind === 'short' ? outcome : outcome === 'answered' ? 'longAnswered' : 'longSorry'] += 1
        if (i % everyStranger !== 0) continue
        if ((await ask(text, `${stranger} ${locale}`)) === 'answered') fault(text, 'answered to a stranger')
        others.strangers += 1
      }
    }
    await Promise.all(Array.from({ length: atOnce }, one))
  }

  /** Whether the grammar takes it. */
  function parse(text: string, context: Context): boolean {
    found.texts += 1
    try {
      understand(takeAsOf(wordsOf(text, context.locale), context).rest, context)
      found.understood += 1
      return true
    } catch (error) {
      if (error instanceof UserError) {
        found.refused += 1
        check(text, 'refused', { text: error.message })
      } else fault(text, error)
      return false
    }
  }

  try {
    const { people } = await workshop.source.checked()
    const contexts = await Promise.all(
      roles.flatMap((role) => {
        const who = people.find((each) => each.role === role)
        if (!who) throw new Error(`the company has nobody of the role ${role}`)
        return locales.map((locale) => contextFor(workshop, { who, locale, now }))
      }),
    )
    const inTurn = (all: readonly string[]): Understood[] =>
      all.flatMap((text, i) => {
        const context = contexts[i % contexts.length]
        return context ? [{ text, context }] : []
      })
    const batch = 1_000
    for (let n = 0; found.texts < most.texts; n += 1) {
      const some = fc.sample(texts(catalog), {
        seed: seed * 100_003 + n,
        numRuns: Math.min(batch, most.texts - found.texts),
      })
      const understood = inTurn(some).filter(({ text, context }) => parse(text, context))
      // The same share of every batch.
      await askAll(understood.slice(0, Math.ceil((most.answers * batch) / most.texts)), 'short')
    }
    const [everybodys] = contexts.filter(({ who }) => who.role === 'executive')
    const long = longTexts(catalog, (metric) => everybodys?.dimensions(metric) ?? [])
    await askAll(inTurn(fc.sample(long, { seed, numRuns: most.long })), 'long')
  } finally {
    await workshop.source.close()
  }
  return { ...found, ...others, byRole, faults }
}

interface Understood {
  readonly text: string
  readonly context: Context
}
