import { toDate } from '../src/calendar/periods.ts'
import { defineCommand } from '../src/define/command.ts'
import { UserError } from '../src/errors.ts'
import { inOwnWords } from '../src/present/breakdowns.ts'
import { readAfterWin } from '../src/present/funnel/after-win.ts'
import { funnelMessage } from '../src/present/funnel/answer.ts'
import { findBottleneck } from '../src/present/funnel/bottleneck.ts'
import { type FunnelQuestion, planFunnel, readFunnel } from '../src/present/funnel/figures.ts'
import { takeView, viewWords } from '../src/present/funnel/take-view.ts'
import { filterText, takePeriod, takeSelectors } from '../src/present/grammar.ts'
import { notUnderstood } from '../src/present/not-understood.ts'
import { stepFollowUps } from '../src/present/rows/step.ts'
import { retyped } from '../src/present/typed.ts'
import { looked } from '../src/query/question.ts'

const example = { en: 'last quarter by segment cohort', ja: '先四半期 セグメント別' }
const oneOnly = {
  en: 'The funnel breaks down by one thing at a time, for example `by segment`.',
  ja: 'ファネルの内訳は1つだけ指定できます。例：`セグメント別`',
}

interface Args extends FunnelQuestion {
  readonly typed: string
}

/** The revenue process step by step: volume, conversion and time, as a cohort or over a period. */
export default defineCommand<Args>({
  summary: { en: 'From lead to won, step by step', ja: 'リードから受注までの各ステップ' },
  usage: { en: '[period] [by segment] [cohort|period]', ja: '[期間] [セグメント別] [cohort|period]' },
  examples: {
    en: ['funnel last quarter', 'funnel by segment', 'funnel period'],
    ja: ['funnel 先四半期', 'funnel セグメント別'],
  },
  aliases: ['ファネル'],
  parse(words, context) {
    const { by, where, rest } = takeSelectors(words, context.locale)
    const typed = retyped(words)
    if (by.length > 1) throw new UserError(oneOnly[context.locale])
    const { view, rest: others } = takeView(rest)
    const found = takePeriod(others, context)
    if (found.rest.length > 0) {
      const known = viewWords.map((word) => [word, word] as const)
      const asked = `funnel ${typed}`
      throw notUnderstood(found.rest, context, { command: 'funnel', example: example[context.locale], known, asked })
    }
    const period = found.period ?? toDate('quarter', context.today, context.company.calendar)
    return { view, period, periodWords: found.words, by: by[0], where, typed }
  },
  async run(context, question) {
    const own = (error: unknown) => {
      throw inOwnWords(error, context, 'funnel', `funnel ${question.typed}`)
    }
    const plan = await planFunnel(context, question).catch(own)
    const [figures, bottleneck, after] = await Promise.all([
      readFunnel(context, plan),
      findBottleneck(context, plan),
      readAfterWin(context, plan.window, looked(plan.where)),
    ]).catch(own)
    const message = funnelMessage(context, { figures, bottleneck, after }, filterText(question.where, context.locale))
    return { ...message, followUps: stepFollowUps(context, figures, question) }
  },
})
