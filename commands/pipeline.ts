import type { Period } from '../src/calendar/period.ts'
import { toDate } from '../src/calendar/periods.ts'
import { defineCommand } from '../src/define/command.ts'
import { takePeriod } from '../src/present/grammar.ts'
import { notUnderstood } from '../src/present/not-understood.ts'
import { peopleByName, takeWhose, type Whose } from '../src/present/people.ts'
import { pipelineMessage } from '../src/present/pipeline/answer.ts'
import { readPipeline } from '../src/present/pipeline/figures.ts'
import { pipelineFollowUps } from '../src/present/pipeline/follow-ups.ts'

interface Args {
  readonly whose: Whose
  readonly period: Period
  readonly periodWords: readonly string[]
}

const example = { en: 'me this quarter', ja: 'me 今四半期' }
const whoseWords = ['me', 'team', 'all', '自分', 'チーム', '全社'].map((word) => [word, word] as const)

/** What is open, whether it is enough, which deals need attention, and what changed in seven days. */
export default defineCommand<Args>({
  summary: { en: 'Open deals, coverage, what needs attention', ja: '進行中の商談・カバレッジ・要対応の商談' },
  usage: { en: '[me|team|all|@person] [period]', ja: '[me|team|all|@担当者] [期間]' },
  examples: { en: ['pipeline', 'pipeline team next quarter'], ja: ['pipeline', 'pipeline team 来四半期'] },
  aliases: ['パイプライン', '商談', '案件', 'deals'],
  parse(words, context) {
    const found = takePeriod(words, context)
    const { whose, rest } = takeWhose(found.rest, context)
    if (rest.length > 0) {
      const known = [...whoseWords, ...peopleByName(context)]
      throw notUnderstood(rest, context, { command: 'pipeline', example: example[context.locale], known })
    }
    return {
      whose,
      periodWords: found.words,
      period: found.period ?? toDate('quarter', context.today, context.company.calendar),
    }
  },
  async run(context, { whose, period, periodWords }) {
    const figures = await readPipeline(context, whose.scope, period)
    const message = pipelineMessage(context, whose, figures)
    return { ...message, followUps: pipelineFollowUps(context, whose, figures, periodWords) }
  },
})
