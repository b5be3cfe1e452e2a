import type { Metric, Reason } from '../define/metric.ts'
import type { Reading } from '../define/reading.ts'
import type { Locale } from '../define/words.ts'
import { bilingual } from './words.ts'

/** The reader may not see it: it is left out, so that nobody takes what is not shown for nothing. */
export const isWithheld = ({ reason }: Pick<Reading, 'reason'>): boolean => reason === 'not_allowed'

/** Why there is no value, in one sentence; of what the reader may not see, none. */
export function reasonText(reading: Reading, metric: Metric, period: string, locale: Locale): string {
  const words = say[locale]
  const label = metric.label[locale]
  const reason: Reason = reading.reason ?? 'no_data'
  switch (reason) {
    case 'not_connected':
      if (reading.otherCurrency !== undefined) {
        return words.currencies(label, reading.needs?.split('.')[0] ?? '?', reading.otherCurrency)
      }
      return words.notConnected(label, `ssot.${reading.needs ?? '?'}`)
    case 'not_allowed':
      return ''
    case 'no_target':
      return words.noTarget(label, period)
    case 'target_met':
      return words.targetMet(label, period)
    case 'too_few':
      return metric.kind === 'ratio' && metric.tooFew
        ? words.tooFewKnown(label, period, metric.tooFew[locale])
        : words.tooFew(label, period, reading.n)
    case 'no_data':
      return words.noData(label, period)
  }
}

/** The same in a table's cell. */
export const reasonCell = (
  { reason, otherCurrency }: Pick<Reading, 'reason' | 'otherCurrency'>,
  locale: Locale,
): string => (otherCurrency === undefined ? cell[locale][reason ?? 'no_data'] : say[locale].severalCurrencies)

const cell: Record<Locale, Record<Reason, string>> = {
  en: {
    no_data: 'no data',
    no_target: 'no target',
    target_met: 'target met',
    not_connected: 'not connected',
    not_allowed: 'not open to you',
    too_few: 'too few',
  },
  ja: {
    no_data: 'データなし',
    no_target: '目標なし',
    target_met: '目標達成済み',
    not_connected: '未接続',
    not_allowed: '閲覧権限なし',
    too_few: '件数不足',
  },
}

const say = bilingual({
  en: {
    notConnected: (label: string, need: string) => `${label} is not connected: it needs \`${need}\`.`,
    currencies: (label: string, relation: string, other: string) =>
      `${label} is not shown: \`ssot.${relation}\` has amounts in ${other} too, and different currencies are not added up. They have to be converted in the view.`,
    severalCurrencies: 'several currencies',

    noTarget: (label: string, period: string) => `No target is set for ${label} in ${period}.`,
    targetMet: (label: string, period: string) => `${label}: the target of ${period} is already met.`,
    tooFew: (label: string, period: string, n: number) => `Too few rows for ${label} in ${period} (n = ${n}).`,
    tooFewKnown: (label: string, period: string, why: string) => `No ${label} in ${period}: ${why}.`,
    noData: (label: string, period: string) => `No data for ${label} in ${period}.`,
  },
  ja: {
    notConnected: (label, need) => `${label}は未接続です（\`${need}\` が必要です）。`,
    currencies: (label, relation, other) =>
      `${label}は表示できません。\`ssot.${relation}\` に${other}の金額もあり、異なる通貨は合算できないためです（ビューでの換算が必要です）。`,
    severalCurrencies: '複数通貨',

    noTarget: (label, period) => `${label}の目標が設定されていません（${period}）。`,
    targetMet: (label, period) => `${label}：${period}の目標はすでに達成済みです。`,
    tooFew: (label, period, n) => `${label}は件数が不足しています（${period}、n = ${n}）。`,
    tooFewKnown: (label, period, why) => `${why}、${label}は算出できません（${period}）。`,
    noData: (label, period) => `${label}のデータがありません（${period}）。`,
  },
})
