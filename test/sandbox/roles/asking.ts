import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { Scene } from './scene.ts'

interface Leads {
  /** Whose figures they are, as the answer says it. */
  readonly scope: string
  readonly label: string
}

/** A KPI's answer and everything that leads on from it: another period, why, the definition. Its message is returned. */
export async function asksOn(scene: Scene, question: string, { scope, label }: Leads): Promise<Locator> {
  const { hands, sees } = scene
  const t = words[scene.locale]
  const answer = await hands.ask(`/revops ${question}`)
  await sees(answer, label, scope)
  await sees(await hands.choose(answer, t.period, t.lastQuarter), label, t.quarter, scope)
  await sees(await hands.press(answer, t.why), t.whyOf(label), scope)
  await sees(await hands.press(answer, t.explain), t.explained(label))
  return answer
}

/** The rows behind an answer, with what they add up to. */
export async function looksAtRows({ hands, sees, locale }: Scene, answer: Locator, label: string): Promise<string> {
  const t = words[locale]
  const rows = await hands.press(answer, t.rows)
  await sees(rows, t.rowsOf(label))
  const read = await hands.read(rows)
  expect(read).toMatch(t.sums)
  return read
}

/** In a channel where others see less, nothing is shared: it says so, and how many they are. */
export async function mayNotShare({ hands, sees, locale }: Scene, answer: Locator): Promise<void> {
  await sees(await hands.press(answer, words[locale].share), words[locale].notShared)
}

/** Asks the bot as one asks a colleague; the answer says what it was taken for. */
export async function mentions({ hands, sees, locale }: Scene, question: string, taken: string): Promise<void> {
  await sees(await hands.ask(`@RevOps ${question}`), words[locale].understood, `/revops ${taken}`)
}

/** The home tab: one's own day. */
export async function opensHome({ hands, sees, locale }: Scene, ...texts: readonly string[]): Promise<Locator> {
  const home = await hands.home()
  await sees(home, words[locale].home, ...texts)
  return home
}

export const shareLabel = { en: 'Share in channel', ja: 'チャンネルに共有' } as const

const words = {
  en: {
    period: 'Period',
    lastQuarter: 'last quarter',
    quarter: 'Q3 2026',
    why: 'Why?',
    whyOf: (label: string) => `Why ${label}`,
    explain: 'Explain',
    explained: (label: string) => `${label}, explained`,
    rows: 'Rows',
    rowsOf: (label: string) => `Rows behind ${label}`,
    sums: /\d rows? · (total|Numerator) /,
    share: shareLabel.en,
    notShared: 'may not see all of this, so it is not shared here',
    understood: 'Understood as',
    home: 'Your day',
  },
  ja: {
    period: '期間',
    lastQuarter: '先四半期',
    quarter: '2026年第3四半期',
    why: 'なぜ？',
    whyOf: (label: string) => `${label}の変化の要因`,
    explain: '定義',
    explained: (label: string) => `${label}の定義`,
    rows: '明細',
    rowsOf: (label: string) => `${label}の明細`,
    sums: /\d件 · (合計|分子) /,
    share: shareLabel.ja,
    notShared: 'すべては閲覧できない',
    understood: 'と解釈しました',
    home: '今日の状況',
  },
}
