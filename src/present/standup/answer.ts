import { context as contextBlock, divider, header } from '../../blocks/build.ts'
import { businessDaysIn } from '../../calendar/business-days.ts'
import { formatDay } from '../../calendar/format.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import bookings from '../../metrics/bookings.ts'
import closingOpen from '../../metrics/measures/closing-open.ts'
import pipelineCoverage from '../../metrics/pipeline-coverage.ts'
import quotaAttainment from '../../metrics/quota-attainment.ts'
import { formatValue } from '../format.ts'
import { paragraph } from '../lines.ts'
import { periodShort } from '../periods.ts'
import { sentences, spoken } from '../plain.ts'
import { provenance, scopeText, snapshotNote, staleWarning } from '../provenance.ts'
import { isWithheld, reasonText } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { type StandupFigures, standupRelations } from './figures.ts'
import { changedSections, dueSections } from './sections.ts'
import { sinceText } from './since.ts'
import { words } from './words.ts'

/** The morning in one message: what changed since the last business day, what it means for the target, what to look at. */
export function standupMessage(context: Context, figures: StandupFigures): Message | null {
  const { locale, today } = context
  const say = words[locale]
  if (isEmpty(figures)) return null
  const lead = [changedText(context, figures), targetText(context, figures), dueText(context, figures)]
  const changed = changedSections(context, figures)
  const due = dueSections(context, figures)
  return {
    text: spoken(locale, [say.heading, formatDay(today, locale)], sentences(locale, lead)),
    blocks: [
      ...staleWarning(context, standupRelations),
      header(say.heading),
      contextBlock([`${formatDay(today, locale)} · ${scopeText(context, context.scope)}`]),
      ...paragraph(lead),
      ...(changed.length > 0 ? [divider(), ...changed] : []),
      ...(due.length > 0 ? [divider(), ...due] : []),
      provenance(context, {
        relations: standupRelations,
        readings: [figures.closed.one(bookings), figures.standing.one(quotaAttainment)],
        extra: snapshotNote(context),
      }),
    ],
    charts: [],
    readings: [...figures.closed.all, ...figures.standing.all],
  }
}

/** No target, nothing that closed, moves or is due: there is no team here, or it rests. */
function isEmpty({ closed, standing, ...pages }: StandupFigures): boolean {
  const { wins, losses, dueToday, dueLater, moved, slipped, attention } = pages
  const lists = [wins, losses, dueToday, dueLater, moved, slipped, attention]
  return (
    closed.one(bookings).n === 0 &&
    standing.one(quotaAttainment).value === null &&
    lists.every(({ total }) => total === 0)
  )
}

function changedText(context: Context, figures: StandupFigures): string {
  const say = words[context.locale]
  const won = figures.closed.one(bookings)
  if (isWithheld(won)) return ''
  const when = sinceText(context, figures)
  const amount = formatValue(won.value, 'money', styleOf(context), 'short')
  const lost = figures.losses.total > 0 ? say.lost(figures.losses.total) : ''
  return `${won.n > 0 ? say.won(amount, won.n, when) : say.noneWon(when)}${lost}${say.stop}`
}

/** The gap to the target, and whether the team keeps pace with the business days. */
function targetText(context: Context, { standing, quarter }: StandupFigures): string {
  const { locale, company, today } = context
  const say = words[locale]
  const style = styleOf(context)
  const when = periodShort(quarter, context)
  const quota = standing.one(quotaAttainment)
  if (quota.value === null) {
    return quota.reason === 'no_target' ? say.noTarget(when) : reasonText(quota, quotaAttainment, when, locale)
  }
  const share = formatValue(quota.value, 'percent', style)
  const gap = (quota.denominator ?? 0) - (quota.numerator ?? 0)
  if (gap <= 0) return say.met(when, share)
  const { value } = standing.one(pipelineCoverage)
  const coverage = value ? formatValue(value, 'multiple', style) : null
  const all = businessDaysIn(quarter.from, quarter.to, company.calendar)
  const gone = all > 0 ? businessDaysIn(quarter.from, today, company.calendar) / all : 1
  return sentences(locale, [
    say.standing(when, share, formatValue(gap, 'money', style, 'short'), coverage),
    say.pace(formatValue(gone, 'percent', style), quota.value >= gone ? say.ahead : say.behind),
  ])
}

/** The week holds the day: what is due by its end is told with today's. */
function dueText(context: Context, { standing }: StandupFigures): string {
  const style = styleOf(context)
  const today = standing.one(closingOpen, 1)
  const week = standing.one(closingOpen, 2)
  if (week.reason === 'not_connected') return ''
  const [ofToday, ofWeek] = [today, week].map(({ value }) => formatValue(value ?? 0, 'money', style, 'short'))
  return words[context.locale].due(ofToday ?? '', today.n, ofWeek ?? '', week.n)
}
