import type { Locale } from '../../define/words.ts'
import type { HealthInput } from '../../ssot/fact.ts'
import { formatValue, type NumberStyle } from '../format.ts'
import { bilingual } from '../words.ts'
import type { AccountRow } from './listing.ts'

/** A score as a whole number, never rounded up: 39.6 is under 40, and so at risk. A sum may miss its 10 by a rounding error. */
export const wholeScore = (score: number): number => Math.floor(score + 1e-6)

/** One input that pulls an account's score down: by how much, and what it was before. */
export interface Pull {
  readonly input: HealthInput
  /** Points of the account's score that it costs. */
  readonly cost: number
  readonly score: number
  readonly before: number | null
  readonly raw: number | null
  readonly rawBefore: number | null
}

/** An input's figure, and the score that it counts as. */
type RawInput = Pick<Pull, 'raw'> & { readonly score: number | null }

/** A score and its inputs as they were at some earlier time. */
export interface EarlierHealth {
  readonly score: number | null
  readonly inputs: Readonly<
    Partial<Record<HealthInput, { readonly score: number | null; readonly raw: number | null }>>
  >
}

/** The inputs that cost the score most, in order; those at 100 cost nothing. */
export function pulls(account: AccountRow, earlier: EarlierHealth | undefined): Pull[] {
  const entries = Object.entries(account.inputs) as [HealthInput, AccountRow['inputs'][HealthInput]][]
  const total = entries.reduce((sum, [, { score, weight }]) => sum + (score === null ? 0 : weight), 0)
  return entries
    .flatMap(([input, { score, weight, raw }]) => {
      if (score === null || total === 0) return []
      const before = earlier?.inputs[input]
      const cost = (weight * (100 - score)) / total
      return [{ input, cost, score, before: before?.score ?? null, raw, rawBefore: before?.raw ?? null }]
    })
    .filter(({ cost }) => cost >= 1)
    .sort((a, b) => b.cost - a.cost)
}

export const inputName = (input: HealthInput, locale: Locale): string => say[locale].names[input]

/** "Usage trend 12 (was 55): active users −38 % in 28 days (before +2 %)". */
export function pullText({ input, score, before, raw, rawBefore }: Pull, style: NumberStyle): string {
  const words = say[style.locale]
  const was = before === null || wholeScore(before) === wholeScore(score) ? '' : words.was(wholeScore(before))
  const detail = rawText(input, { raw, score }, style)
  const earlier = { raw: rawBefore, score: before }
  const changed = raw !== null && (raw !== rawBefore || score !== before) ? rawShort(input, earlier, style) : ''
  const then = detail && changed ? words.earlier(changed) : ''
  return `${words.names[input]} ${wholeScore(score)}${was}${detail ? `${words.because}${detail}${then}` : ''}`
}

/** The earlier raw figure beside the present one. A term that came nearer by as many days as went by is no news. */
function rawShort(input: HealthInput, { raw, score }: RawInput, style: NumberStyle): string {
  if (raw === null) return ''
  switch (input) {
    case 'usage_trend':
      return signedPercent(raw, style)
    case 'adoption':
      return formatValue(raw, 'percent', style)
    case 'support_load':
      return String(raw)
    case 'sentiment':
      return surveyText(raw, score)
    case 'engagement':
      return formatValue(Math.floor(raw), 'days', style)
    case 'commercial':
      return ''
  }
}

/** On which scale an answer was given is told by what it counts as: NPS × 10, or CSAT (answer − 1) × 25, never the same. */
const surveyText = (raw: number, score: number | null): string =>
  score === raw * 10 ? `NPS ${raw}/10` : `CSAT ${raw}/5`

const signedPercent = (value: number, style: NumberStyle): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : '±'}${formatValue(Math.abs(value), 'percent', style)}`

/** The raw figure behind an input, in words. */
export function rawText(input: HealthInput, { raw, score }: RawInput, style: NumberStyle): string {
  if (raw === null) return ''
  const words = say[style.locale]
  switch (input) {
    case 'usage_trend':
      return words.usage(signedPercent(raw, style))
    case 'adoption':
      return words.adoption(formatValue(raw, 'percent', style))
    case 'support_load':
      return words.tickets(raw)
    case 'sentiment':
      return words.sentiment(surveyText(raw, score))
    case 'engagement':
      return words.contact(Math.floor(raw))
    case 'commercial':
      return words.term(raw)
  }
}

const s = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`

const say = bilingual({
  en: {
    names: {
      usage_trend: 'Usage trend',
      adoption: 'Adoption',
      support_load: 'Support load',
      sentiment: 'Sentiment',
      engagement: 'Engagement',
      commercial: 'Commercial',
    } as Record<HealthInput, string>,
    was: (score: number) => ` (was ${score})`,
    because: ': ',
    earlier: (value: string) => ` (before ${value})`,
    usage: (change: string) => `active users ${change} in 28 days`,
    adoption: (share: string) => `${share} of the seats in use`,
    tickets: (n: number) => `${n} open ${n === 1 ? 'ticket' : 'tickets'}`,
    sentiment: (survey: string) => `last survey ${survey}`,
    contact: (days: number) => (days === 0 ? 'last contact today' : `last contact ${s(days)} ago`),
    term: (days: number) =>
      days >= 0 ? `term ends in ${s(days)}, no renewal open` : `term ended ${s(-days)} ago, no renewal open`,
  },
  ja: {
    names: {
      usage_trend: '利用トレンド',
      adoption: '定着度',
      support_load: 'サポート負荷',
      sentiment: '満足度',
      engagement: '接点',
      commercial: '契約',
    },
    was: (score) => `（以前は${score}）`,
    because: '：',
    earlier: (value) => `（以前は${value}）`,
    usage: (change) => `アクティブユーザーが28日間で${change}`,
    adoption: (share) => `利用シートは${share}`,
    tickets: (n) => `未解決チケット${n}件`,
    sentiment: (survey) => `直近のアンケート ${survey}`,
    contact: (days) => (days === 0 ? '最後の接点は今日' : `最後の接点は${days}日前`),
    term: (days) => (days >= 0 ? `契約終了まで${days}日、更新商談なし` : `契約終了から${-days}日、更新商談なし`),
  },
})
