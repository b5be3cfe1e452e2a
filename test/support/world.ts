import { afterAll, expect } from 'vitest'
import type { PastKept } from '../../src/answers/open.ts'
import { validateMessage } from '../../src/blocks/validate.ts'
import { unescaped } from '../../src/cli/text.ts'
import type { BusinessConfig } from '../../src/config-file.ts'
import type { Message } from '../../src/define/message.ts'
import type { BotState, FiringSeries } from '../../src/define/state.ts'
import type { Locale } from '../../src/define/words.ts'
import { forPost } from '../../src/present/post.ts'
import { forEphemeral } from '../../src/present/surface.ts'
import { type AskedAs, answersOver, quietState, type TestAnswers } from './answers.ts'
import { rawAsterisksIn } from './bold.ts'
import { createDatabase, type TestDatabase } from './database.ts'
import { type Rows, writeWorld } from './rows.ts'
import { useSubscriptions } from './subscriptions-kept.ts'

const zone = 'Asia/Tokyo'

/** The small world of `rows.ts` with questions asked of it; times without an offset are Tokyo's. */
export interface World extends TestAnswers {
  readonly database: TestDatabase
  fill(rows?: Rows): Promise<void>
}

export interface WorldOptions extends AskedAs {
  readonly state?: BotState
  readonly past?: PastKept
  readonly business?: Partial<BusinessConfig>
  /** With a database of the bot's own, which keeps what people are subscribed to. */
  readonly subscribing?: boolean
  /** Relations that this company has not connected. */
  readonly without?: readonly string[]
}

/** A database of the test file's own. Rex of operations asks unless somebody else is named. */
export async function useWorld(options: WorldOptions): Promise<World> {
  const { as = 'rex@example.com', without = [], subscribing = false, ...others } = options
  const database = await createDatabase()
  afterAll(() => database.drop())
  await writeWorld(database, zone, {})
  for (const name of without) await database.query(`drop table ssot.${name}`)
  const subscriptions = subscribing ? await useSubscriptions(database) : undefined
  const answers = await answersOver(database, { as, ...others, ...(subscriptions && { subscriptions }) })
  return { ...answers, database, fill: (rows = {}) => writeWorld(database, zone, rows) }
}

export const firing = (...series: readonly FiringSeries[]): BotState => ({ ...quietState, firing: async () => series })

/** Everything that a person can read of a message, as they read it; Slack would take it both ways. */
export function shown(message: Message, locale: Locale = 'en'): string {
  const answer = forEphemeral(message, locale)
  expect(validateMessage(answer)).toEqual([])
  expect(validateMessage(forPost(message, new Map(), locale))).toEqual([])
  expect(rawAsterisksIn(answer.blocks)).toEqual([])
  return unescaped(textsOf(answer.blocks).join('\n'))
}

function textsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' && (key === 'text' || key === 'caption') ? [value] : textsOf(value),
  )
}

/** The cells of a message's table by the start of its caption, without the header. */
export function tableOf(message: Message, caption: string): string[][] {
  for (const block of message.blocks) {
    if (block.type === 'data_table' && block.caption.startsWith(caption)) {
      return block.rows.slice(1).map((row) => row.map((cell) => ('text' in cell ? String(cell.text) : '')))
    }
  }
  throw new Error(`no table is called “${caption}”`)
}

/** What the fields of a message say, by their label. */
export function fieldsOf(message: Message): Record<string, string> {
  const fields = message.blocks.flatMap((block) => (block.type === 'section' ? (block.fields ?? []) : []))
  return Object.fromEntries(
    fields.map(({ text }) => {
      const [label = '', ...rest] = text.split('\n')
      return [label.replaceAll('*', ''), rest.join(' | ')]
    }),
  )
}
