import { context as contextBlock, divider, header } from '../../blocks/build.ts'
import { formatDay } from '../../calendar/format.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import { compare } from '../../insight/comparison.ts'
import customers from '../../metrics/customers.ts'
import healthScore, { mrrAtRisk } from '../../metrics/health-score.ts'
import mrr from '../../metrics/mrr.ts'
import { formatValue } from '../format.ts'
import { changeText } from '../kpi/change.ts'
import { paragraph } from '../lines.ts'
import { sentences, spoken } from '../plain.ts'
import { provenance, scopeText, staleWarning } from '../provenance.ts'
import { isWithheld, reasonText } from '../reasons.ts'
import { dueText } from '../renewals/due.ts'
import { styleOf } from '../style.ts'
import { type CsmFigures, csmRelations, mostCustomers } from './figures.ts'
import { firstSection, healthSection, movesSection, renewalSection, ticketSection } from './sections.ts'
import { words } from './words.ts'

/** A CSM's week in one message: what changed, what it means, what to do first. Null for who has no customers. */
export function csmMessage(context: Context, figures: CsmFigures): Message | null {
  const { locale, today } = context
  const say = words[locale]
  if (isEmpty(figures)) return null
  const lead = [changedText(context, figures), meaningText(context, figures)]
  const parts = [healthSection, movesSection, ticketSection, renewalSection].flatMap((part) => part(context, figures))
  const first = firstSection(context, figures)
  const { standing, moved, due } = figures
  return {
    text: spoken(locale, [say.heading, formatDay(today, locale)], sentences(locale, lead)),
    blocks: [
      ...staleWarning(context, csmRelations),
      header(say.heading),
      contextBlock([`${formatDay(today, locale)} · ${scopeText(context, context.scope)}`]),
      ...paragraph(lead),
      ...(parts.length > 0 ? [divider(), ...parts] : []),
      ...(first.length > 0 ? [divider(), ...first] : []),
      provenance(context, {
        relations: csmRelations,
        readings: [standing.one(mrr), standing.one(healthScore)],
        n: standing.one(customers).value ?? 0,
        extra: [
          say.version(context.company.health.version),
          ...(figures.accounts.total > mostCustomers ? [say.most(mostCustomers)] : []),
        ],
      }),
    ],
    charts: [],
    readings: [...standing.all, ...moved.all, ...due.all],
  }
}

const isEmpty = ({ standing, moved }: CsmFigures): boolean =>
  standing.one(mrr).reason === null && !standing.one(customers).value && moved.all.every(({ value }) => !value)

function changedText(context: Context, { standing }: CsmFigures): string {
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const money = standing.one(mrr)
  if (isWithheld(money) || isWithheld(standing.one(customers))) return ''
  if (money.reason === 'not_connected') return reasonText(money, mrr, '', locale)
  const health = standing.one(healthScore)
  const comparison = compare(mrr, money, standing.one(mrr, 1))
  const change = comparison ? changeText(comparison, 'money', style, say.weekAgo) : ''
  const pay = say.pay(standing.one(customers).value ?? 0, formatValue(money.value, 'money', style, 'short'), change)
  // The score of a week ago is not told beside: what was not known then is missing there, and would look like a change.
  const score = health.value === null ? say.unknownHealth : say.health(formatValue(health.value, 'score', style))
  return sentences(locale, [pay, score])
}

/** Who fell and who is at risk, and which terms end: what the changes put at stake. */
function meaningText(context: Context, { standing, bands, changes, due }: CsmFigures): string {
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const ofBand = (band: string): number => bands.of(healthScore).find(({ by }) => by.band === band)?.n ?? 0
  const fell = changes.filter(({ by }) => by < 0).length
  const share = formatValue(standing.one(healthScore).beside[mrrAtRisk]?.value ?? 0, 'percent', style)
  const notice = ofBand('notice_given')
  if (isWithheld(standing.one(healthScore))) return dueText(context, due) ?? ''
  const risk = [say.meaning(fell, ofBand('at_risk'), share), ...(notice > 0 ? [say.notice(notice)] : [])].join(say.and)
  const ending = dueText(context, due)
  return sentences(locale, [`${capital(risk)}${say.stop}`, ...(ending ? [ending] : [])])
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
