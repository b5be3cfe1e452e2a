import { Temporal } from 'temporal-polyfill'
import { divider, section } from '../../blocks/build.ts'
import { formatDay, formatInstant } from '../../calendar/format.ts'
import type { Context } from '../../define/context.ts'
import type { MessageBlock } from '../../define/message.ts'
import healthScore, { mrrAtRisk } from '../../metrics/health-score.ts'
import logoChurn from '../../metrics/logo-churn.ts'
import { renewalsDue } from '../../metrics/measures/due-renewals.ts'
import stalled from '../../metrics/measures/stalled.ts'
import untouchedMqls from '../../metrics/measures/untouched-mqls.ts'
import type { Page } from '../../query/listing.ts'
import { accountName } from '../accounts/account-text.ts'
import { wholeScore } from '../accounts/health-words.ts'
import { seriesName } from '../alerts/linked.ts'
import { formatValue } from '../format.ts'
import { bottleneckText } from '../funnel/bottleneck-text.ts'
import { conversionOf } from '../funnel/figures.ts'
import { dueText } from '../renewals/due.ts'
import { styleOf } from '../style.ts'
import { type DealRow, dealLine } from './deals.ts'
import type { DigestFigures } from './figures.ts'
import { words } from './words.ts'

/** The largest wins, losses and slips, with their reasons; what did not happen is not mentioned. */
export function dealSections(context: Context, { wins, losses, slips }: DigestFigures): MessageBlock[] {
  const say = words[context.locale]
  const day = (iso: string): string => formatDay(Temporal.PlainDate.from(iso), context.locale)
  const list = (page: Page<DealRow>, heading: string, note: (text: string) => string): MessageBlock[] =>
    page.total === 0
      ? []
      : [section([`*${heading}*`, ...page.rows.map((row) => dealLine(context, row, note))].join('\n'))]
  const parts = [
    ...list(wins, say.wins(wins.total), (text) => text),
    ...list(losses, say.losses(losses.total), (text) => say.because(text)),
    ...list(slips, say.slips(slips.total), (text) => say.until(day(text))),
  ]
  return parts.length > 0 ? [divider(), ...parts] : []
}

/** The step that holds back the most, or that none does; nothing where nobody moved. */
export function funnelSection(context: Context, { funnel }: DigestFigures): MessageBlock[] {
  const { figures, bottleneck } = funnel
  const moved = figures.steps.some((step) => {
    const conversion = conversionOf(step, figures.view)
    return conversion && figures.whole.one(conversion).value !== null
  })
  return moved ? [section(`*${words[context.locale].funnel}*\n${bottleneckText(context, bottleneck)}`)] : []
}

export function retentionSection(context: Context, { retention, renewals }: DigestFigures): MessageBlock[] {
  const say = words[context.locale]
  const churn = retention.one(logoChurn)
  const due = renewals.one(renewalsDue).n > 0 ? dueText(context, renewals) : undefined
  const lines = [
    ...(churn.value === null
      ? []
      : [say.lapsed(churn.numerator ?? 0, churn.denominator ?? 0, churn.beside[0]?.value ?? 0)]),
    ...(due ? [due] : []),
  ]
  return lines.length > 0 ? [section([`*${say.retention}*`, ...lines].join('\n'))] : []
}

/** Customers at risk with the largest share of what is paid; who has given notice is a fact, told apart. */
export function riskSection(context: Context, { risky, health, bands }: DigestFigures): MessageBlock[] {
  const say = words[context.locale]
  const style = styleOf(context)
  const notice = bands.of(healthScore).find(({ by }) => by.band === 'notice_given')?.n ?? 0
  if (risky.total === 0) return notice > 0 ? [section(say.notice(notice, false))] : []
  const share = health.one(healthScore).beside[mrrAtRisk]?.value ?? 0
  const lines = risky.rows.map(
    (row) =>
      `• ${accountName(context, row)} · ${say.score(wholeScore(row.score ?? 0))} · MRR ${formatValue(row.mrr, 'money', style, 'short')}`,
  )
  const more = risky.total > risky.rows.length ? [say.more(risky.total - risky.rows.length)] : []
  const title = `*${say.risk(risky.total, formatValue(share, 'percent', style))}*`
  return [section([title, ...lines, ...more, ...(notice > 0 ? [say.notice(notice, true)] : [])].join('\n'))]
}

/** Revenue that is leaking now and that somebody can stop. */
export function leakSection(context: Context, { leaks, mqls, unopened }: DigestFigures): MessageBlock[] {
  const say = words[context.locale]
  const style = styleOf(context)
  const still = leaks.one(stalled)
  const untouched = mqls.one(untouchedMqls)
  const lines = [
    ...(untouched.value ? [`• ${say.untouched(untouched.value)}`] : []),
    ...(still.n > 0 ? [`• ${say.stalled(still.n, formatValue(still.value, 'money', style, 'short'))}`] : []),
    ...unopened.rows.map((row) => {
      const end = formatDay(Temporal.PlainDate.from(row.term_end), context.locale)
      return `• ${say.unopened(accountName(context, row), formatValue(row.mrr, 'money', style, 'short'), end)}`
    }),
    ...(unopened.total > unopened.rows.length ? [say.more(unopened.total - unopened.rows.length)] : []),
  ]
  return lines.length > 0 ? [section([`*${say.leaking}*`, ...lines].join('\n'))] : []
}

const mostFiring = 5

export function firingSection(context: Context, { firing }: DigestFigures): MessageBlock[] {
  const { locale, catalog, company } = context
  const say = words[locale]
  if (firing.length === 0) return []
  const lines = firing.slice(0, mostFiring).map((series) => {
    const rule = catalog.alerts.get(series.alert)
    return `• ${rule?.title[locale] ?? series.alert} · ${seriesName(context, rule, series)} · ${say.since(formatInstant(series.since, company.calendar.zone, locale))}`
  })
  const more = firing.length > mostFiring ? [say.more(firing.length - mostFiring)] : []
  return [section([`*${say.firing(firing.length)}*`, ...lines, ...more].join('\n'))]
}
