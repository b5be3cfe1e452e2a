import type { Context } from '../../../define/context.ts'
import type { Message } from '../../../define/message.ts'
import { UserError } from '../../../errors.ts'
import { bilingual } from '../../words.ts'
import { backtestMessage } from './message.ts'
import type { BacktestArgs } from './parse.ts'
import { backtestReport } from './report.ts'

/** A backtest for who asks: rules see the whole company, so whoever sees less may not have them run. */
export async function answerBacktest(context: Context, { rule, days }: BacktestArgs): Promise<Message> {
  if (context.scope.kind !== 'everything') throw new UserError(refusal[context.locale])
  return backtestMessage(context, await backtestReport(context, rule, days))
}

const refusal = bilingual({
  en: 'Rules look at the whole company, so only who sees all of it can backtest them: executives and RevOps. `/revops alerts` shows you what is firing.',
  ja: 'ルールは全社のデータを対象とするため、バックテストは経営層とRevOpsのみ実行できます。発生中のアラートは `/revops alerts` で確認できます。',
})
