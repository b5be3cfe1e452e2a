import type { Audience } from '../../define/report.ts'
import type { Topic } from '../../define/subscription.ts'
import type { Words } from '../../define/words.ts'
import type { Seer } from '../alerts/rules/allowed.ts'

/** What a topic's audience is: KPIs and accounts are seen by anybody in their own scope, and are the company's in a channel. */
export const audienceOf = (topic: Topic, report: { readonly audience: Audience } | undefined): Audience =>
  topic.kind === 'report' ? (report?.audience ?? 'board') : 'company'

/** `everything`: what they have posted in a channel shows nobody more than they see themselves. */
type Standing = 'everything' | 'a team' | 'records' | 'totals'

function standingOf({ who, scope }: Seer): Standing {
  if (scope.kind === 'everything') return 'everything'
  if (scope.kind === 'aggregates') return 'totals'
  return who.role === 'manager' ? 'a team' : 'records'
}

const withRecords: readonly Standing[] = ['records', 'a team', 'everything']

/** Who may have it in their direct messages, and who may have it posted in a channel, seen with their own eyes. */
const allowed: Readonly<
  Record<Audience, { readonly direct: readonly Standing[] | 'all'; readonly channel: readonly Standing[] }>
> = {
  company: { direct: 'all', channel: ['everything'] },
  board: { direct: ['everything'], channel: ['everything'] },
  team: { direct: withRecords, channel: ['a team', 'everything'] },
  person: { direct: withRecords, channel: [] },
}

/** Why a person may not have it there, and what they can do instead; undefined when they may. */
export function refusalOf(audience: Audience, seer: Seer, inChannel: boolean): Words | undefined {
  const { direct, channel } = allowed[audience]
  const standing = standingOf(seer)
  if (direct !== 'all' && !direct.includes(standing)) return audience === 'board' ? refusals.board : refusals.totals
  if (!inChannel || channel.includes(standing)) return undefined
  return audience === 'person' || audience === 'team' ? refusals[audience] : refusals.company
}

const refusals = {
  board: {
    en: 'This report is for executives and RevOps. `/revops subscribe weekly-digest` sends you the week within what you may see.',
    ja: 'このレポートの対象は経営層とRevOpsです。`/revops subscribe weekly-digest` なら、閲覧範囲の週次レポートを受け取れます。',
  },
  totals: {
    en: 'Your role sees deals and customers only as totals, and this report names them. Try `/revops subscribe weekly-digest`.',
    ja: '権限上、商談と顧客は合計のみ閲覧できるため、このレポートは受け取れません。`/revops subscribe weekly-digest` をお試しください。',
  },
  company: {
    en: 'Only executives and RevOps can have the company’s figures posted in a channel. Leave the channel out, and it comes to you as a direct message.',
    ja: '全社の数値をチャンネルに投稿できるのは経営層とRevOpsのみです。チャンネルを指定しなければ、DMで受け取れます。',
  },
  team: {
    en: 'Only a manager can have a team’s deals posted in a channel. Leave the channel out, and yours come to you as a direct message.',
    ja: 'チームの商談をチャンネルに投稿できるのはマネージャーのみです。チャンネルを指定しなければ、自分の分をDMで受け取れます。',
  },
  person: {
    en: 'This report is about one person’s own work, so it only goes to direct messages. Leave the channel out.',
    ja: 'このレポートは担当者個人の内容のため、DMでのみ受け取れます。チャンネルを指定せずにお試しください。',
  },
} as const satisfies Record<string, Words>
