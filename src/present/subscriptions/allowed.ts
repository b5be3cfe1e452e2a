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
    en: 'Everybody in a channel can see what is posted there, so only executives and RevOps can have figures posted in one. Yours come to you alone: choose your direct messages (in a command, `dm`).',
    ja: 'チャンネルへの投稿は参加者全員が閲覧できるため、数値の配信を設定できるのは経営層とRevOpsのみです。ご自身の数値は、配信先を自分へのDM（コマンドでは `dm`）にすれば受け取れます。',
  },
  team: {
    en: 'Everybody in a channel can see what is posted there, so only a manager can have a team’s deals posted in one. Yours come to you alone: choose your direct messages (in a command, `dm`).',
    ja: 'チャンネルへの投稿は参加者全員が閲覧できるため、チームの商談の配信を設定できるのはマネージャーのみです。ご自身の分は、配信先を自分へのDM（コマンドでは `dm`）にすれば受け取れます。',
  },
  person: {
    en: 'This report is about one person’s own work, so it only goes to direct messages: choose yours (in a command, `dm`).',
    ja: 'このレポートは担当者個人の内容のため、DMでのみ受け取れます。配信先を自分へのDM（コマンドでは `dm`）にしてください。',
  },
} as const satisfies Record<string, Words>
