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
  return escapeMrkdwn(clip(kind === 'kpi' ? topic : label, 150))
}
