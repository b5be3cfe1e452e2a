import type { Locale, Words } from '../define/words.ts'
import { foldName } from '../nearest.ts'

/** Values that the contract names itself, by breakdown. All others are the company's own and stay as they are. */
const names: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  type: {
    new: { en: 'new', ja: '新規' },
    expansion: { en: 'expansion', ja: '拡大' },
    cross_sell: { en: 'cross-sell', ja: 'クロスセル' },
    renewal: { en: 'renewal', ja: '更新' },
  },
  sourced_by: {
    marketing: { en: 'marketing', ja: 'マーケティング' },
    sales: { en: 'sales', ja: '営業' },
    partner: { en: 'partner', ja: 'パートナー' },
    cs: { en: 'customer success', ja: 'カスタマーサクセス' },
  },
  department: {
    marketing: { en: 'marketing', ja: 'マーケティング' },
    sales: { en: 'sales', ja: '営業' },
    cs: { en: 'customer success', ja: 'カスタマーサクセス' },
  },
}

/** A value of a breakdown as people read it. */
export const valueName = (dimension: string, value: string, locale: Locale): string =>
  names[dimension]?.[value]?.[locale] ?? value

/** The value that somebody typed by its name in either language. */
export function valueNamed(dimension: string, typed: string): string {
  const wanted = foldName(typed)
  const found = Object.entries(names[dimension] ?? {}).find(([, { en, ja }]) =>
    [en, ja].some((name) => foldName(name) === wanted),
  )
  return found?.[0] ?? typed
}
