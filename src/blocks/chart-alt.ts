/** A chart in words, for people who hear it. */
import type { BarsSpec, ChartSpec, FunnelSpec, TrendSpec, ValueFormat, WaterfallSpec } from './chart.ts'
import { fullValue } from './chart-format.ts'
import { charactersUpTo } from './chart-labels.ts'

/** The most that an image's `alt_text` may hold. */
export const ALT_LIMIT = 2_000

/** Past this, a list of numbers read aloud says less than its ends and its extremes. */
const READ_ALL = 12

interface Words {
  trend: string
  bars: string
  funnel: string
  waterfall: string
  none: string
  soFar: string
  pair(label: string, value: string): string
  span(first: string, last: string, low: string, high: string): string
  rate(share: string): string
  list: string
  stop: string
}

const WORDS: Record<ValueFormat['locale'], Words> = {
  en: {
    trend: 'Trend',
    bars: 'Bar chart',
    funnel: 'Funnel',
    waterfall: 'Waterfall chart',
    none: 'no data',
    soFar: 'so far',
    pair: (label, value) => `${label} ${value}`,
    span: (first, last, low, high) => `from ${first} to ${last}; lowest ${low}, highest ${high}`,
    rate: (share) => `${share} of the step before`,
    list: ', ',
    stop: '. ',
  },
  ja: {
    trend: '推移グラフ',
    bars: '棒グラフ',
    funnel: 'ファネル',
    waterfall: 'ウォーターフォール図',
    none: 'データなし',
    soFar: '途中',
    pair: (label, value) => `${label} ${value}`,
    span: (first, last, low, high) => `${first}から${last}。最小は${low}、最大は${high}`,
    rate: (share) => `前段階の${share}`,
    list: '、',
    stop: '。',
  },
}

/** Title, kind of chart, then every value, or each series' ends and extremes where there are many. */
export function altText(spec: ChartSpec): string {
  const words = WORDS[spec.format.locale]
  const sentences = [`${words[spec.kind]}${words.list}${spec.title}`, ...sentencesOf(spec, words)]
  return charactersUpTo(`${sentences.join(words.stop)}${words.stop}`.trimEnd(), ALT_LIMIT)
}

function sentencesOf(spec: ChartSpec, words: Words): string[] {
  switch (spec.kind) {
    case 'trend':
      return [...seriesSentences(spec, words), ...markSentences(spec, words)]
    case 'bars':
      return seriesSentences(spec, words)
    case 'funnel':
      return [funnelSentence(spec, words)]
    case 'waterfall':
      return [waterfallSentence(spec, words)]
  }
}

function seriesSentences(spec: TrendSpec | BarsSpec, words: Words): string[] {
  const last = spec.categories.length - 1
  const running = spec.kind === 'trend' && spec.running
  const points = spec.categories.map((name, index) => (running && index === last ? `${name} (${words.soFar})` : name))
  return spec.series.map(({ name, values }) => {
    const read = points.map((label, index) => ({ label, value: values[index] ?? null }))
    const body = read.length * spec.series.length <= READ_ALL * 2 ? every(read, spec, words) : span(read, spec, words)
    return spec.series.length > 1 ? `${name}: ${body}` : body
  })
}

type Point = { label: string; value: number | null }

function every(points: Point[], spec: ChartSpec, words: Words): string {
  return points.map((point) => say(point, spec, words)).join(words.list)
}

function span(points: Point[], spec: ChartSpec, words: Words): string {
  const known = points.filter((point): point is { label: string; value: number } => point.value !== null)
  const [first] = known
  const last = known.at(-1)
  if (!first || !last) return words.none
  const low = known.reduce((least, point) => (point.value < least.value ? point : least))
  const high = known.reduce((most, point) => (point.value > most.value ? point : most))
  const [a, b, c, d] = [first, last, low, high].map((point) => say(point, spec, words))
  return words.span(a ?? '', b ?? '', c ?? '', d ?? '')
}

function say({ label, value }: Point, spec: ChartSpec, words: Words): string {
  return words.pair(label, value === null ? words.none : fullValue(value, spec.format))
}

function markSentences(spec: TrendSpec, words: Words): string[] {
  const marks = [spec.threshold, spec.target].filter((mark) => mark !== undefined)
  return marks.map((mark) => say(mark, spec, words))
}

function funnelSentence(spec: FunnelSpec, words: Words): string {
  const percent: ValueFormat = { style: 'percent', locale: spec.format.locale }
  const steps = spec.steps.map((step, index) => {
    const share = index > 0 && typeof step.rate === 'number' ? ` (${words.rate(fullValue(step.rate, percent))})` : ''
    return say(step, spec, words) + share
  })
  return steps.join(words.list)
}

function waterfallSentence(spec: WaterfallSpec, words: Words): string {
  const steps = spec.steps.map(({ label, value, kind }) =>
    words.pair(label, fullValue(value, spec.format, { signed: kind === 'change' })),
  )
  return steps.join(words.list)
}
