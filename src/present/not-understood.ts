import { parsePeriod, periodExamples } from '../calendar/parse.ts'
import type { Context } from '../define/context.ts'
import { NotUnderstood, type UserError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { instantAgain } from './ask-on.ts'
import { codeText, corrected, typed } from './typed.ts'
import { bilingual } from './words.ts'

export interface Grammar {
  /** The command with whatever was understood: `kpi win_rate`. */
  readonly command: string
  /** What may follow it, as an example. */
  readonly example: string
  /** Words of the command's own, each with what to type for it. */
  readonly known?: Iterable<readonly [name: string, type: string]>
  /** The whole question, to be suggested with the nearest in the place of what was not understood. */
  readonly asked?: string
}

/** Words that a command has no use for: the nearest that it has, and an example. */
export function notUnderstood(words: readonly string[], context: Context, grammar: Grammar): UserError {
  const say = phrases[context.locale]
  const { command, example, asked = '' } = grammar
  const plain = say.unknown(typed(words.join(' ')), `${command} ${example}`)
  const known = new Map([
    ...periodsNear(words.join(' '), context).map((name) => [name, name] as const),
    ...(grammar.known ?? []),
  ])
  // All words together first: "lats quarter" is one period.
  for (const part of new Set([words.join(' '), ...words])) {
    const name = nearest(part, known.keys())
    const guess = name === undefined ? undefined : known.get(name)
    if (guess === undefined) continue
    const again = corrected(asked, part, guess) ?? `${command} ${guess}`
    const question = codeText([again, ...instantAgain(context)].join(' '))
    return new NotUnderstood(say.didYouMean(typed(part), guess, question), { suggested: again, plain })
  }
  return new NotUnderstood(plain, { plain })
}

const units = ['day', 'week', 'month', 'quarter', 'half', 'year']
const relative = [
  ...units.flatMap((unit) => [`this ${unit}`, `last ${unit}`, `next ${unit}`]),
  ...['今日', '昨日', '今週', '先週', '来週', '今月', '先月', '来月', '今四半期', '先四半期', '前四半期', '来四半期'],
  ...['今期', '前期', '来期', '今年', '昨年', '来年', '今年度', '昨年度', '来年度', '上期', '下期'],
]

/** Periods that what was typed might have meant; numbers in it are taken as they are. */
function periodsNear(text: string, { today, company }: Context): string[] {
  const [number] = /\d+/.exec(text) ?? []
  const counted =
    number === undefined
      ? []
      : [
          ...units.map((unit) => `last ${number} ${unit}s`),
          ...['日', '週間', 'か月', '四半期', '年'].map((unit) => `直近${number}${unit}`),
        ]
  const all = [...relative, ...counted, ...periodExamples.en, ...periodExamples.ja]
  return all.filter((each) => {
    const found = parsePeriod(each.split(' '), 0, { today, cal: company.calendar })
    return found !== undefined && 'period' in found
  })
}

const phrases = bilingual({
  en: {
    unknown: (words: string, example: string) =>
      `I do not understand “${words}” here. For example \`/revops ${example}\`.`,
    didYouMean: (words: string, guess: string, question: string) =>
      `I do not understand “${words}” here. Did you mean \`${guess}\`? For example \`/revops ${question}\`.`,
  },
  ja: {
    unknown: (words, example) => `「${words}」は分かりません。例：\`/revops ${example}\``,
    didYouMean: (words, guess, question) =>
      `「${words}」は分かりません。\`${guess}\` のことですか？ 例：\`/revops ${question}\``,
  },
})
