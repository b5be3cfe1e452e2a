import type { Words } from '../../define/words.ts'

export const withoutAmount: Words = { en: 'without an amount', ja: '金額が未入力のもの' }

export const withoutScore: Words = { en: 'without a score', ja: 'スコアが未入力のもの' }

export const withoutMrr: Words = { en: 'without an MRR', ja: 'MRRが未入力のもの' }
