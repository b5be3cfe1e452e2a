import type { Period } from '../src/calendar/period.ts'
import { toDate } from '../src/calendar/periods.ts'
import { defineCommand } from '../src/define/command.ts'
import { takePeriod } from '../src/present/grammar.ts'
import { notUnderstood } from '../src/present/not-understood.ts'
import { peopleByName, takeWhose, type Whose } from '../src/present/people.ts'
import { pipelineMessage } from '../src/present/pipeline/answer.ts'
import { attentionMessage, isAttention } from '../src/present/pipeline/attention-page.ts'
import { readPipeline } from '../src/present/pipeline/figures.ts'
import { pipelineFollowUps } from '../src/present/pipeline/follow-ups.ts'
import { takePage } from '../src/present/take-page.ts'
import { retyped } from '../src/present/typed.ts'

interface Args {
  readonly whose: Whose
  readonly period: Period
  readonly periodWords: readonly string[]
  /** The page of the deals that need attention, where they are asked for. */
  readonly attention: number | undefined
  /** As typed, but for the page. */
  readonly typed: string
}

const example = { en: 'me this quarter', ja: 'me 今四半期' }
const knownWords = ['me', 'team', 'all', '自分', 'チーム', '全社', 'attention', '要対応'].map(
  (word) => [word, word] as const,
)

/** What is open, whether it is enough, which deals need attention, and what changed in seven days. */
export default defineCommand<Args>({
  summary: { en: 'Open deals, coverage, what needs attention', ja: '進行中の商談・カバレッジ・要対応の商談' },
  usage: {
    en: '[me|team|all|@person] [period] | [me|team|…] attention [page n]',
    ja: '[me|team|all|@担当者] [期間] | [me|team|…] 要対応 [page n]',
  },
  examples: {
    en: ['pipeline', 'pipeline team next quarter', 'pipeline attention'],
    ja: ['pipeline', 'pipeline team 来四半期', 'パイプライン 要対応'],
  },
  aliases: ['パイプライン', '商談', '案件', 'deals'],
  own: (words) => [...words, 'me'],
  parse(words, context) {
    const attention = words.some(isAttention)
    const { page, rest: asked } = attention ? takePage(words, context) : { page: undefined, rest: words }
    const found = takePeriod(
      asked.filter((word) => !isAttention(word)),
      context,
    )
    const { whose, rest } = takeWhose(found.rest, context)
    const typed = retyped(asked)
    if (rest.length > 0) {
      const known = [...knownWords, ...peopleByName(context)]
      const grammar = { command: 'pipeline', example: example[context.locale], known, asked: `pipeline ${typed}` }
      throw notUnderstood(rest, context, grammar)
    }
    const period = found.period ?? toDate('quarter', context.today, context.company.calendar)
    return { whose, period, periodWords: found.words, attention: page, typed }
  },
  async run(context, { whose, period, periodWords, attention, typed }) {
    if (attention !== undefined) return attentionMessage(context, whose, attention, typed)
    const figures = await readPipeline(context, whose.scope, period)
    const message = pipelineMessage(context, whose, figures, typed)
    return { ...message, followUps: pipelineFollowUps(context, whose, figures, periodWords) }
  },
})
