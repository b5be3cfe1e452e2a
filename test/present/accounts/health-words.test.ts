import { expect, it } from 'vitest'
import { pullText } from '../../../src/present/accounts/health-words.ts'

const pull = { input: 'sentiment', cost: 4 } as const
const style = (locale: 'en' | 'ja') => ({ locale, currency: 'JPY' }) as const

it('says on which scale a survey was answered: 5 of 5 was more than 7 of 10 is', () => {
  const fell = { ...pull, score: 70, raw: 7, before: 100, rawBefore: 5 }
  expect(pullText(fell, style('en'))).toBe('Sentiment 70 (was 100): last survey NPS 7/10 (before CSAT 5/5)')
  expect(pullText(fell, style('ja'))).toBe('満足度 70（以前は100）：直近のアンケート NPS 7/10（以前はCSAT 5/5）')
})

it('tells the same figure on another scale as a change', () => {
  const fell = { ...pull, score: 50, raw: 5, before: 100, rawBefore: 5 }
  expect(pullText(fell, style('en'))).toBe('Sentiment 50 (was 100): last survey NPS 5/10 (before CSAT 5/5)')
})

it('names no earlier survey where there was none, or where it is the same', () => {
  expect(pullText({ ...pull, score: 25, raw: 2, before: null, rawBefore: null }, style('en'))).toBe(
    'Sentiment 25: last survey CSAT 2/5',
  )
  expect(pullText({ ...pull, score: 25, raw: 2, before: 25, rawBefore: 2 }, style('en'))).toBe(
    'Sentiment 25: last survey CSAT 2/5',
  )
})
