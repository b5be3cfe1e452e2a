import type { Context } from '../../define/context.ts'
import type { Bottleneck } from '../../insight/bottleneck.ts'
import type { StepMeasures } from '../../metrics/measures/funnel.ts'
import { formatValue } from '../format.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { stepName } from './words.ts'

/** "Lead → MQL holds back the most …", or that nothing does. */
export function bottleneckText(context: Context, found: Bottleneck<StepMeasures> | undefined): string {
  const { locale } = context
  const say = words[locale]
  if (!found) return say.none
  const style = styleOf(context)
  const { step, next } = found.step
  const way = say.way(stepName(step, locale), next ? stepName(next, locale) : '')
  const unit = found.kind === 'time' ? 'days' : 'percent'
  const [now, base] = [formatValue(found.now, unit, style), formatValue(found.base, unit, style)]
  const rows = Math.max(1, Math.round(found.lost))
  const cost = found.cost === null ? null : formatValue(found.cost, 'money', style, 'short')
  return found.kind === 'time' ? say.time(way, now, base, rows, cost) : say.conversion(way, now, base, rows, cost)
}

const words = bilingual({
  en: {
    way: (from: string, to: string) => `${from} → ${to}`,
    none: 'No bottleneck stands out: no step fell or slowed by more than chance explains.',
    conversion: (way: string, now: string, base: string, rows: number, cost: string | null) =>
      `*Bottleneck: ${way}.* ${now} moved on, against ${base} in the four periods before at the same age: ${rows} fewer${cost ? `, about ${cost} of won revenue downstream` : ''}. More than chance explains.`,
    time: (way: string, now: string, base: string, rows: number, cost: string | null) =>
      `*Bottleneck: ${way}.* It took a median of ${now}, against ${base} in the year before: ${rows} fewer moved on in the time${cost ? `, about ${cost} of won revenue later` : ''}. More than chance explains.`,
  },
  ja: {
    way: (from, to) => `${from}→${to}`,
    none: 'ボトルネックは見当たりません（偶然では説明できない低下・遅延はありません）。',
    conversion: (way, now, base, rows, cost) =>
      `*ボトルネック：${way}。* 転換率は${now}で、過去4期間の同時点の${base}を下回り、${rows}件少なくなっています${cost ? `（受注金額にして約${cost}）` : ''}。偶然では説明しにくい差です。`,
    time: (way, now, base, rows, cost) =>
      `*ボトルネック：${way}。* 所要日数の中央値は${now}で、過去1年の${base}より長く、${rows}件分の進捗が遅れています${cost ? `（受注金額にして約${cost}）` : ''}。偶然では説明しにくい差です。`,
  },
})
