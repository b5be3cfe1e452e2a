import { toDate } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import { UserError } from '../../errors.ts'
import { takeView } from '../funnel/take-view.ts'
import { takePeriod, takeSelectors } from '../grammar.ts'
import { type AboutKpi, parseAboutKpi } from '../kpi/about.ts'
import { takePage } from '../take-page.ts'
import { retyped } from '../typed.ts'
import { bilingual } from '../words.ts'
import type { StepQuestion } from './step.ts'

export interface RowsQuestion extends AboutKpi {
  /** From 1. */
  readonly page: number
  /** All rows as a file, in a direct message. */
  readonly csv: boolean
}

/** Rows of a step of the funnel. */
export interface StepRowsQuestion extends StepQuestion, Pick<RowsQuestion, 'page' | 'csv' | 'typed'> {}

/** `<kpi> [period] [where …] [page n] [csv]`, or `funnel <step>` in the KPI's place. */
export function parseRows(words: readonly string[], context: Context): RowsQuestion | StepRowsQuestion {
  const csv = words.some((word) => /^csv$/i.test(word))
  const plain = words.filter((word) => !/^csv$/i.test(word))
  const { page, rest } = takePage(plain, context)
  const [first = '', ...others] = rest
  if (/^(?:funnel|ファネル)$/i.test(first)) return { ...parseStep(others, context), page, csv, typed: retyped(rest) }
  return { ...parseAboutKpi(rest, context, 'rows'), page, csv }
}

function parseStep(words: readonly string[], context: Context): StepQuestion {
  const { where, rest } = takeSelectors(words, context.locale)
  const { view, rest: others } = takeView(rest)
  const found = takePeriod(others, context)
  if (found.rest.length === 0) throw new UserError(say[context.locale].step)
  const period = found.period ?? toDate('quarter', context.today, context.company.calendar)
  return { step: found.rest.join(' '), view, period, periodWords: found.words, by: undefined, where }
}

const say = bilingual({
  en: {
    step: 'Which step of the funnel? For example `/revops rows funnel mql last quarter`.',
  },
  ja: {
    step: 'ファネルのどのステップですか？ 例：`/revops rows funnel mql 先四半期`',
  },
})
