import { Temporal } from 'temporal-polyfill'
import { context as contextBlock, header, section } from '../../blocks/build.ts'
import type { WaterfallSpec } from '../../blocks/chart.ts'
import { formatDay } from '../../calendar/format.ts'
import { periodContaining } from '../../calendar/periods.ts'
import type { Alert, AlertPost, Told } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Locale } from '../../define/words.ts'
import { accountHealth } from '../../metrics/account-health/fact.ts'
import { accountName } from '../accounts/account-text.ts'
import { withEarlier } from '../accounts/at-risk.ts'
import { type EarlierHealth, inputName, type Pull, pulls, pullText, wholeScore } from '../accounts/health-words.ts'
import { type AccountRow, accountsWhere, among } from '../accounts/listing.ts'
import { formatValue } from '../format.ts'
import { lineName } from '../names.ts'
import { spoken } from '../plain.ts'
import { provenance } from '../provenance.ts'
import { styleOf } from '../style.ts'
import { alertButtons } from './buttons.ts'
import { lastTold } from './churn-told.ts'
import { words } from './churn-words.ts'
import { linkedSentence } from './linked.ts'
import { endLine, newsLine } from './news.ts'
import { alertReply, handlingBlocks } from './post.ts'

type Rule = Pick<Alert, 'title' | 'playbook' | 'names'>

/** One account: what is at stake, how it stands, what pulls it down, and what to do about that. */
export async function churnMessage(context: Context, rule: Rule, post: AlertPost): Promise<Message> {
  const { locale } = context
  const say = words[locale]
  const [told] = post.told
  const { observation } = told
  const over = told.news === 'recovered' || post.standing.every((each) => each.over !== undefined)
  if (over) return post.as === 'reply' ? overReply(context, told) : overMessage(context, post)
  if (post.as === 'reply') return alertReply(context, rule, post)
  const period = periodContaining('quarter', context.today, context.company.calendar)
  const page = await context.list(accountsWhere(among([observation.series])), { period, limit: 1 })
  const [row] = page.rows
  if (!row) return overMessage(context, post)
  const before = lastTold(context, told)
  const was = before ?? (await withEarlier(context, page, context.scope)).get(row.id)
  const reasons = pulls(row, was)
  const style = styleOf(context)
  const title = rule.title[locale]
  const mentions = observation.mention.map((id) => `<@person:${id}>`).join(' ')
  const pulled = reasons.slice(0, 4).map((pull) => `• ${pullText(pull, style)}`)
  const todo = advice(reasons, locale).map((line) => `• ${line}`)
  return {
    text: spoken(locale, [title], observation.summary[locale]),
    blocks: [
      header(`${title} · ${observation.label}`),
      contextBlock([newsLine(context, told)]),
      section(
        [mentions, accountName(context, row), ...facts(context, row, scoreWas(was, before ? say.toldBefore : say.was))]
          .filter(Boolean)
          .join('\n'),
      ),
      ...(pulled.length > 0
        ? [section([`*${say.fell}*`, ...pulled].join('\n')), { type: 'chart', chart: 0 } as const]
        : []),
      ...(todo.length > 0 ? [section([`*${say.todo}*`, ...todo].join('\n'))] : []),
      ...handlingBlocks(context, post.handling),
      provenance(context, {
        relations: accountHealth.reads,
        readings: [],
        extra: [say.version(context.company.health.version)],
      }),
      alertButtons({
        key: post.key,
        locale,
        ask: `accounts ${row.id}`,
        acknowledged: post.handling.acknowledged !== undefined,
        over: false,
      }),
    ],
    charts: pulled.length > 0 ? [lossChart(context, row, reasons)] : [],
    readings: [],
  }
}

/** It got better, gave notice or stopped paying: three different ends. */
function endOf({ locale, company }: Context, told: Told): readonly [heading: string, why: string] {
  const say = words[locale]
  const { label, facts: known } = told.observation
  const name = lineName(label)
  const score = typeof known.score === 'number' ? known.score : null
  const mrr = typeof known.mrr === 'number' ? known.mrr : null
  if (told.gone) return [say.gone, say.goneNow(name, score)]
  if (known.cancelled === true) return [say.cancelled, say.cancelledNow(name)]
  const money = formatValue(mrr, 'money', { locale, currency: company.currency }, 'short')
  return [say.recovered, say.recoveredNow(name, score ?? 0, money)]
}

const linkedWhy = (context: Context, { observation }: Told, why: string): string =>
  linkedSentence(context, { names: 'accounts' }, why, observation)

function overReply(context: Context, told: Told): Message {
  const [heading, why] = endOf(context, told)
  const text = spoken(context.locale, [heading], why)
  return {
    text,
    blocks: [section(`${endLine(context, told)}\n${linkedWhy(context, told, why)}`)],
    charts: [],
    readings: [],
  }
}

function overMessage(context: Context, post: AlertPost): Message {
  const [told] = post.told
  const [heading, why] = endOf(context, told)
  return {
    text: spoken(context.locale, [heading], why),
    blocks: [
      header(`${heading} · ${told.observation.label}`),
      contextBlock([endLine(context, told)]),
      section(linkedWhy(context, told, why)),
      alertButtons({ key: post.key, locale: context.locale, ask: undefined, acknowledged: true, over: true }),
    ],
    charts: [],
    readings: [],
  }
}

const scoreWas = (was: EarlierHealth | undefined, words: (score: number) => string): string =>
  was?.score == null ? '' : words(wholeScore(was.score))

function facts(context: Context, row: AccountRow, was: string): string[] {
  const { locale } = context
  const say = words[locale]
  const score = row.score === null ? '–' : wholeScore(row.score)
  const people = [
    row.csm === null ? say.nobody : lineName(row.csm),
    ...(row.owner === null ? [] : [lineName(row.owner)]),
  ]
  return [
    `*${say.score}*  ${score}${was}`,
    `*${say.stake}*  ${formatValue(row.mrr, 'money', styleOf(context))}`,
    `*${say.term}*  ${termEnd(context, row)}${row.renewal_id === null ? '' : say.renewalOpen}`,
    `*${say.owner}*  ${people.join(' · ')}`,
  ]
}

function termEnd({ locale }: Context, { term_end, renews_itself }: AccountRow): string {
  if (term_end !== null) return formatDay(Temporal.PlainDate.from(term_end), locale)
  return renews_itself ? words[locale].renewsItself : '–'
}

/** From 100 down to the score: what each input takes away. */
function lossChart(context: Context, row: AccountRow, reasons: readonly Pull[]): WaterfallSpec {
  const { locale } = context
  const say = words[locale]
  const score = wholeScore(row.score ?? 0)
  return {
    kind: 'waterfall',
    title: say.chart,
    steps: [
      { label: say.full, value: 100, kind: 'total' },
      ...wholeLosses(reasons, 100 - score).map(({ input, cost }) => ({
        label: inputName(input, locale),
        value: -cost,
        kind: 'change' as const,
      })),
      { label: say.score, value: score, kind: 'total' },
    ],
    format: { style: 'number', locale },
  }
}

/** Whole points that add up to what is missing: the largest remainders are rounded up. */
function wholeLosses(reasons: readonly Pull[], total: number): { input: Pull['input']; cost: number }[] {
  const floors = reasons.map(({ cost }) => Math.floor(cost))
  let left = total - floors.reduce((sum, cost) => sum + cost, 0)
  const order = [...reasons.keys()].sort((a, b) => fraction(reasons[b]) - fraction(reasons[a]))
  for (const i of order) {
    if (left <= 0) break
    floors[i] = (floors[i] ?? 0) + 1
    left -= 1
  }
  return reasons.map(({ input }, i) => ({ input, cost: floors[i] ?? 0 }))
}

const fraction = (pull: Pull | undefined): number => (pull ? pull.cost - Math.floor(pull.cost) : 0)

const advice = (reasons: readonly Pull[], locale: Locale): string[] => [
  ...new Set(reasons.slice(0, 3).map(({ input }) => words[locale].advice[input])),
]
