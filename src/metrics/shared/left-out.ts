import type { LeftOut } from '../../define/metric.ts'
import type { Words } from '../../define/words.ts'
import { sql } from '../../ssot/sql.ts'

export const withoutAmount: Words = { en: 'without an amount', ja: '金額が未入力のもの' }

export const withoutScore: Words = { en: 'without a score', ja: 'スコアが未入力のもの' }

export const withoutMrr: Words = { en: 'without an MRR', ja: 'MRRが未入力のもの' }

/** Accounts compared at two ends, a subscription of which has no MRR: the account counts, that subscription does not. */
export const unknownMrr: LeftOut = { words: withoutMrr, where: sql`f.mrr_unknown` }
