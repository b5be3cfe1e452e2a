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
import { companies, companyNow } from '../canary/company.ts'
import type { TestDatabase } from '../support/database.ts'
import { writeWorld } from '../support/rows.ts'
import { texts } from './texts.ts'

/** What goes to the response_url. */
const sent = z.object({ text: z.string(), blocks: z.array(z.unknown()).default([]) })

const now = Temporal.Instant.from(companyNow)
const atOnce = 4
const locales = ['en', 'ja'] as const
/** Who asks in turn: one of each way of seeing. */
const askers = ['e0', 'r2', 'm4', 'c5', 'o0']

export interface FuzzOptions {
  /** Empty tables of the contract, which are filled. */
  readonly database: Pick<TestDatabase, 'url' | 'query'>
  readonly texts: number
  /** Understood texts that are answered from the database as well; the others are only parsed. */
  readonly answers: number
  readonly seed: number
}

export interface FuzzOutcome {
  readonly texts: number
  /** Told by the grammar what to type instead. */
  readonly refused: number
  readonly understood: number
  /** Of these, asked as in Slack from the mentions to the message; answered, or told a sentence. */
  readonly answered: number
  readonly sorry: number
  /** Exceptions that were nobody's mistake, and messages that Slack would refuse. */
  readonly faults: readonly string[]
}

/** Every text gets a message that Slack takes, or a UserError. */
export async function runFuzz({ database, texts: wanted, answers: most, seed }: FuzzOptions): Promise<FuzzOutcome> {
  const catalog = await loadCatalog()
  const [company] = fc.sample(companies, { seed, numRuns: 1 })
  await writeWorld(database, 'Asia/Tokyo', company ?? {})
  const none = async () => []
  const trouble = async () => ({ waitingSeconds: null, lastError: null })
  const state = { firing: none, runs: none, deliveries: none, trouble }
  const workshop = openWorkshop(loadConfig({ SSOT_URL: database.url }), { state, catalog })
  const found = { texts: 0, refused: 0, understood: 0, answered: 0, sorry: 0 }
  const faults: string[] = []
  const fault = (text: string, what: unknown): void => {
    faults.push(`${JSON.stringify(text.slice(0, 300))}: ${what instanceof Error ? what.stack : String(what)}`)
  }
  const sentence = (text: string, said: string): void => {
    for (const each of validateMessage({ text: said })) fault(text, `${said.slice(0, 200)}: ${each.message}`)
  }

  /** What failed under a reference, of the question that is asked just then by this asker. */
  let failing = (_: unknown): void => undefined
  const config = { locale: 'en', business: businessConfig.parse({ questionsPerMinute: null }) } as const
  const users: SlackUsers = {
    find: async (id) => {
      const [asker, language] = id.split(' ')
      return { email: `${asker}@example.com`, locale: locales.find((each) => each === language), zone: 'Asia/Tokyo' }
    },
  }
  const gate = createGate({
    users,
    config,
    audit: { note: () => undefined },
    strangers: { met: () => undefined },
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (facts) => failing('err' in facts ? facts.err : facts),
    },
  })
  const conversation = createConversation({
    answers: createAnswers(workshop),
    gate,
    users,
    mayPost: async () => undefined,
    links: undefined,
    config,
  })

  async function answer(text: string, { who, locale }: Context): Promise<void> {
    const outcome = await conversation.ask({ text, userId: `${who.id} ${locale}`, now, channel: 'C1' })
    found[outcome.kind] += 1
    const body = sent.parse(JSON.parse(bodyOf(outcome, 'alone', { direct: false, linked: true })))
    for (const each of validateMessage(body)) fault(text, `${each.pointer}: ${each.message}`)
    if (outcome.kind === 'sorry' && /`[0-9a-f]{8}`/.test(outcome.text)) fault(text, outcome.text)
    if (outcome.kind === 'answered') {
      const posted = forPost(outcome.answered.message, new Map(), outcome.locale)
      for (const each of validateMessage(posted)) fault(text, `posted: ${each.pointer}: ${each.message}`)
    }
  }

  /** Whether the grammar takes it. */
  function parse(text: string, context: Context): boolean {
    found.texts += 1
    try {
      understand(takeAsOf(wordsOf(text, context.locale), context).rest, context)
      found.understood += 1
      return true
    } catch (error) {
      if (!(error instanceof UserError)) {
        fault(text, error)
        return false
      }
      found.refused += 1
      sentence(text, error.message)
      return false
    }
  }

  try {
    const { people } = await workshop.source.checked()
    const contexts = await Promise.all(
      askers.flatMap((id) => {
        const who = people.find((each) => each.id === id)
        return who ? locales.map((locale) => contextFor(workshop, { who, locale, now })) : []
      }),
    )
    failing = (error) => faults.push(error instanceof Error ? String(error.stack) : String(error))
    const batch = 1_000
    for (let n = 0; found.texts < wanted; n += 1) {
      const some = fc.sample(texts(catalog), {
        seed: seed * 100_003 + n,
        numRuns: Math.min(batch, wanted - found.texts),
      })
      const understood = some.flatMap((text, i) => {
        const context = contexts[i % contexts.length]
        return context && parse(text, context) ? [{ text, context }] : []
      })
      // The same share of every batch.
      const share = understood.slice(0, Math.ceil((most * batch) / wanted)).values()
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          for (const { text, context } of share) await answer(text, context)
        }),
      )
    }
  } finally {
    await workshop.source.close()
  }
  return { ...found, faults }
}
