import type { Reading } from '../../define/reading.ts'
import type { Locale } from '../../define/words.ts'
import { bilingual } from '../words.ts'

/** A figure of a cohort that has not had its time, marked wherever it stands beside others (METRICS rule 8). */
export const marked = (text: string, { mature }: Pick<Reading, 'mature'>, locale: Locale): string =>
  mature ? text : `${text} ${words[locale].mark}`

/** What the mark means, where any of the readings has it. */
export const immatureLegend = (readings: readonly Reading[], locale: Locale): string[] =>
  readings.some(({ mature }) => !mature) ? [words[locale].legend] : []

/** The same as a sentence, where the figure stands alone. */
export const immatureSentence = ({ mature }: Pick<Reading, 'mature'>, locale: Locale): string[] =>
  mature ? [] : [words[locale].sentence]

const words = bilingual({
  en: {
    sentence: 'This cohort has not had its full time yet: the figure can still rise.',
    mark: '†',
    legend: '† a cohort that has not had its full time: the figure can still rise',
  },
  ja: {
    sentence: 'このコホートはまだ期間が満了しておらず、今後数値が上がる可能性があります。',
    mark: '※',
    legend: '※ 期間が満了していないコホート（今後数値が上がる可能性があります）',
  },
})
