import type { Locale, Unit } from '../../define/words.ts'
import type { Comparison } from '../../insight/comparison.ts'
import { arrow, formatChange, formatPercentChange, formatValue, type NumberStyle } from '../format.ts'
import { bilingual } from '../words.ts'

/** "▲ +1.2 pt vs Q3 2026 (23.1%)": direction, absolute and relative change, and what it is compared with. */
export function changeText(comparison: Comparison, unit: Unit, style: NumberStyle, other: string): string {
  const words = say[style.locale]
  const { absolute, relative, previous } = comparison
  const before = formatValue(previous.value, unit, style, 'short')
  if (absolute === 0) return words.unchanged(other, before)
  const percent = speaksForItself(unit) || relative === null ? '' : words.relative(formatPercentChange(relative, style))
  const change = `${arrow(absolute)} ${formatChange(absolute, unit, style)}${percent}`
  return words.versus(change, other, before)
}

/** Points of a percentage or of a score: a percentage of those would only confuse. */
const speaksForItself = (unit: Unit): boolean => unit === 'percent' || unit === 'score'

/** The same in one cell. */
export function changeCell(comparison: Comparison | undefined, unit: Unit, style: NumberStyle): string {
  if (!comparison) return '–'
  if (comparison.absolute === 0) return '＝'
  const size =
    speaksForItself(unit) || comparison.relative === null
      ? formatChange(comparison.absolute, unit, style)
      : formatPercentChange(comparison.relative, style)
  return `${arrow(comparison.absolute)} ${size}${comparison.largerThanChance === false ? ' ~' : ''}`
}

/** Whether the change says anything, for ratios of counts. */
export const chanceText = (comparison: Comparison, locale: Locale): string | undefined => {
  if (comparison.largerThanChance === null || comparison.absolute === 0) return undefined
  return comparison.largerThanChance ? say[locale].larger : say[locale].chance
}

const say = bilingual({
  en: {
    relative: (percent: string) => ` (${percent})`,
    unchanged: (other: string, before: string) => `＝ unchanged vs ${other} (${before})`,
    versus: (change: string, other: string, before: string) => `${change} vs ${other} (${before})`,
    larger: 'The change is larger than chance explains (95%).',
    chance: 'The change is within what chance explains (95%).',
  },
  ja: {
    relative: (percent) => `（${percent}）`,
    unchanged: (other, before) => `＝ ${other}（${before}）から変化なし`,
    versus: (change, other, before) => `${other}（${before}）比 ${change}`,
    larger: '偶然では説明しにくい変化です（95%）。',
    chance: '偶然の範囲内の変化です（95%）。',
  },
})
