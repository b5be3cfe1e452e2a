import type { Context } from '../define/context.ts'
import { UserError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { UnknownDimension } from '../query/dimensions.ts'
import { dimensionLabels } from './dimensions.ts'
import { typed } from './typed.ts'
import { bilingual } from './words.ts'

/** An unknown breakdown as a sentence with the nearest one, and an example of `command`; any other error as it is. */
export function inOwnWords(error: unknown, { locale }: Context, command: string): unknown {
  if (!(error instanceof UnknownDimension)) return error
  const { wanted, known } = error
  const say = phrases[locale]
  const names = new Map(known.flatMap((id) => namesOf(id).map((name) => [name, id] as const)))
  const guess = names.get(nearest(wanted, names.keys()) ?? '')
  return new UserError(
    guess === undefined
      ? say.none(typed(wanted), known.join(', '), command, known[0] ?? '')
      : say.near(typed(wanted), guess, command),
  )
}

const namesOf = (id: string): string[] => {
  const label = dimensionLabels[id]
  return label ? [id, label.en, label.ja] : [id]
}

const phrases = bilingual({
  en: {
    near: (wanted: string, guess: string, command: string) =>
      `There is no breakdown “${wanted}”. Did you mean \`${guess}\`? For example \`/revops ${command} by ${guess}\`.`,
    none: (wanted: string, known: string, command: string, first: string) =>
      `There is no breakdown “${wanted}” here. It has: ${known}. For example \`/revops ${command} by ${first}\`.`,
  },
  ja: {
    near: (wanted, guess, command) =>
      `「${wanted}」という内訳はありません。\`${guess}\` のことですか？ 例：\`/revops ${command} by ${guess}\``,
    none: (wanted, known, command, first) =>
      `「${wanted}」という内訳はありません。使えるもの：${known}。例：\`/revops ${command} by ${first}\``,
  },
})
