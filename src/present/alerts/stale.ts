import { section } from '../../blocks/build.ts'
import { formatInstant } from '../../calendar/format.ts'
import type { Alert, AlertPost, Observation, Standing } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Locale } from '../../define/words.ts'
import { type RelationName, relationNames } from '../../ssot/contract.ts'
import { bilingual } from '../words.ts'
import { alertPost, alertReply } from './post.ts'
import { restingOn } from './resting.ts'

/** Every connected relation that some source says it feeds: older than the limit, or not. */
export function observeStale(context: Context): Observation[] {
  const { sources, company, now } = context
  return relationNames.flatMap((relation): Observation[] => {
    const synced = sources.has(relation) ? sources.syncedAt([relation]) : undefined
    if (!synced) return []
    const stale = sources.isStale([relation])
    const at = (locale: Locale) => formatInstant(synced, company.calendar.zone, locale)
    const say = stale ? 'stale' : 'fresh'
    return [
      {
        series: relation,
        label: relation,
        breached: stale,
        cleared: !stale,
        enough: true,
        weight: now.since(synced).total('hours'),
        fingerprint: say,
        subject: `freshness of ${relation}`,
        summary: { en: words.en[say](relation, at('en')), ja: words.ja[say](relation, at('ja')) },
        facts: { syncedAt: synced.toString() },
        mention: [],
        people: [],
      },
    ]
  })
}

/** What is stale since when, and what waits for it. */
export async function staleMessage(
  context: Context,
  rule: Pick<Alert, 'title' | 'playbook'>,
  post: AlertPost,
): Promise<Message> {
  if (post.as === 'reply') return alertReply(context, rule, post)
  const stale = relationsIn(post.standing.filter(({ over }) => over === undefined))
  return alertPost(context, rule, post, {
    more: waiting(context, stale).map((line) => section(line)),
    relations: stale,
    ask: 'status',
  })
}

const relationsIn = (standing: readonly Standing[]): RelationName[] =>
  relationNames.filter((name) => standing.some(({ observation }) => observation.series === name))

function waiting({ catalog, locale }: Context, stale: readonly RelationName[]): string[] {
  const say = words[locale]
  const titles = (definitions: Iterable<Pick<Alert, 'title' | 'relations'>>): string =>
    restingOn(definitions, stale)
      .map(({ title }) => title[locale])
      .join(say.comma)
  const [rules, digests] = [titles(catalog.alerts.values()), titles(catalog.reports.values())]
  return [...(rules ? [say.rules(rules)] : []), ...(digests ? [say.digests(digests)] : [])]
}

const words = bilingual({
  en: {
    comma: ', ',
    stale: (relation: string, at: string) => `\`${relation}\` is stale: it was last synced on *${at}*.`,
    fresh: (relation: string, at: string) => `\`${relation}\` is fresh: it was last synced on ${at}.`,
    rules: (titles: string) => `*These rules wait, and neither fire nor recover:* ${titles}`,
    digests: (titles: string) => `*These digests wait for a while, then come with a warning:* ${titles}`,
  },
  ja: {
    comma: '、',
    stale: (relation, at) => `\`${relation}\` の更新が止まっています。最終同期は *${at}* です。`,
    fresh: (relation, at) => `\`${relation}\` は更新されています（最終同期：${at}）。`,
    rules: (titles) => `*更新されるまで判定を止めているルール：* ${titles}`,
    digests: (titles) => `*一定時間待ってから注意書き付きで届くレポート：* ${titles}`,
  },
})
