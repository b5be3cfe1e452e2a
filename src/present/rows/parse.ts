import { toDate } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import { UserError } from '../../errors.ts'
import { takeView } from '../funnel/take-view.ts'
import { takePeriod, takeSelectors } from '../grammar.ts'
import { type AboutKpi, parseAboutKpi } from '../kpi/about.ts'
import { retyped } from '../typed.ts'
import { bilingual } from '../words.ts'
import type { StepQuestion } from './step.ts'

export interface RowsQuestion extends AboutKpi {
  /** From 1. */
  readonly page: number
  /** All rows as a file, in a direct message. */
  readonly csv: boolean
  /** The question as typed, but for its page and "csv". */
  readonly typed: string
}

/** Rows of a step of the funnel. */
export interface StepRowsQuestion extends StepQuestion, Pick<RowsQuestion, 'page' | 'csv' | 'typed'> {}

/** `<kpi> [period] [where …] [page n] [csv]`, or `funnel <step>` in the KPI's place. */
export function parseRows(words: readonly string[], context: Context): RowsQuestion | StepRowsQuestion {
  const csv = words.some((word) => /^csv$/i.test(word))
  const plain = words.filter((word) => !/^csv$/i.test(word))
  const { page, rest } = takePage(plain, context)
  const [first = '', ...others] = rest
  const asked = { page, csv, typed: retyped(rest) }
  if (/^(?:funnel|ファネル)$/i.test(first)) return { ...parseStep(others, context), ...asked }
  return { ...parseAboutKpi(rest, context, 'rows'), ...asked }
}

function parseStep(words: readonly string[], context: Context): StepQuestion {
  const { where, rest } = takeSelectors(words, context.locale)
  const { view, rest: others } = takeView(rest)
  const found = takePeriod(others, context)
  if (found.rest.length === 0) throw new UserError(say[context.locale].step)
  const period = found.period ?? toDate('quarter', context.today, context.company.calendar)
  return { step: found.rest.join(' '), view, period, periodWords: found.words, by: undefined, where }
}

function takePage(words: readonly string[], context: Context): { page: number; rest: readonly string[] } {
  const at = words.findIndex((word) => /^(?:page|p|ページ)$/i.test(word))
  if (at < 0) return { page: 1, rest: words }
  const page = Number(words[at + 1])
  if (!Number.isInteger(page) || page < 1) throw new UserError(say[context.locale].page)
  return { page, rest: [...words.slice(0, at), ...words.slice(at + 2)] }
}

const say = bilingual({
  en: {
    page: 'Which page? For example `page 2`.',
    step: 'Which step of the funnel? For example `/revops rows funnel mql last quarter`.',
  },
  ja: {
    page: 'ページ番号を指定してください。例：`page 2`',
    step: 'ファネルのどのステップですか？ 例：`/revops rows funnel mql 先四半期`',
  },
})
