/** Colours and sizes of every chart. */

export interface Theme {
  card: string
  border: string
  text: string
  muted: string
  grid: string
  /** The shade behind highlighted periods. */
  band: string
  /** After Okabe and Ito, so that they differ for colour-blind people too; past the sixth they repeat, paler. */
  series: readonly string[]
  /** A comparison that should stay in the background. */
  neutral: string
  up: string
  down: string
  threshold: string
  target: string
}

const light: Theme = {
  card: '#ffffff',
  border: '#dfe2e6',
  text: '#1d2733',
  muted: '#5d6875',
  grid: '#e8ebee',
  band: 'rgba(230, 159, 0, 0.16)',
  series: ['#1f6fb2', '#d9722e', '#15896a', '#c9930a', '#a85a8d', '#4aa3d8'],
  neutral: '#98a2ad',
  up: '#15896a',
  down: '#cc5a1a',
  threshold: '#b8460e',
  target: '#15795e',
}

const dark: Theme = {
  card: '#20252c',
  border: '#3a424c',
  text: '#eef1f4',
  muted: '#a9b4c0',
  grid: '#343c46',
  band: 'rgba(240, 190, 80, 0.18)',
  series: ['#5fb0e8', '#f0935a', '#3cbf98', '#e8bd4a', '#d99ac0', '#9bd3f5'],
  neutral: '#7f8a96',
  up: '#3cbf98',
  down: '#f0854a',
  threshold: '#f7976a',
  target: '#5fd0ad',
}

export const themes = { light, dark } as const

export const FAMILY = 'Noto Sans JP'

/**
 * In pixels of the picture, which Slack shows at a third to a half of its size. Everything is this wide; what has
 * many rows gets a taller picture, from the few sizes there are (each keeps a drawing library in memory).
 */
export const WIDTH = 960
export const HEIGHTS = [540, 760, 1080] as const
export const PADDING = 36
export const BOTTOM = 26

export const fonts = {
  title: { size: 34, weight: 'bold' },
  value: { size: 25, weight: 'bold' },
  label: { size: 24, weight: 'normal' },
  axis: { size: 23, weight: 'normal' },
} as const
export type Font = (typeof fonts)[keyof typeof fonts]

/** As the canvas wants it. */
export function css(font: Font): string {
  return `${font.weight} ${font.size}px "${FAMILY}"`
}

/** As Chart.js wants it. */
export function chartFont(font: Font) {
  return { family: FAMILY, size: font.size, weight: font.weight, lineHeight: 1.2 } as const
}

/** The colour of series number `index`, `#rrggbb` with an alpha once the palette repeats. */
export function seriesColour(theme: Theme, index: number): string {
  const colour = theme.series[index % theme.series.length] ?? theme.neutral
  return index < theme.series.length ? colour : translucent(colour, 0.55)
}

export function translucent(hex: string, alpha: number): string {
  const byte = Math.round(alpha * 255)
  return hex.slice(0, 7) + byte.toString(16).padStart(2, '0')
}
