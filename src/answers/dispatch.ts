import type { CatalogView } from '../define/catalog.ts'
import type { Command } from '../define/command.ts'
import type { Context } from '../define/context.ts'
import type { Message } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { NotUnderstood, UserError } from '../errors.ts'
import { foldName, nearest } from '../nearest.ts'
import { leadingName } from '../present/leading-name.ts'
import { leadingMetric, metricsByName } from '../present/metric-names.ts'
import { typed as asTyped, retyped } from '../present/typed.ts'
import { bilingual } from '../present/words.ts'
import { asksOwn, withoutEnding, withoutOpening } from './polite.ts'
import { subjectFirst } from './subject-first.ts'
import { tokensOf } from './tokens.ts'

/** A text understood: which command, and what it was given. */
export interface Understood {
  readonly name: string
  readonly command: Command
  readonly args: unknown
  /** As it would be typed after `/revops`. */
  readonly text: string
}

/** Longer texts than this are nobody's question. */
export const longestText = 8_000

/** The words of a text. Throws a UserError for one that is nobody's question. */
export function wordsOf(text: string, locale: Locale): string[] {
  if (text.length > longestText) throw new UserError(say[locale].tooLong)
  return tokensOf(text)
}

/** Finds the command that words begin with and parses the rest with its own grammar; throws a UserError that says what to type. */
export function understand(tokens: readonly string[], context: Context): Understood {
  try {
    return parsed(tokens, context)
  } catch (error) {
    // What is suggested has to work: of several slips only one was put right.
    if (!(error instanceof NotUnderstood) || error.suggested === undefined) throw error
    if (isUnderstood(error.suggested, context)) throw error
    throw new UserError(error.plain)
  }
}

/** Somebody may be refused what they ask and yet be understood. */
function isUnderstood(text: string, context: Context): boolean {
  try {
    parsed(tokensOf(text), context)
    return true
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return !(error instanceof NotUnderstood)
  }
}

function parsed(tokens: readonly string[], context: Context): Understood {
  const words = say[context.locale]
  const asked = withoutEnding(tokens)
  const found = beginningSaid(asked, context) ?? beginningMeant(asked, context)
  if (found) {
    const text = [found.name, retyped(found.rest)].filter(Boolean).join(' ')
    return { ...found, args: found.command.parse(found.rest, context), text }
  }
  const [typed = 'help'] = asked
  const guess = isFiller(typed)
    ? undefined
    : nearest(typed, [...commandNames(context.catalog), ...metricsByName(context).keys()])
  throw new UserError(guess ? words.didYouMean(asTyped(typed), guess) : words.unknown(asTyped(typed)))
}

/** What stands there as a command. `today` is one, and says when before what is asked for: `today bookings`. */
function beginningSaid(asked: readonly string[], context: Context): Beginning | undefined {
  const moved = subjectFirst(asked, context)
  const whenFirst = moved[0] === asked[0] ? undefined : beginningOf(moved, context)
  return whenFirst ?? beginningOf(asked, context)
}

/** What is asked for as one asks people. */
function beginningMeant(asked: readonly string[], context: Context): Beginning | undefined {
  const opened = withoutOpening(asked)
  const found = beginningOf(opened, context) ?? beginningOf(subjectFirst(opened, context), context)
  return found && asksOwn(asked) ? { ...found, rest: found.command.own?.(found.rest) ?? found.rest } : found
}

/** A word of any sentence is no slip of a command. */
const isFiller = (word: string): boolean =>
  /['’]|^(how|what|who|when|where|which|did|does|do|is|are|was|can|we|you|it)$/i.test(word)

interface Beginning {
  readonly name: string
  readonly command: Command
  /** What is left for the command's own grammar. */
  readonly rest: readonly string[]
}

/**
 * What the words begin with: a command, one of its questions by a name of its own, or a KPI, whose name is enough. The
 * longer name wins: "pipeline coverage" is a KPI, "pipeline" a command.
 */
function beginningOf(tokens: readonly string[], context: Context): Beginning | undefined {
  const { catalog } = context
  const [first = 'help', ...rest] = tokens
  const kpi = catalog.commands.get('kpi')
  const asKpi = kpi && { name: 'kpi', command: kpi, rest: tokens }
  const name = commandNamed(first, catalog)
  const command = name === undefined ? undefined : catalog.commands.get(name)
  if (name !== undefined && command) return leadingMetric(tokens, context, 2) ? asKpi : { name, command, rest }
  const shortcut = leadingName(tokens, shortcutsOf(catalog), longestShortcut)
  if (shortcut) return { ...shortcut.value, rest: [...shortcut.value.words, ...tokens.slice(shortcut.used)] }
  return leadingMetric(tokens, context) ? asKpi : undefined
}

/** Words that the name of a question has at most. */
const longestShortcut = 3

const shortcutsOf = ({ commands }: CatalogView) =>
  new Map(
    [...commands].flatMap(([name, command]) =>
      Object.entries(command.shortcuts ?? {}).map(([shortcut, words]) => [shortcut, { name, command, words }] as const),
    ),
  )

export const runUnderstood = (understood: Understood, context: Context): Promise<Message> =>
  understood.command.run(context, understood.args)

function commandNames({ commands }: CatalogView): string[] {
  return [...commands].flatMap(([id, { aliases = [], shortcuts = {} }]) => [id, ...aliases, ...Object.keys(shortcuts)])
}

function commandNamed(typed: string, { commands }: CatalogView): string | undefined {
  const wanted = foldName(typed)
  return [...commands].find(([id, { aliases = [] }]) => [id, ...aliases].some((name) => foldName(name) === wanted))?.[0]
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
