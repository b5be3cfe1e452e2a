import { context as contextBlock, divider, escapeMrkdwn, header, section } from '../../blocks/build.ts'
import { formatDay } from '../../calendar/format.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import { seriesText } from '../alerts/list/answer.ts'
import { firingFor } from '../firing.ts'
import { readScorecard, scorecardDates, scorecardTable } from '../kpi/scorecard-table.ts'
import { lineSections } from '../lines.ts'
import { spoken } from '../plain.ts'
import { provenance, relationsOf, scopeText, staleWarning } from '../provenance.ts'
import { subscriptionLine } from '../subscriptions/list.ts'
import { bilingual } from '../words.ts'
import { attentionSections } from './attention.ts'
import type { HomeArgs } from './parse.ts'

const mostFiring = 5
const mostSubscriptions = 10

/** The asker's own page: their scorecard, who and what needs them, what fires for them, what comes to them by itself. */
export async function homeMessage(context: Context, { period }: HomeArgs): Promise<Message> {
  const { locale, who, today } = context
  const say = words[locale]
  const [scorecard, attention, firing, coming] = await Promise.all([
    readScorecard(context, period),
    attentionSections(context),
    firingSection(context),
    subscriptionSection(context),
  ])
  const relations = [...new Set(scorecard.metrics.flatMap(relationsOf))]
  const about = [formatDay(today, locale), scopeText(context, context.scope), scorecardDates(context, scorecard)]
  return {
    text: spoken(locale, [say.title], escapeMrkdwn(who.name)),
    blocks: [
      ...staleWarning(context, relations),
      header(say.title),
      contextBlock([about.filter(Boolean).join(' · ')]),
      ...scorecardTable(context, scorecard),
      ...(attention.length > 0 ? [divider(), ...attention] : []),
      divider(),
      ...firing,
      ...coming,
      provenance(context, { relations, readings: scorecard.metrics.map((metric) => scorecard.readings.one(metric)) }),
    ],
    charts: [],
    readings: scorecard.metrics.map((metric) => scorecard.readings.one(metric)),
    personal: true,
  }
}

async function firingSection(context: Context): Promise<MessageBlock[]> {
  const say = words[context.locale]
  const firing = await firingFor(context)
  if (firing.length === 0) return [section(say.quiet)]
  const rest = firing.length - mostFiring
  return [
    section(`*${say.firing(firing.length)}*`),
    ...firing.slice(0, mostFiring).map((series) => section(seriesText(context, series))),
    ...(rest > 0 ? [contextBlock([say.moreFiring(rest)])] : []),
  ]
}

async function subscriptionSection(context: Context): Promise<MessageBlock[]> {
  const say = words[context.locale]
  const own = (await context.subscriptions?.of(context.who.id)) ?? []
  if (own.length === 0) return [section(say.noSubscriptions)]
  const lines = own.slice(0, mostSubscriptions).map((each) => subscriptionLine(context, each))
  const rest = own.length - lines.length
  return lineSections([
    `*${say.subscriptions(own.length)}*`,
    ...lines,
    ...(rest > 0 ? [say.moreSubscriptions(rest)] : []),
  ])
}

const words = bilingual({
  en: {
    title: 'Your day',
    quiet: 'No alert is firing for you.',
    firing: (n: number) => `${n} ${n === 1 ? 'alert is' : 'alerts are'} firing for you`,
    moreFiring: (n: number) => `… and ${n} more: \`/revops alerts\``,
    subscriptions: (n: number) => `${n} ${n === 1 ? 'subscription' : 'subscriptions'}`,
    noSubscriptions: 'Nothing comes to you by itself yet. For example: `/revops subscribe weekly-digest`.',
    moreSubscriptions: (n: number) => `… and ${n} more: \`/revops subscriptions\``,
  },
  ja: {
    title: '今日の状況',
    quiet: '発生中のアラートはありません。',
    firing: (n) => `発生中のアラート ${n}件`,
    moreFiring: (n) => `…ほか${n}件：\`/revops alerts\``,
    subscriptions: (n) => `定期配信 ${n}件`,
    noSubscriptions: '定期配信はまだありません。例：`/revops subscribe weekly-digest`',
    moreSubscriptions: (n) => `…ほか${n}件：\`/revops subscriptions\``,
  },
})
