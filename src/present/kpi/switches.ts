import type { Context } from '../../define/context.ts'
import type { FollowUp } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import type { Person } from '../../ssot/people.ts'
import { askedAgain } from '../ask-on.ts'
import { dimensionLabels } from '../dimensions.ts'
import { grainWord } from '../grammar.ts'
import { bilingual } from '../words.ts'
import type { KpiArgs } from './parse.ts'
import { hasNoPast } from './windows.ts'

type Question = Pick<KpiArgs, 'periodWords' | 'by' | 'where' | 'against' | 'trend'>

/** Breakdowns that a menu offers, for a message's size; only a company with many columns of its own has more, to be typed. */
const mostBreakdowns = 24

/** What people ask for most comes first; a company's own columns come after these, by their names. */
const mostUseful =
  'team owner segment region industry product type source sourced_by stage account csm manager campaign channel'.split(
    ' ',
  )

/** The same KPI over another period, or by another breakdown, each in a menu of its own; what it is now is left out. */
export function kpiSwitches(context: Context, metric: Metric, question: Question): FollowUp[] {
  const { locale, catalog } = context
  const say = words[locale]
  const id = catalog.idOf(metric)
  if (id === undefined) return []
  const asked = (changed: Partial<Question>): string => `kpi ${written(id, { ...question, ...changed }, context)}`
  const now = question.periodWords.join(' ').toLowerCase()
  const periods = hasNoPast(metric) ? [] : say.periods
  const dimensions = usefulFirst(context, context.dimensions(metric)).slice(0, mostBreakdowns)
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

/** What has one value in all that somebody sees comes last: a rep's owner, say. */
function usefulFirst(context: Context, names: readonly string[]): string[] {
  const dull = undivided(context)
  const place = (name: string): number => {
    const known = mostUseful.indexOf(name)
    return (dull.includes(name) ? 1_000 : 0) + (known < 0 ? mostUseful.length : known)
  }
  return names.toSorted((a, b) => place(a) - place(b))
}

function undivided({ scope, who, people }: Context): string[] {
  if (scope.kind !== 'people') return []
  const seen = people.filter(({ id }) => scope.ids.includes(id))
  const several = (of: (person: Person) => string | null): boolean => new Set(seen.map(of)).size > 1
  // Accounts of one CSM have owners of many teams.
  if (who.role === 'cs') return several(({ id }) => id) ? [] : ['csm']
  // Whoever leads the others has a manager of their own, and mostly no deals.
  const sellers = seen.length > 1 ? seen.filter(({ id }) => id !== who.id) : seen
  return [
    ...(sellers.length > 1 ? [] : ['owner']),
    ...(several(({ team }) => team) ? [] : ['team']),
    ...(new Set(sellers.map(({ managerId }) => managerId)).size > 1 ? [] : ['manager']),
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
