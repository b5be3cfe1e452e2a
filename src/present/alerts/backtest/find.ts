import type { Context } from '../../../define/context.ts'
import { UserError } from '../../../errors.ts'
import { leadingName, nearestLeading } from '../../leading-name.ts'
import { typed } from '../../typed.ts'
import { bilingual } from '../../words.ts'
import type { NamedRule } from './run.ts'

/** Words that the title of a rule has at most. */
const longestName = 12

export interface LeadingRule {
  readonly rule: NamedRule
  readonly rest: readonly string[]
}

/** The rule whose name the words begin with: its id, or its title in either language. Throws a UserError with the nearest. */
export function takeRule(words: readonly string[], context: Context): LeadingRule {
  const names = namesOf(context)
  const found = leadingName(words, names, longestName)
  const alert = found && context.catalog.alerts.get(found.value)
  if (found && alert) return { rule: { id: found.value, alert }, rest: words.slice(found.used) }
  throw unknownRule(words, names, context)
}

/** A rule as people type it. */
const nameOf = (id: string): string => id.replaceAll('_', '-')

const namesOf = ({ catalog }: Context): ReadonlyMap<string, string> =>
  new Map([...catalog.alerts].flatMap(([id, { title }]) => [id, title.en, title.ja].map((name) => [name, id] as const)))

function unknownRule(words: readonly string[], names: ReadonlyMap<string, string>, context: Context): UserError {
  const say = phrases[context.locale]
  const near = nearestLeading(words, names, longestName)
  if (near) return new UserError(say.didYouMean(typed(near.text), nameOf(near.value)))
  const all = [...context.catalog.alerts.keys()].map((id) => `\`${nameOf(id)}\``)
  const list = all.join(context.locale === 'ja' ? '、' : ', ')
  return new UserError(words.length === 0 ? say.which(list) : say.unknown(typed(words.join(' ')), list))
}

const phrases = bilingual({
  en: {
    which: (list: string) => `Which rule? There are ${list}.`,
    unknown: (text: string, list: string) => `I know no rule “${text}”. There are ${list}.`,
    didYouMean: (text: string, id: string) =>
      `I know no rule “${text}”. Did you mean \`${id}\`? For example \`/revops alerts backtest ${id}\`.`,
  },
  ja: {
    which: (list) => `どのルールですか？ ${list} があります。`,
    unknown: (text, list) => `「${text}」というルールはありません。${list} があります。`,
    didYouMean: (text, id) =>
      `「${text}」というルールはありません。\`${id}\` のことですか？ 例：\`/revops alerts backtest ${id}\``,
  },
})
