import type { Unit } from '../../define/words.ts'
import type { Comparison } from '../../insight/comparison.ts'
import { arrow, formatChange, formatPercentChange, formatValue, type NumberStyle, roundsToNothing } from '../format.ts'
import { bilingual } from '../words.ts'

/** "▲ +1.2 pt vs Q3 2026 (23.1%)": direction, absolute and relative change, and what it is compared with. */
export function changeText(comparison: Comparison, unit: Unit, style: NumberStyle, other: string): string {
  const words = say[style.locale]
  const { absolute, previous } = comparison
  const before = formatValue(previous.value, unit, style, 'short')
  if (roundsToNothing(absolute, unit, style)) return words.unchanged(other, before)
  const percent = relativeText(comparison, unit, style)
  const change = `${arrow(absolute)} ${formatChange(absolute, unit, style)}${percent ? words.relative(percent) : ''}`
  return words.versus(change, other, before)
}

/** Undefined for points of a percentage or of a score, of which a percentage would only confuse, and where it says 0 %. */
function relativeText({ relative }: Comparison, unit: Unit, style: NumberStyle): string | undefined {
  if (unit === 'percent' || unit === 'score' || relative === null) return undefined
  const text = formatPercentChange(relative, style)
  return text.startsWith('±') ? undefined : text
}

/** The same in one cell. */
export function changeCell(comparison: Comparison | undefined, unit: Unit, style: NumberStyle): string {
  if (!comparison) return '–'
  const { absolute, largerThanChance } = comparison
  if (roundsToNothing(absolute, unit, style)) return '＝'
  const size = relativeText(comparison, unit, style) ?? formatChange(absolute, unit, style)
  return `${arrow(absolute)} ${size}${largerThanChance === false ? ' ~' : ''}`
}

/** Whether the change says anything, for ratios of counts. */
export const chanceText = (comparison: Comparison, unit: Unit, style: NumberStyle): string | undefined => {
  if (comparison.largerThanChance === null || roundsToNothing(comparison.absolute, unit, style)) return undefined
  return comparison.largerThanChance ? say[style.locale].larger : say[style.locale].chance
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
