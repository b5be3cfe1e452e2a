import type { BaseMetric } from '../../define/metric.ts'
import type { Locale, Unit } from '../../define/words.ts'
import type { Side } from '../../query/rows-behind.ts'
import { bilingual } from '../words.ts'

const rows = (n: number): string => `${n.toLocaleString('en')} ${n === 1 ? 'row' : 'rows'}`

export const words = bilingual({
  en: {
    title: (label: string) => `Rows behind ${label}`,
    count: (n: number) => `*${rows(n)}*`,
    parts: (n: number) => `the rows of its ${n} parts`,
    total: 'total',
    caption: (label: string, from: number, to: number, total: number) =>
      total === 0 ? label : `${label}: rows ${from} to ${to} of ${total.toLocaleString('en')}`,
    next: (command: string) => `Next page: \`${command}\`.`,
    file: (command: string) => `All of them as a file, in a direct message: \`${command}\`.`,
    sent: 'The file is on its way to you in a direct message.',
    totals: 'Your role sees these figures only as totals, so their rows are not listed.',
    tooMany: (n: number, most: number) =>
      `That is ${n.toLocaleString('en')} rows or more, and a file holds ${most.toLocaleString('en')}. Try a shorter period, or a filter such as \`where segment=SMB\`.`,
    noPage: (page: number, last: number) =>
      last === 0 ? 'There are no rows.' : `There is no page ${page}: the last is ${last}.`,
    value: 'Counted',
    numerator: 'Numerator',
    denominator: 'Denominator',
    duration: (unit: string) => `Duration, ${unit}`,
    units: { days: 'days', hours: 'hours', minutes: 'minutes' } as Record<string, string>,
  },
  ja: {
    title: (label) => `${label}の明細`,
    count: (n) => `*${n.toLocaleString('en')}件*`,
    parts: (n) => `構成要素${n}件の明細`,
    total: '合計',
    caption: (label, from, to, total) =>
      total === 0 ? label : `${label}：${total.toLocaleString('en')}件中 ${from}〜${to}件目`,
    next: (command) => `次のページ：\`${command}\``,
    file: (command) => `全件をCSVでDMに送る：\`${command}\``,
    sent: 'ファイルをダイレクトメッセージに送信します。',
    totals: '権限上、これらの数値は合計のみ閲覧できるため、明細は表示しません。',
    tooMany: (n, most) =>
      `${n.toLocaleString('en')}件以上あり、ファイルの上限（${most.toLocaleString('en')}件）を超えています。期間を短くするか、\`where segment=SMB\` のように絞り込んでください。`,
    noPage: (page, last) =>
      last === 0 ? '明細はありません。' : `${page}ページ目はありません（最後は${last}ページ目）。`,
    value: '集計値',
    numerator: '分子',
    denominator: '分母',
    duration: (unit) => `所要時間（${unit}）`,
    units: { days: '日', hours: '時間', minutes: '分' },
  },
})

export function sideLabel(side: Side, metric: BaseMetric, locale: Locale): string {
  const say = words[locale]
  return side === 'duration' ? say.duration(say.units[metric.unit] ?? metric.unit) : say[side]
}

/** The unit of a column of contributions: what is added up may be money where the KPI is a share of it. */
export function sideUnit(metric: BaseMetric, side: Side): Unit {
  if (metric.kind === 'duration' || metric.kind === 'sum') return metric.unit
  const measure = side === 'numerator' ? metric.numerator : metric.denominator
  return measure.of && metric.fact.amounts ? 'money' : 'count'
}
