import { clip, escapeMrkdwn, header } from '../../blocks/build.ts'
import type { CatalogView } from '../../define/catalog.ts'
import type { Message } from '../../define/message.ts'
import type { Subscription } from '../../define/subscription.ts'
import type { Locale } from '../../define/words.ts'
import { dimensionLabels, dimensionNamed } from '../dimensions.ts'

type Named = Pick<Subscription, 'kind' | 'topic' | 'label'>

/** A report's name as it is typed: `daily-standup`. */
export const reportName = (id: string): string => id.replaceAll('_', '-')

/** A topic as it is typed after `subscribe` or `unsubscribe`. */
export function topicTyped({ kind, topic, label }: Named): string {
  if (kind === 'report') return reportName(topic)
  return kind === 'kpi' ? `kpi ${topic}` : `account "${label}"`
}

/** What a topic is called, as text inside a line. */
export function topicName({ kind, topic, label }: Named, catalog: CatalogView, locale: Locale): string {
  if (kind === 'report') return catalog.reports.get(topic)?.title[locale] ?? reportName(topic)
  return escapeMrkdwn(clip(kind === 'kpi' ? questionName(topic, catalog, locale) : label, 150))
}

/** A KPI's answer under its question: two questions about one KPI, or one with a filter, would look alike in a channel. */
export function headed(message: Message, { kind, topic }: Named, catalog: CatalogView, locale: Locale): Message {
  const at = message.blocks.findIndex(({ type }) => type === 'header')
  if (kind !== 'kpi' || at < 0) return message
  const name = header(questionName(topic, catalog, locale))
  return { ...message, blocks: message.blocks.with(at, name) }
}

/** A KPI's question with what its KPIs are called in the place of their ids, its breakdowns as the language has them. */
function questionName(asked: string, { metrics }: CatalogView, locale: Locale): string {
  const [ids = '', ...rest] = asked.split(' ')
  const names = ids.split(',').map((id) => metrics.get(id)?.label[locale] ?? id)
  // Commas are words of their own where the KPIs were taken off.
  const question = rest.join(' ').replaceAll(' , ', ', ')
  return [names.join(locale === 'ja' ? '、' : ', '), locale === 'ja' ? inJapanese(question) : question]
    .filter(Boolean)
    .join(' ')
}

/** "by segment,region" as セグメント・地域別. */
const inJapanese = (question: string): string =>
  question.replace(/(?<=^| )by (?<list>[^\s,]+(?: ?, ?[^\s,]+)*)/i, (_, list: string) => {
    const labels = list.split(',').map((name) => dimensionLabels[dimensionNamed(name.trim())]?.ja ?? name.trim())
    return `${labels.join('・')}別`
  })
