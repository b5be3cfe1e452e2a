import { toDate } from '../src/calendar/periods.ts'
import { defineCommand } from '../src/define/command.ts'
import { UserError } from '../src/errors.ts'
import { funnelMessage } from '../src/present/funnel/answer.ts'
import { type FunnelQuestion, type FunnelView, readFunnel } from '../src/present/funnel/figures.ts'
import { filterText, takePeriod, takeSelectors } from '../src/present/grammar.ts'

const views: Readonly<Record<string, FunnelView>> = {
  cohort: 'cohort',
  コホート: 'cohort',
  period: 'period',
  期間: 'period',
}

const extra = {
  en: (word: string) =>
    `I do not understand “${word}” here. For example \`/revops funnel last quarter by segment cohort\`.`,
  ja: (word: string) => `「${word}」は分かりません。例：\`/revops funnel 先四半期 セグメント別\``,
}
const oneOnly = {
  en: 'The funnel breaks down by one thing at a time, for example `by segment`.',
  ja: 'ファネルの内訳は1つだけ指定できます。例：`セグメント別`',
}

/** The revenue process step by step: volume, conversion and time, as a cohort or over a period. */
export default defineCommand<FunnelQuestion>({
  summary: { en: 'From lead to won, step by step', ja: 'リードから受注までの各ステップ' },
  usage: { en: '[period] [by segment] [cohort|period]', ja: '[期間] [セグメント別] [cohort|period]' },
  examples: {
    en: ['funnel last quarter', 'funnel by segment', 'funnel period'],
    ja: ['funnel 先四半期', 'funnel セグメント別'],
  },
  aliases: ['ファネル'],
  parse(words, context) {
    const { by, where, rest } = takeSelectors(words, context.locale)
    if (by.length > 1) throw new UserError(oneOnly[context.locale])
    const view = rest.map((word) => views[word.toLowerCase()]).find((each) => each !== undefined) ?? 'cohort'
    const found = takePeriod(
      rest.filter((word) => views[word.toLowerCase()] === undefined),
      context,
    )
    const [unknown] = found.rest
    if (unknown !== undefined) throw new UserError(extra[context.locale](unknown.slice(0, 40)))
    const period = found.period ?? toDate('quarter', context.today, context.company.calendar)
    return { view, period, by: by[0], where }
  },
  async run(context, question) {
    return funnelMessage(context, await readFunnel(context, question), filterText(question.where, context.locale))
  },
})
