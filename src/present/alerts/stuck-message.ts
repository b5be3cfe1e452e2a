import { section } from '../../blocks/build.ts'
import { periodContaining } from '../../calendar/periods.ts'
import type { Alert, AlertPost } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import { isStuck } from '../../metrics/measures/stuck-deals.ts'
import { openOpportunities } from '../../ssot/facts/open-opportunities.ts'
import { attentionLines, dealsNeedingAttention } from '../pipeline/attention.ts'
import { bilingual } from '../words.ts'
import { alertPost, alertReply } from './post.ts'

/** Deals that a message names. */
const mostDeals = 8

/** One message for all owners, and the largest of the deals it is about. */
export async function stuckMessage(
  context: Context,
  rule: Pick<Alert, 'title' | 'playbook'>,
  post: AlertPost,
): Promise<Message> {
  if (post.as === 'reply') return alertReply(context, rule, post)
  const relations = openOpportunities.reads
  const owners = post.standing.filter(({ over }) => over === undefined).map(({ observation }) => observation.series)
  if (owners.length === 0) return alertPost(context, rule, post, { relations })
  const page = await context.list(
    { ...dealsNeedingAttention, where: isStuck },
    {
      period: periodContaining('quarter', context.today, context.company.calendar),
      where: [{ dimension: 'owner', values: owners }],
      limit: mostDeals,
    },
  )
  const lines = attentionLines(context, page, true)
  return alertPost(context, rule, post, {
    more: lines.length > 0 ? [section([`*${words[context.locale]}*`, ...lines].join('\n'))] : [],
    relations,
    ask: 'pipeline',
  })
}

const words = bilingual({ en: 'The largest of them', ja: '金額の大きい商談' })
