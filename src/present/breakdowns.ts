import type { Context } from '../define/context.ts'
import type { Locale } from '../define/words.ts'
import { UserError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { UnknownDimension } from '../query/dimensions.ts'
import { UnknownValue } from '../query/filter-values.ts'
import { instantAgain } from './ask-on.ts'
import { dimensionLabels } from './dimensions.ts'
import { codeText, corrected, retyped, typed } from './typed.ts'
import { bilingual } from './words.ts'

/**
 * An unknown breakdown or value as a sentence with the nearest one, and what to ask instead: the question with the nearest
 * in its place, or an example of `command`. Any other error as it is.
 */
export function inOwnWords(error: unknown, context: Context, command: string, asked = ''): unknown {
  const { locale } = context
  const again = (wrong: string, right: string): string | undefined => {
    const question = corrected(asked, wrong, right)
    return question && codeText([question, ...instantAgain(context)].join(' '))
  }
  if (error instanceof UnknownValue) return unknownValue(error, locale, command, again)
  if (!(error instanceof UnknownDimension)) return error
  const { wanted, known } = error
  const say = phrases[locale]
  if (known.length === 0) return new UserError(say.unbroken(command))
  const guess = inLetters(wanted, nearestBreakdown(wanted, known))
  return new UserError(
    guess === undefined
      ? say.none(typed(wanted), known.join(', '), command, known[0] ?? '')
      : say.near(typed(wanted), guess, again(wanted, guess) ?? `${command} by ${guess}`),
  )
}

/** A breakdown as it stands beside what was typed: by its Japanese name among Japanese letters, else by its id. */
const inLetters = (wanted: string, guess: string | undefined): string | undefined =>
  guess !== undefined && /[^\0-\x7f]/.test(wanted) ? (dimensionLabels[guess]?.ja ?? guess) : guess

/** The breakdown, of those that there are, whose name in either language is nearest to what was typed. */
export function nearestBreakdown(wanted: string, known: readonly string[]): string | undefined {
  const names = new Map(known.flatMap((id) => namesOf(id).map((name) => [name, id] as const)))
  return names.get(nearest(wanted, names.keys()) ?? '')
}

/** Values that a sentence lists at most. */
const mostListed = 8

function unknownValue(
  { dimension, wanted, known }: UnknownValue,
  locale: Locale,
  command: string,
  again: (wrong: string, right: string) => string | undefined,
): UserError {
  const say = phrases[locale]
  const label = dimensionLabels[dimension]?.[locale] ?? typed(dimension)
  const example = (value: string): string => {
    const filter = retyped([`${dimension}=${value}`])
    return `\`/revops ${(/\s/.test(value) ? undefined : again(wanted, value)) ?? `${command} where ${filter}`}\``
  }
  const guess = nearest(wanted, known)
  if (guess !== undefined)
    return new UserError(say.nearValue(label, typed(wanted), typed(guess), example(typed(guess))))
  const [first] = known
  if (first === undefined) return new UserError(say.noValues(label, typed(wanted)))
  const some = known.slice(0, mostListed).map(typed)
  const more = known.length - some.length
  return new UserError(say.noValue(label, typed(wanted), some, more, example(typed(first))))
}

const namesOf = (id: string): string[] => {
  const label = dimensionLabels[id]
  return label ? [id, label.en, label.ja] : [id]
}

const phrases = bilingual({
  en: {
    near: (wanted: string, guess: string, question: string) =>
      `There is no breakdown “${wanted}”. Did you mean \`${guess}\`? For example \`/revops ${question}\`.`,
    none: (wanted: string, known: string, command: string, first: string) =>
      `There is no breakdown “${wanted}” here. It has: ${known}. For example \`/revops ${command} by ${first}\`.`,
    unbroken: (command: string) =>
      `Its two sides have no breakdown in common, so it is told as a whole: \`/revops ${command}\`.`,
    nearValue: (label: string, wanted: string, guess: string, example: string) =>
      `${label}: nothing is called “${wanted}”. Did you mean “${guess}”? For example ${example}.`,
    noValue: (label: string, wanted: string, some: readonly string[], more: number, example: string) =>
      `${label}: nothing is called “${wanted}”. There are: ${some.join(', ')}${more > 0 ? ` and ${more} more` : ''}. For example ${example}.`,
    noValues: (label: string, wanted: string) =>
      `${label}: nothing is called “${wanted}”, and nothing you may see has a value there.`,
  },
  ja: {
    near: (wanted, guess, question) =>
      `「${wanted}」という内訳はありません。\`${guess}\` のことですか？ 例：\`/revops ${question}\``,
    none: (wanted, known, command, first) =>
      `「${wanted}」という内訳はありません。使えるもの：${known}。例：\`/revops ${command} by ${first}\``,
    unbroken: (command) => `計算の両辺に共通する内訳がないため、全体の値のみ表示できます：\`/revops ${command}\``,
    nearValue: (label, wanted, guess, example) =>
      `${label}に「${wanted}」はありません。「${guess}」のことですか？ 例：${example}`,
    noValue: (label, wanted, some, more, example) =>
      `${label}に「${wanted}」はありません。使える値：${some.join('、')}${more > 0 ? ` ほか${more}件` : ''}。例：${example}`,
    noValues: (label, wanted) => `${label}に「${wanted}」はありません。閲覧できる範囲には値がありません。`,
  },
})
