import type { Context } from '../../define/context.ts'
import type { Reading } from '../../define/reading.ts'
import { renewalsDue, renewalsWithNotice, renewalsWithoutDeal } from '../../metrics/measures/due-renewals.ts'
import type { Readings } from '../../query/engine.ts'
import { formatValue } from '../format.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'

/** What a sentence about the terms that end rests on. */
export const renewalMetrics = [renewalsDue, renewalsWithoutDeal, renewalsWithNotice] as const

/** "4 terms end within 90 days (¥2M of MRR): 1 (¥300K) without a renewal opportunity, 2 have given notice." */
export function dueText(context: Context, readings: Readings): string | undefined {
  const due = readings.one(renewalsDue)
  if (due.reason === 'not_connected') return undefined
  const say = words[context.locale]
  if (due.n === 0) return say.none
  const money = ({ value }: Reading): string => formatValue(value, 'money', styleOf(context), 'short')
  const open = readings.one(renewalsWithoutDeal)
  const notice = readings.one(renewalsWithNotice).n
  if (open.n === due.n) return say.due(due.n, money(due), say.noneOpened(due.n))
  const parts = [
    ...(open.n > 0 ? [say.open(open.n, money(open))] : []),
    ...(notice > 0 ? [say.notice(notice)] : []),
    ...(open.n === 0 && due.n > notice ? [notice > 0 ? say.others : say.all] : []),
  ]
  return say.due(due.n, money(due), parts.join(say.and))
}

const words = bilingual({
  en: {
    none: 'No term ends within 90 days.',
    due: (n: number, mrr: string, parts: string) =>
      `${n} ${n === 1 ? 'term ends' : 'terms end'} within 90 days (${mrr} of MRR): ${parts}.`,
    noneOpened: (n: number) =>
      (n === 1 ? '*without* a renewal opportunity' : '*none* with a renewal opportunity') as string,
    open: (n: number, mrr: string) => `*${n}* (${mrr}) without a renewal opportunity`,
    notice: (n: number) => `${n} ${n === 1 ? 'has' : 'have'} given notice`,
    all: 'all with a renewal opportunity',
    others: 'the others have a renewal opportunity',
    and: ', ',
  },
  ja: {
    none: '90日以内に契約が終了する顧客はいません。',
    due: (n, mrr, parts) => `90日以内に契約終了：${n}社（MRR ${mrr}）。${parts}。`,
    noneOpened: (n) => (n === 1 ? '更新商談なし' : 'いずれも更新商談なし'),
    open: (n, mrr) => `更新商談なし *${n}社* （${mrr}）`,
    notice: (n) => `解約申出済み${n}社`,
    all: 'すべて更新商談あり',
    others: 'ほかは更新商談あり',
    and: '、',
  },
})
