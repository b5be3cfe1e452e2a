import { Temporal } from 'temporal-polyfill'
import { afterAll } from 'vitest'
import { createAnswers } from '../../src/answers/answer.ts'
import { contextFor, type Workshop } from '../../src/answers/context.ts'
import { openWorkshop, type PastKept } from '../../src/answers/open.ts'
import { type Catalog, loadCatalog } from '../../src/catalog.ts'
import { loadConfig } from '../../src/config.ts'
import type { BusinessConfig } from '../../src/config-file.ts'
import type { Asked, Context } from '../../src/define/context.ts'
import type { Message } from '../../src/define/message.ts'
import type { BotState } from '../../src/define/state.ts'
import type { Subscriptions } from '../../src/define/subscription.ts'
import type { Locale } from '../../src/define/words.ts'
import { UserError } from '../../src/errors.ts'
import { everything } from '../../src/query/scope.ts'
import type { TestDatabase } from './database.ts'

export interface AskedAs {
  readonly as?: string
  readonly locale?: Locale
  readonly at?: string
  /** Where in Slack it is typed; outside it by default. */
  readonly asked?: Asked
}

/** Commands as people ask them, over a database, without Slack. */
export interface TestAnswers {
  readonly catalog: Catalog
  readonly workshop: Workshop
  ask(text: string, asked?: AskedAs): Promise<Message>
  /** The sentence that a mistaken question gets. */
  mistake(text: string, asked?: AskedAs): Promise<string>
  /** As reports and alerts see it. */
  context(asked?: Omit<AskedAs, 'as'>): Promise<Context>
}

export const quietState: BotState = {
  firing: async () => [],
  runs: async () => [],
  deliveries: async () => [],
  trouble: async () => ({ waitingSeconds: null, lastError: null }),
}

interface AnswersOptions {
  readonly state?: BotState
  /** What the bot itself keeps of the past. */
  readonly past?: PastKept
  readonly subscriptions?: Subscriptions
  /** What the configuration file says. */
  readonly business?: Partial<BusinessConfig>
}

export async function answersOver(
  database: TestDatabase,
  {
    at = '2026-11-21T13:00:00Z',
    as = 'mariko.saeki@kazahana.example',
    state = quietState,
    past,
    subscriptions,
    business = {},
  }: AskedAs & AnswersOptions = {},
): Promise<TestAnswers> {
  const catalog = await loadCatalog()
  const config = loadConfig({ SSOT_URL: database.url })
  const configured = { ...config, business: { ...config.business, ...business } }
  const workshop = openWorkshop(configured, { state, catalog, past, subscriptions })
  const answers = createAnswers(workshop)
  afterAll(() => workshop.source.close())
  const now = (asked: AskedAs): Temporal.Instant => Temporal.Instant.from(asked.at ?? at)
  const ask = async (text: string, asked: AskedAs = {}): Promise<Message> => {
    // What answers say of the rows must not depend on how fast the checks are.
    await workshop.source.checked()
    const asking = {
      text,
      email: asked.as ?? as,
      locale: asked.locale ?? 'en',
      now: now(asked),
      asked: asked.asked,
    }
    return (await answers.answer(asking)).message
  }
  return {
    catalog,
    workshop,
    ask,
    async mistake(text, asked) {
      try {
        await ask(text, asked)
      } catch (error) {
        if (error instanceof UserError) return error.message
        throw error
      }
      throw new Error(`“${text}” was answered`)
    },
    async context(asked = {}) {
      const { people } = await workshop.source.checked()
      const who = people.find(({ role }) => role === 'executive') ?? nobody
      return contextFor(workshop, { who, locale: asked.locale ?? 'en', now: now(asked), scope: everything })
    },
  }
}

const nobody = { id: 'x', name: 'X', email: '', role: 'executive', team: null, managerId: null, active: true } as const
