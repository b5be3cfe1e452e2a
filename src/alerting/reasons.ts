import type { Words } from '../define/words.ts'

/** Why a series stands as it does, in words: kept with every transition. */
export const reasons = {
  within: { en: 'within bounds', ja: '基準内' },
  holding: (days: number): Words => ({
    en: `out of bounds; told once it has held for ${nDays(days)}`,
    ja: `基準外（${days}日続いた時点で通知）`,
  }),
  fired: (days: number): Words =>
    days === 0
      ? { en: 'out of bounds', ja: '基準外' }
      : { en: `out of bounds for ${nDays(days)}`, ja: `${days}日続けて基準外` },
  passed: { en: 'back within bounds before it was told', ja: '通知前に基準内へ復帰' },
  still: { en: 'still out of bounds', ja: '引き続き基準外' },
  between: { en: 'better, but not yet clear', ja: '改善中（解消には至らず）' },
  back: { en: 'out of bounds again before it had recovered', ja: '回復前に再び基準外' },
  clearing: (days: number): Words => ({
    en: `clear; recovered once that has held for ${nDays(days)}`,
    ja: `解消（${days}日続いた時点で回復とする）`,
  }),
  recovered: (days: number): Words =>
    days === 0 ? { en: 'clear', ja: '解消' } : { en: `clear for ${nDays(days)}`, ja: `${days}日続けて解消` },
  changed: { en: 'what there is to tell has changed', ja: '内容に変化あり' },
  repeated: (days: number): Words => ({ en: `not told for ${nDays(days)}`, ja: `前回の通知から${days}日経過` }),
  untold: { en: 'out of bounds, and not told yet', ja: '基準外（未通知）' },
  snoozed: { en: 'snoozed', ja: 'スヌーズ中' },
  tooLittle: { en: 'too little data to tell', ja: 'データ不足のため判定不可' },
  gone: { en: 'gone: nothing is seen of it any more', ja: '対象が存在しない' },
  failed: (message: string): Words => ({ en: `could not be evaluated: ${message}`, ja: `評価できず：${message}` }),
} as const

const nDays = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`
