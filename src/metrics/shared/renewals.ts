import type { Words } from '../../define/words.ts'

/** METRICS rule 6: what counts every type shows the renewal part apart. */
export const ofWhichRenewals: Words = { en: 'of which renewals', ja: 'うち更新' }
