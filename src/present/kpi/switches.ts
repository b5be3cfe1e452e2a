import type { Context } from '../../define/context.ts'
import type { FollowUp } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import { askedAgain } from '../ask-on.ts'
import { dimensionLabels } from '../dimensions.ts'
import { grainWord } from '../grammar.ts'
import { bilingual } from '../words.ts'
import type { KpiArgs } from './parse.ts'
import { hasNoPast } from './windows.ts'

type Question = Pick<KpiArgs, 'periodWords' | 'by' | 'where' | 'against' | 'trend'>

/** Breakdowns that a menu offers; the others can be typed. */
const mostBreakdowns = 12

/** The same KPI over another period, or by another breakdown, each in a menu of its own; what it is now is left out. */
export function kpiSwitches(context: Context, metric: Metric, question: Question): FollowUp[] {
  const { locale, catalog } = context
  const say = words[locale]
  const id = catalog.idOf(metric)
  if (id === undefined) return []
  const asked = (changed: Partial<Question>): string => `kpi ${written(id, { ...question, ...changed }, context)}`
  const now = question.periodWords.join(' ').toLowerCase()
  const periods = hasNoPast(metric) ? [] : say.periods
  const dimensions = context.dimensions(metric).slice(0, mostBreakdowns)
  return [
    ...periods
      .filter((period) => period !== now)
      .map((period) => ({ menu: say.period, label: period, question: asked({ periodWords: period.split(' ') }) })),
    ...(question.by.length > 0 ? [{ menu: say.by, label: say.whole, question: asked({ by: [] }) }] : []),
    ...dimensions
      .filter((name) => question.by.length !== 1 || question.by[0] !== name)
      .map((name) => ({
        menu: say.by,
        label: dimensionLabels[name]?.[locale] ?? name,
        question: asked({ by: [name] }),
      })),
  ]
}

/** A question about a KPI as it would be typed again. */
function written(id: string, { periodWords, by, where, against, trend }: Question, context: Context): string {
  const drawn = trend === undefined || periodWords[0] === 'trend' ? '' : trend === null ? 'trend' : grainWord(trend)
  return [
    id,
    by.length > 0 ? `by ${by.join(',')}` : '',
    against === 'last year' ? 'vs last year' : '',
    drawn,
    askedAgain({ periodWords, where }, context),
  ]
    .filter(Boolean)
    .join(' ')
}

const words = bilingual({
  en: {
    period: 'Period',
    by: 'By',
    whole: 'Not broken down',
    periods: [
      'this month',
      'last month',
      'this quarter',
      'last quarter',
      'this year',
      'last 4 quarters',
      'last 12 months',
    ],
  },
  ja: {
    period: '期間',
    by: '内訳',
    whole: '内訳なし',
    periods: ['今月', '先月', '今四半期', '先四半期', '今年', '直近4四半期', '直近12か月'],
  },
})
