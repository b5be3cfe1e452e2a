import { Temporal } from 'temporal-polyfill'
import { context as contextBlock, escapeMrkdwn, header, section } from '../../blocks/build.ts'
import type { ChartSpec } from '../../blocks/chart.ts'
import { formatInstant } from '../../calendar/format.ts'
import type { Alert, AlertPost, Handling, Standing, Told } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import type { Reading } from '../../define/reading.ts'
import type { Locale } from '../../define/words.ts'
import type { RelationName } from '../../ssot/contract.ts'
import { lineName } from '../names.ts'
import { spoken } from '../plain.ts'
import { provenance } from '../provenance.ts'
import { bilingual } from '../words.ts'
import { alertButtons } from './buttons.ts'
import { linkedSentence } from './linked.ts'
import { endLine, newsLine, standingLine } from './news.ts'

/** What a rule adds to the frame that all alerts have in common. */
export interface PostParts {
  readonly charts?: readonly ChartSpec[]
  /** After the sentences: what lies behind it. */
  readonly more?: readonly MessageBlock[]
  readonly relations: readonly RelationName[]
  readonly readings?: readonly Reading[]
  /** For the line of small print: how sure it is, which rows. */
  readonly extra?: readonly string[]
  /** What "Why?" asks. */
  readonly ask?: string
}

type Rule = Pick<Alert, 'title' | 'playbook' | 'names'>

/** Sentences of one message; the rest is counted. */
const mostSeries = 8
const mostNamed = 3

/** The message of an alert: what happened, compared with what, since when, who owns it, what to do; its buttons. */
export function alertPost(context: Context, rule: Rule, post: AlertPost, parts: PostParts): Message {
  const { locale } = context
  const say = words[locale]
  const { standing, told, handling } = post
  const title = rule.title[locale]
  const over = standing.every((each) => each.over !== undefined)
  const named = namesOf(standing, locale)
  const [worst] = told
  const charts = over ? [] : (parts.charts ?? [])
  const steps = rule.playbook.steps.map((step) => `• ${step[locale]}`)
  const blocks: MessageBlock[] = [
    header([over ? say.over(title) : title, named].filter(Boolean).join(' · ')),
    contextBlock([leadLine(context, post)]),
    ...sentenceSections(context, rule, standing),
    ...mentionSection(told, over),
    ...charts.map((_, chart) => ({ type: 'chart', chart }) as const),
    ...(over ? [] : (parts.more ?? [])),
    ...(over || steps.length === 0 ? [] : [section([`*${say.todo}*`, ...steps].join('\n'))]),
    ...(over ? [] : handlingBlocks(context, handling)),
    provenance(context, { relations: parts.relations, readings: [], extra: over ? [] : [...(parts.extra ?? [])] }),
    alertButtons({
      key: post.key,
      locale,
      ask: parts.ask,
      acknowledged: handling.acknowledged !== undefined,
      over,
    }),
  ]
  const spokenOf = standing.find(({ observation }) => observation.series === worst.observation.series) ?? standing[0]
  return {
    text: spoken(locale, [title, ...(named ? [lineName(named)] : [])], spokenOf?.observation.summary[locale] ?? ''),
    blocks,
    charts,
    readings: over ? [] : (parts.readings ?? []),
  }
}

/** An answer in the thread of a message: what is news about its series, one line each. */
export function alertReply(context: Context, rule: Rule, { told }: AlertPost): Message {
  const { locale } = context
  const linked = (each: Told): string => linkedSentence(context, rule, replyText(context, each), each.observation)
  const lines = told.map((each) => `${newsLine(context, each)}\n${linked(each)}`)
  return {
    text: spoken(locale, [rule.title[locale]], told.map((each) => replyText(context, each)).join(' ')),
    blocks: [
      ...lines.slice(0, mostSeries).map((line) => section(line)),
      ...(lines.length > mostSeries ? [contextBlock([words[locale].more(lines.length - mostSeries)])] : []),
      ...mentionSection(
        told.filter(({ news }) => news !== 'recovered'),
        false,
      ),
    ],
    charts: [],
    readings: [],
  }
}

/** Up to three series by name, more by their number. */
function namesOf(standing: readonly Standing[], locale: Locale): string {
  const labels = standing.map(({ observation }) => observation.label).filter(Boolean)
  if (labels.length > mostNamed) return words[locale].several(standing.length)
  return labels.join(locale === 'ja' ? '、' : ', ')
}

const replyText = ({ locale }: Context, { observation, gone }: Told): string =>
  gone ? words[locale].gone(lineName(observation.label)) : observation.summary[locale]

/** New, or since when it goes on; over, and how long it went on. */
function leadLine(context: Context, { told, standing }: AlertPost): string {
  const [first] = told
  if (standing.every(({ over }) => over !== undefined)) return endLine(context, first)
  return newsLine(context, first)
}

function sentenceSections(context: Context, rule: Rule, standing: readonly Standing[]): MessageBlock[] {
  const { locale } = context
  const several = standing.length > 1
  const lines = standing.slice(0, mostSeries).map((each) => {
    const sentence = linkedSentence(context, rule, each.observation.summary[locale], each.observation)
    return several ? `${standingLine(context, each)} ${sentence}` : sentence
  })
  const rest = standing.length - lines.length
  return [...lines.map((line) => section(line)), ...(rest > 0 ? [contextBlock([words[locale].more(rest)])] : [])]
}

function mentionSection(told: readonly Told[], over: boolean): MessageBlock[] {
  const people = [...new Set(told.flatMap(({ observation }) => observation.mention))]
  return over || people.length === 0 ? [] : [section(people.map((id) => `<@person:${id}>`).join(' '))]
}

/** Who has it in hand. */
export function handlingBlocks(context: Context, { acknowledged, assigned, snoozed }: Handling): MessageBlock[] {
  const { locale, company } = context
  const say = words[locale]
  const when = (at: string) => formatInstant(Temporal.Instant.from(at), company.calendar.zone, locale)
  const lines = [
    ...(acknowledged ? [say.acknowledged(lineName(acknowledged.by), when(acknowledged.at))] : []),
    ...(assigned ? [say.assigned(lineName(assigned.to), lineName(assigned.by))] : []),
    ...(snoozed
      ? [say.snoozed(lineName(snoozed.by), snoozed.until && when(snoozed.until), escapeMrkdwn(snoozed.reason ?? ''))]
      : []),
  ]
  return lines.length > 0 ? [contextBlock([lines.join('\n')])] : []
}

const words = bilingual({
  en: {
    several: (n: number) => `${n} series`,
    over: (title: string) => `Over: ${title}`,
    todo: 'What to do',
    more: (n: number) => `… and ${n} more`,
    gone: (name: string) =>
      name === '' ? 'Nothing is seen of it any more.' : `Nothing is seen of *${name}* any more.`,
    acknowledged: (who: string, at: string) => `*Looking at it:* ${who}, since ${at}`,
    assigned: (to: string, by: string) => `*Assigned to* ${to} by ${by}`,
    snoozed: (who: string, until: string | undefined, reason: string) =>
      `*Quiet* ${until ? `until ${until}` : 'until it changes'}, asked for by ${who}${reason && `: “${reason}”`}`,
  },
  ja: {
    several: (n) => `${n}件`,
    over: (title) => `解消：${title}`,
    todo: '対応',
    more: (n) => `…ほか${n}件`,
    gone: (name) => (name === '' ? '対象のデータがなくなりました。' : `*${name}* のデータがなくなりました。`),
    acknowledged: (who, at) => `*確認中：* ${who}さん（${at}から）`,
    assigned: (to, by) => `*担当：* ${to}さん（${by}さんが割り当て）`,
    snoozed: (who, until, reason) =>
      `*通知停止中：* ${until ? `${until}まで` : '変化があるまで'}（${who}さん${reason && `「${reason}」`}）`,
  },
})
