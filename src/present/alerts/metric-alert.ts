import { formatPeriod } from '../../calendar/format.ts'
import { type Alert, type AlertPost, defineAlert } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Watch } from '../../define/rule.ts'
import { filterText } from '../grammar.ts'
import { relationsOf, scopeText } from '../provenance.ts'
import { chanceLine } from './chance.ts'
import { alertPost, alertReply } from './post.ts'
import { driversOf } from './watch/drivers.ts'
import { observeWatch, observeWatchAt } from './watch/observe.ts'
import { presentWindow } from './watch/spans.ts'
import { trendOf } from './watch/trend.ts'

/** All of a rule but what it says when; the rest follows from the KPI that it watches. */
export type MetricAlert = Omit<
  Alert,
  'observe' | 'observeAll' | 'message' | 'relations' | 'grouping' | 'uses' | 'watch'
> & {
  readonly watch: Watch
  readonly grouping?: Alert['grouping']
  /** What "Why?" asks; by default the KPI's own `why`. */
  readonly ask?: string
}

/** A rule over a KPI, from its conditions. */
export function metricAlert(rule: MetricAlert): Alert {
  const { watch, grouping = 'together', ask, ...rest } = rule
  const relations = relationsOf(watch.metric)
  return defineAlert({
    ...rest,
    watch,
    grouping,
    relations,
    uses: [watch.metric],
    async observe(context) {
      const observed = await observeWatch(context, watch)
      const { mention = [] } = rule
      return observed.map((each) => ({ ...each, mention: [...new Set([...each.mention, ...mention])] }))
    },
    observeAll: (context, instants) => observeWatchAt(context, watch, instants),
    async message(context, post) {
      if (post.as === 'reply') return alertReply(context, rule, post)
      return wholeMessage(context, rule, post)
    },
  })
}

async function wholeMessage(context: Context, rule: MetricAlert, post: AlertPost): Promise<Message> {
  const { watch } = rule
  const going = post.standing.filter(({ over }) => over === undefined)
  const [worst] = going
  if (!worst) return alertPost(context, rule, post, { relations: relationsOf(watch.metric) })
  const [trend, drivers] = await Promise.all([
    trendOf(
      context,
      watch,
      going.map(({ observation }) => observation),
    ),
    driversOf(context, watch, worst.observation),
  ])
  return alertPost(context, rule, post, {
    charts: trend ? [trend.chart] : [],
    readings: trend?.readings ?? [],
    more: drivers,
    relations: relationsOf(watch.metric),
    extra: [
      ...ofWhat(context, watch),
      ...periodLine(context, watch),
      ...chanceLine(worst.observation.facts.p, context.locale),
    ],
    ...askOf(context, rule),
  })
}

/** Whose rows it rests on, and which, where that is not all of the company's: a channel reads it beside the company's figures. */
function ofWhat(context: Context, { where = [] }: Watch): string[] {
  const { scope, locale } = context
  const whose = scope.kind === 'people' ? scopeText(context, scope) : ''
  return [whose, filterText(where, locale)].filter(Boolean)
}

/** Which days it is about. */
function periodLine(context: Context, { metric, over }: Watch): string[] {
  const window = over === 'now' ? undefined : presentWindow(over, metric, context, context.company.calendar)
  return window ? [formatPeriod(window.period, context.locale, context.company.calendar)] : []
}

/** The question behind "Why?"; none where the KPI is no KPI of the catalogue. */
function askOf({ catalog }: Context, { ask, watch }: MetricAlert): { ask?: string } {
  if (ask !== undefined) return { ask }
  const id = catalog.idOf(watch.metric)
  if (id === undefined || watch.over === 'now') return {}
  const { over } = watch
  if (typeof over === 'object') return { ask: `why ${id} last ${over.days} days` }
  const period = {
    'last week': 'last week',
    'last month': 'last month',
    'month to date': 'this month',
    'quarter to date': 'this quarter',
  }
  return { ask: `why ${id} ${period[over]}` }
}
