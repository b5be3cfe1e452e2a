import type { Context } from '../../define/context.ts'
import type { Bottleneck } from '../../insight/bottleneck.ts'
import { cohortDays, type StepMeasures } from '../../metrics/measures/funnel.ts'
import { formatValue } from '../format.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { stepName } from './words.ts'

/**
 * "Lead → MQL holds back the most …", or that nothing does. What is tested is the cohort and how long those that moved on
 * took, whatever the view; so the sentence says of whom it speaks.
 */
export function bottleneckText(context: Context, found: Bottleneck<StepMeasures> | undefined): string {
  const { locale } = context
  const say = words[locale]
  if (!found) return say.none
  const style = styleOf(context)
  const { step, next } = found.step
  const [from, to] = [stepName(step, locale), next ? stepName(next, locale) : '']
  const unit = found.kind === 'time' ? 'days' : 'percent'
  const [now, base] = [formatValue(found.now, unit, style), formatValue(found.base, unit, style)]
  const rows = Math.max(1, Math.round(found.lost))
  const cost = found.cost === null ? null : formatValue(found.cost, 'money', style, 'short')
  return found.kind === 'time'
    ? say.time(from, to, now, base, rows, cost)
    : say.conversion(from, to, now, base, rows, cost)
}

const words = bilingual({
  en: {
    none: `No bottleneck stands out: at no step did the share that moved on within ${cohortDays} days of entering fall, or the time it took grow, by more than chance explains.`,
    conversion: (from: string, to: string, now: string, base: string, rows: number, cost: string | null) =>
      `*Bottleneck: ${from} → ${to}.* Of those that entered ${from}, ${now} reached ${to} within ${cohortDays} days, against ${base} in the four periods before at the same age: ${rows} fewer${cost ? `, about ${cost} of won revenue downstream` : ''}. More than chance explains.`,
    time: (from: string, to: string, now: string, base: string, rows: number, cost: string | null) =>
      `*Bottleneck: ${from} → ${to}.* Those that moved on took a median of ${now}, against ${base} in the year before: ${rows} fewer moved on in the time${cost ? `, about ${cost} of won revenue later` : ''}. More than chance explains.`,
  },
  ja: {
    none: `ボトルネックは見当たりません（${cohortDays}日以内に次へ進んだ割合の低下も、所要日数の遅れも、偶然の範囲内です）。`,
    conversion: (from, to, now, base, rows, cost) =>
      `*ボトルネック：${from}→${to}。* ${from}に入った件数のうち${cohortDays}日以内に${to}へ進んだのは${now}で、過去4期間の同じ経過日数での${base}を下回り、${rows}件少なくなっています${cost ? `（受注金額にして約${cost}）` : ''}。偶然では説明しにくい差です。`,
    time: (from, to, now, base, rows, cost) =>
      `*ボトルネック：${from}→${to}。* 次へ進んだものの所要日数の中央値は${now}で、過去1年の${base}より長く、${rows}件分の進捗が遅れています${cost ? `（受注金額にして約${cost}）` : ''}。偶然では説明しにくい差です。`,
  },
})
