import type { CatalogView } from '../define/catalog.ts'
import type { Command } from '../define/command.ts'
import type { Context } from '../define/context.ts'
import type { Message } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { UserError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { leadingMetric, metricsByName } from '../present/metric-names.ts'
import { typed as asTyped } from '../present/typed.ts'
import { bilingual } from '../present/words.ts'
import { tokensOf } from './tokens.ts'

/** A text understood: which command, and what it was given. */
export interface Understood {
  readonly name: string
  readonly command: Command
  readonly args: unknown
}

/** Longer texts than this are nobody's question. */
const longest = 8_000

/** The words of a text. Throws a UserError for one that is nobody's question. */
export function wordsOf(text: string, locale: Locale): string[] {
  if (text.length > longest) throw new UserError(say[locale].tooLong)
  return tokensOf(text)
}

/** Finds the command that words begin with and parses the rest with its own grammar; throws a UserError that says what to type. */
export function understand(tokens: readonly string[], context: Context): Understood {
  const words = say[context.locale]
  const [typed = 'help', ...rest] = tokens
  const name = commandNamed(typed, context.catalog)
  const command = name === undefined ? undefined : context.catalog.commands.get(name)
  if (name !== undefined && command) return { name, command, args: command.parse(rest, context) }
  const kpi = asMetricQuestion(tokens, context)
  if (kpi) return kpi
  const guess = nearest(typed, [...commandNames(context.catalog), ...metricsByName(context).keys()])
  throw new UserError(guess ? words.didYouMean(asTyped(typed), guess) : words.unknown(asTyped(typed)))
}

export const runUnderstood = (understood: Understood, context: Context): Promise<Message> =>
  understood.command.run(context, understood.args)

function commandNames(catalog: CatalogView): string[] {
  return [...catalog.commands].flatMap(([id, { aliases }]) => [id, ...(aliases ?? [])])
}

function commandNamed(typed: string, catalog: CatalogView): string | undefined {
  const wanted = fold(typed)
  for (const [id, { aliases }] of catalog.commands) {
    if (id === wanted || aliases?.some((alias) => fold(alias) === wanted)) return id
  }
  return undefined
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

/** `/revops win rate last quarter` is `/revops kpi win rate last quarter`: the KPI's name is enough. */
function asMetricQuestion(tokens: readonly string[], context: Context): Understood | undefined {
  const command = context.catalog.commands.get('kpi')
  if (!command || !leadingMetric(tokens, context)) return undefined
  return { name: 'kpi', command, args: command.parse(tokens, context) }
}

const say = bilingual({
  en: {
    tooLong: 'That is too long for a question. Try `/revops help`.',
    unknown: (typed: string) => `I do not know “${typed}”. Try \`/revops help\`, or for example \`/revops pipeline\`.`,
    didYouMean: (typed: string, guess: string) =>
      `I do not know “${typed}”. Did you mean \`${guess}\`? For example \`/revops ${guess}\`.`,
  },
  ja: {
    tooLong: '質問が長すぎます。`/revops help` をお試しください。',
    unknown: (typed) => `「${typed}」は分かりません。\`/revops help\` または \`/revops pipeline\` をお試しください。`,
    didYouMean: (typed, guess) => `「${typed}」は分かりません。\`${guess}\` のことですか？ 例：\`/revops ${guess}\``,
  },
})
