import { Temporal } from 'temporal-polyfill'
import { section } from '../../blocks/build.ts'
import { formatDayShort } from '../../calendar/format.ts'
import type { Context } from '../../define/context.ts'
import type { MessageBlock } from '../../define/message.ts'
import type { Reading } from '../../define/reading.ts'
import { accountName } from '../accounts/account-text.ts'
import { pullText, wholeScore } from '../accounts/health-words.ts'
import type { AccountRow } from '../accounts/listing.ts'
import { formatChange, formatValue } from '../format.ts'
import { styleOf } from '../style.ts'
import { type CsmFigures, mrrMoves } from './figures.ts'
import { type Action, firstThings } from './first.ts'
import { words } from './words.ts'

const mostLines = 6
const mostTickets = 3

/** "• Foods: 71 → 58, MRR ¥300K" and the inputs that moved, before and after. */
export function healthSection(context: Context, { changes }: CsmFigures): MessageBlock[] {
  const say = words[context.locale]
  const style = styleOf(context)
  if (changes.length === 0) return [section(say.calm)]
  const lines = changes.slice(0, mostLines).map(({ account, before, moved }) => {
    const scores = say.line(wholeScore(before), wholeScore(account.score ?? 0))
    const about = `• ${accountName(context, account)} · ${scores} · MRR ${formatValue(account.mrr, 'money', style, 'short')}`
    return [about, ...moved.map((input) => `      ${pullText(input, style)}`)].join('\n')
  })
  return [listed(context, say.changed(changes.length), lines, changes.length)]
}

/** Lapses and expansions of the last week, account by account. */
export function movesSection(context: Context, { movedBy }: CsmFigures): MessageBlock[] {
  const say = words[context.locale]
  const style = styleOf(context)
  const verbs = [say.move.churned, say.move.contraction, say.move.expansion, say.move.reactivation, say.move.new]
  const line = ({ by, keys, value }: Reading, verb: string): string => {
    const name = accountName(context, { id: keys[0] ?? '–', name: by.account ?? null })
    return `• ${name} · ${verb} · ${formatChange(value ?? 0, 'money', style)}`
  }
  const lines = mrrMoves.flatMap((metric, i) =>
    (movedBy?.of(metric) ?? []).filter(({ value }) => value).map((reading) => line(reading, verbs[i] ?? '')),
  )
  if (lines.length === 0) return []
  return [listed(context, say.moves, lines.slice(0, mostLines), lines.length)]
}

/** How many tickets stand open, and with whom most. */
export function ticketSection(context: Context, { accounts, before }: CsmFigures): MessageBlock[] {
  const say = words[context.locale]
  const open = ({ inputs }: AccountRow): number => inputs.support_load.raw ?? 0
  const sum = (rows: readonly AccountRow[]): number => rows.reduce((total, row) => total + open(row), 0)
  const [now, then] = [sum(accounts.rows), sum(before.rows)]
  if (now === 0 && then === 0) return []
  const worst = accounts.rows
    .filter((row) => open(row) > 0)
    .sort((a, b) => open(b) - open(a) || b.mrr - a.mrr)
    .slice(0, mostTickets)
    .map((row) => `${accountName(context, row)} ${open(row)}`)
  return [section(say.tickets(now, then, worst.join(context.locale === 'ja' ? ' · ' : ', ')))]
}

/** The terms that end within 90 days, and whether somebody has opened a renewal. */
export function renewalSection(context: Context, { renewals }: CsmFigures): MessageBlock[] {
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  if (renewals.total === 0) return []
  const standings = { opened: say.opened, unopened: say.unopened, 'notice given': say.noticeGiven }
  const lines = renewals.rows.map((row) => {
    const end = formatDayShort(Temporal.PlainDate.from(row.term_end), locale)
    const amount = formatValue(row.mrr, 'money', style, 'short')
    return `• ${accountName(context, row)} · ${end} · MRR ${amount} · ${standings[row.standing]}`
  })
  return [listed(context, say.renewals(renewals.total), lines, renewals.total)]
}

/** Three things to begin the week with, each with its reason. */
export function firstSection(context: Context, figures: CsmFigures): MessageBlock[] {
  const say = words[context.locale]
  const actions = firstThings(figures, context.today.toString())
  if (actions.length === 0) return []
  const lines = actions.map((action, i) => `${i + 1}. ${actionText(context, action)}`)
  return [section([`*${say.first}*`, ...lines].join('\n'))]
}

function actionText(context: Context, action: Action): string {
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const name = accountName(context, action.account)
  const amount = formatValue(action.account.mrr, 'money', style, 'short')
  if (action.kind === 'open renewal') {
    return say.openRenewal(name, formatDayShort(Temporal.PlainDate.from(action.account.term_end), locale), amount)
  }
  const because = action.because ? pullText(action.because, style) : ''
  return action.kind === 'at risk'
    ? say.atRisk(name, wholeScore(action.account.score ?? 0), amount, because)
    : say.falling(name, -action.by, because)
}

function listed(context: Context, heading: string, lines: readonly string[], total: number): MessageBlock {
  const rest = total - lines.length
  const more = rest > 0 ? [words[context.locale].more(rest)] : []
  return section([`*${heading}*`, ...lines, ...more].join('\n'))
}
