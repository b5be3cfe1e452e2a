import { Temporal } from 'temporal-polyfill'
import { parsePeriod } from '../calendar/parse.ts'
import type { Context } from '../define/context.ts'
import { UserError } from '../errors.ts'
import { typed } from './typed.ts'
import { bilingual } from './words.ts'

export interface AsOfFound {
  /** The last day that is still seen, whole. */
  readonly day: Temporal.PlainDate | undefined
  readonly rest: readonly string[]
}

/** Takes "as of 2026-09-30", "as of last month", 先月末時点 out of a command's words: the past as it was. */
export function takeAsOf(words: readonly string[], context: Context): AsOfFound {
  const place = placeOf(words, context)
  if (!place) return { day: undefined, rest: words }
  const rest = [...words.slice(0, place.at), ...words.slice(place.at + place.used)]
  if (placeOf(rest, context)) throw new UserError(say[context.locale].twice)
  const last = place.until.subtract({ days: 1 })
  const order = Temporal.PlainDate.compare(last, context.today)
  if (order > 0 && !contains(place.from, context.today))
    throw new UserError(say[context.locale].future(typed(place.text)))
  // A period that runs, and today, are seen as of now.
  return { day: order < 0 ? last : undefined, rest }
}

interface Place {
  readonly at: number
  readonly used: number
  readonly text: string
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate
}

const contains = (from: Temporal.PlainDate, today: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(from, today) <= 0

/** 先月末時点で, 2026-09-30時点の: what stands before the word is the day, or a period whose end is meant. */
const japanese = /^(.+?)末?時点(?:で|の)?$/u

function placeOf(words: readonly string[], context: Context): Place | undefined {
  for (const [at, word] of words.entries()) {
    const before = japanese.exec(word)?.[1]
    if (before !== undefined) return { at, ...read([before], word, context), used: 1 }
    const ahead = lengthOf(words.slice(at))
    if (ahead > 0) {
      const found = read(words.slice(at + ahead), words.slice(at + ahead, at + ahead + 3).join(' '), context)
      return { at, ...found, used: ahead + found.used }
    }
  }
  return undefined
}

/** How many words of "as of", "as-of" or "as of the end of" stand here. */
function lengthOf(words: readonly string[]): number {
  const match = /^(?:as[- ]of)(?: the)?(?: end of)?(?= |$)/i.exec(words.slice(0, 5).join(' '))
  return match ? match[0].split(' ').length : 0
}

/** The day or period that the words begin with. */
function read(words: readonly string[], text: string, { today, company, locale }: Context): Omit<Place, 'at'> {
  const found = parsePeriod(words, 0, { today, cal: company.calendar })
  if (!found || 'invalid' in found) throw new UserError(say[locale].what(typed(text)))
  const { from, to } = found.period
  return { used: found.used, text: words.slice(0, found.used).join(' '), from, until: to }
}

const say = bilingual({
  en: {
    what: (text: string) =>
      `As of when? “${text}” is no day. For example \`as of 2026-09-30\` or \`as of last month\`.`,
    twice: 'That names two days to look from. Say `as of` once.',
    future: (text: string) => `“${text}” has not come yet. \`as of\` looks back: for example \`as of last month\`.`,
  },
  ja: {
    what: (text) => `いつの時点ですか？「${text}」は日付として読めません。例：\`2026-09-30時点\`、\`先月末時点\``,
    twice: '時点の指定が2つあります。1つにしてください。',
    future: (text) => `「${text}」はまだ来ていません。過去の時点を指定してください。例：\`先月末時点\``,
  },
})
