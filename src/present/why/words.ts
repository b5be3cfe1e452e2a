import type { Metric } from '../../define/metric.ts'
import { formatChange, formatValue, type NumberStyle } from '../format.ts'
import { lineName } from '../names.ts'
import { bilingual } from '../words.ts'
import type { Driver } from './drivers.ts'

export const words = bilingual({
  en: {
    title: (label: string) => `Why ${label}`,
    by: (dimension: string) => `by ${dimension.toLowerCase()}`,
    byParts: 'by its parts',
    matters: 'What matters most',
    sums: 'the effects sum to the change',
    unchanged: 'Nothing moved in any segment.',
    medians: 'Medians do not add up, so the change has no exact parts. These are the medians of each segment:',
    noMixture: 'One of its parts had no value in between, so the change has no exact parts.',
    equalAge: 'Both cohorts are looked at at the same age.',
    none: '(none)',
    others: 'Others',
    rate: 'Own rate',
    mix: 'Share of all',
    amount: 'Amount',
    part: 'Part',
    rateText: (name: string, before: string, after: string) => `*${name}*: ${before} → ${after}`,
    mixText: (name: string, before: string, after: string) =>
      `*${name}*: its share of all went from ${before} to ${after}`,
    columns: (broken: string) => [broken, 'What', 'Before', 'After', 'Effect'],
    medianColumns: (dimension: string) => [dimension, 'Before', 'n', 'After', 'n'],
    effects: 'What each contributed to the change',
    mediansCaption: 'Medians of each segment, before and after',
  },
  ja: {
    title: (label) => `${label}の変化の要因`,
    by: (dimension) => `${dimension}別`,
    byParts: '構成要素別',
    matters: '主な要因',
    sums: '各要因の合計は変化と一致します',
    unchanged: 'どのセグメントにも変化はありません。',
    medians: '中央値は足し合わせられないため、変化を正確に分解できません。各セグメントの中央値は次のとおりです。',
    noMixture: '構成要素の一部が途中で算出できないため、変化を正確に分解できません。',
    equalAge: '両方のコホートを同じ経過日数で比較しています。',
    none: '（なし）',
    others: 'その他',
    rate: '率の変化',
    mix: '構成比の変化',
    amount: '金額・件数',
    part: '構成要素',
    rateText: (name, before, after) => `*${name}* ${before} → ${after}`,
    mixText: (name, before, after) => `*${name}* 構成比が${before}から${after}へ変化`,
    columns: (broken) => [broken, '内容', '前', '後', '影響'],
    medianColumns: (dimension) => [dimension, '前', 'n', '後', 'n'],
    effects: '変化への影響の内訳',
    mediansCaption: 'セグメント別の中央値（前と後）',
  },
})

export const driverName = ({ name, label }: Driver, locale: NumberStyle['locale']): string =>
  label ? `${name ?? ''} (${label[locale]})` : (name ?? words[locale].none)

/** "*SMB*: 22.0% → 15.0%, −2.1 pt": what moved, and what that did to the whole. */
export function driverText(driver: Driver, metric: Metric, style: NumberStyle): string {
  const say = words[style.locale]
  const name = lineName(driverName(driver, style.locale))
  const [before, after] = [driver.before, driver.after].map((value) => formatValue(value, driver.unit, style, 'short'))
  const effect = formatChange(driver.effect, metric.unit, style)
  const what =
    driver.kind === 'mix' ? say.mixText(name, before ?? '', after ?? '') : say.rateText(name, before ?? '', after ?? '')
  if (style.locale === 'ja') return `${what}（影響 ${effect}）`
  // A share that grew can pull the whole down.
  return driver.kind === 'mix' ? `${what}, effect ${effect}` : `${what}, ${effect}`
}
