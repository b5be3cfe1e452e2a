import { clip, escapeMrkdwn } from '../../blocks/build.ts'
import type { CatalogView } from '../../define/catalog.ts'
import type { Subscription } from '../../define/subscription.ts'
import type { Locale } from '../../define/words.ts'

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

/** A KPI's question with what its KPIs are called in the place of their ids. */
function questionName(question: string, { metrics }: CatalogView, locale: Locale): string {
  const [ids = '', ...rest] = question.split(' ')
  const names = ids.split(',').map((id) => metrics.get(id)?.label[locale] ?? id)
  return [names.join(locale === 'ja' ? '、' : ', '), ...rest].join(' ')
}
