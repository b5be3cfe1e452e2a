import type { Temporal } from 'temporal-polyfill'
import { parsePeriod, periodExamples } from '../calendar/parse.ts'
import type { Grain, Period } from '../calendar/period.ts'
import type { Context } from '../define/context.ts'
import type { Locale } from '../define/words.ts'
import { UserError } from '../errors.ts'
import type { Filter } from '../query/question.ts'
import { dimensionLabels, dimensionNamed } from './dimensions.ts'
import { typed } from './typed.ts'
import { valueName, valueNamed } from './value-names.ts'
import { bilingual } from './words.ts'

/** A period somewhere in a command's words, and the words without it. */
export interface PeriodFound {
  readonly period: Period | undefined
  /** The period as typed. */
  readonly words: readonly string[]
  readonly rest: readonly string[]
}

/** Takes the one period out of a command's words. Impossible ones ("2026-13") and a second one are told. */
export function takePeriod(
  words: readonly string[],
  context: Pick<Context, 'company' | 'locale' | 'today'> & { readonly unfinished?: Temporal.PlainDate },
): PeriodFound {
  const rest: string[] = []
  let period: Period | undefined
  let used: readonly string[] = []
  for (let index = 0; index < words.length; ) {
    const found = parsePeriod(words, index, { ...context, cal: context.company.calendar })
    if (!found) {
      rest.push(words[index] ?? '')
      index += 1
      continue
    }
    if ('invalid' in found)
      throw new UserError(say[context.locale].impossible(typed(found.text), example(context.locale)))
    if (period) throw new UserError(say[context.locale].twoPeriods)
    period = found.period
    used = words.slice(index, index + found.used)
    index += found.used
  }
  return { period, words: used, rest }
}

const example = (locale: Locale): string =>
  periodExamples[locale]
    .slice(0, 4)
    .map((each) => `\`${each}\``)
    .join(locale === 'ja' ? '、' : ', ')

export interface Selectors {
  readonly by: readonly string[]
  /** `by month`, `monthly`, 月別: units of time rather than a breakdown. */
  readonly grain: Grain | undefined
  readonly where: readonly Filter[]
  readonly rest: readonly string[]
}

/** Takes `by segment,region`, `セグメント別`, `where region=JP and segment=SMB` out of a command's words. */
export function takeSelectors(words: readonly string[], locale: Locale): Selectors {
  const by: string[] = []
  const where: Filter[] = []
  const rest: string[] = []
  let grain: Grain | undefined
  /** Units of time among breakdowns are no breakdowns. */
  const add = (names: readonly string[]): void => {
    for (const name of names) {
      const unit = grainNamed(name)
      if (unit) grain = unit
      else by.push(dimensionNamed(name))
    }
  }
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const japanese = /^(.+)別$/u.exec(word)?.[1]
    if (/^by$/i.test(word)) {
      const named = listAt(words, index + 1)
      if (named.length === 0) throw new UserError(say[locale].byWhat)
      add(named.join('').split(/[,、]/).filter(Boolean))
      index += named.length
    } else if (japanese) {
      add(dimensionLabels[dimensionNamed(japanese)] ? [japanese] : japanese.split(/別|[,、×]/).filter(Boolean))
    } else if (grainWords.has(word.toLowerCase())) {
      grain = grainWords.get(word.toLowerCase())
    } else if (/^(where|and|条件)$/i.test(word)) {
      if (words[index + 1] === undefined) throw new UserError(say[locale].whereWhat)
    } else if (/^[^=]+=[^=]*$/.test(word)) {
      const [dimension = '', values = ''] = word.split('=')
      where.push(filterOf(dimensionNamed(dimension), values))
    } else {
      rest.push(word)
    }
  }
  if (by.length > 2) throw new UserError(say[locale].twoAtMost)
  return { by: [...new Set(by)], grain, where, rest }
}

/** The words of a list with commas: "segment,region", "segment, region", "segment , region". */
function listAt(words: readonly string[], at: number): readonly string[] {
  let end = at + 1
  while (end < words.length && (/[,、]$/.test(words[end - 1] ?? '') || /^[,、]/.test(words[end] ?? ''))) end += 1
  return words.slice(at, end)
}

const grainWords: ReadonlyMap<string, Grain> = new Map([
  ['daily', 'day'],
  ['weekly', 'week'],
  ['monthly', 'month'],
  ['quarterly', 'quarter'],
  ['yearly', 'year'],
  ['annually', 'year'],
  ['日次', 'day'],
  ['週次', 'week'],
  ['月次', 'month'],
  ['四半期ごと', 'quarter'],
  ['年次', 'year'],
])

/** A unit of time as it would be typed after a question: `monthly`; nothing for one that has no such word. */
export const grainWord = (grain: Grain): string => [...grainWords].find(([, each]) => each === grain)?.[0] ?? ''

const grainNames: Readonly<Record<Grain, readonly string[]>> = {
  day: ['day', '日'],
  week: ['week', '週'],
  month: ['month', '月'],
  quarter: ['quarter', '四半期'],
  half: ['half', '半期'],
  year: ['year', '年', '年度'],
}

const grainNamed = (name: string): Grain | undefined =>
  (Object.keys(grainNames) as Grain[]).find((grain) => grainNames[grain].includes(name.toLowerCase()))

/** Filters as a person reads them: "Region = JP". */
export const filterText = (where: readonly Filter[], locale: Locale): string =>
  where
    .map(({ dimension, values }) => {
      const named = values
        .map((value) => (value === null ? say[locale].none : valueName(dimension, value, locale)))
        .join(', ')
      return `${dimensionLabels[dimension]?.[locale] ?? typed(dimension)} = ${typed(named)}`
    })
    .join(' · ')

const filterOf = (dimension: string, values: string): Filter => ({
  dimension,
  values: values.split(/[,、]/).map((value) => (isNone(value) ? null : valueNamed(dimension, value))),
  typed: true,
})

const isNone = (value: string): boolean => /^(none|null|\(none\)|なし|)$/i.test(value)

const say = bilingual({
  en: {
    none: '(none)',
    impossible: (text: string, examples: string) => `“${text}” is not a period. Try one of: ${examples}.`,
    twoPeriods: 'That names two periods. Ask for one, or for a range such as `2026-07..2026-09`.',
    byWhat: 'By what? For example `by segment`.',
    whereWhat: 'Where what? For example `where region=JP`.',
    twoAtMost: 'At most two breakdowns at once, for example `by segment,region`.',
  },
  ja: {
    none: '（なし）',
    impossible: (text, examples) => `「${text}」は期間として読めません。例：${examples}`,
    twoPeriods: '期間が2つあります。1つにするか、`2026-07..2026-09` のように範囲で指定してください。',
    byWhat: '何別ですか？ 例：`by segment` または `セグメント別`',
    whereWhat: '条件を指定してください。例：`where region=JP`',
    twoAtMost: '内訳は2つまでです。例：`by segment,region`',
  },
})
