import { describe, expect, it } from 'vitest'
import { withoutEnding, withoutOpening } from '../../src/answers/polite.ts'

const words = (text: string): string[] => text.split(' ')

describe('what closes a question is dropped', () => {
  it.each([
    ['kpi arr?', 'kpi arr'],
    ['pipeline please', 'pipeline'],
    ['pipeline please ?', 'pipeline'],
    ['受注率は？', '受注率'],
    ['受注率を教えて', '受注率'],
    ['受注率 先四半期を教えてください。', '受注率 先四半期'],
    ['受注率 先四半期 を見せて', '受注率 先四半期'],
    ['受注率について教えて', '受注率'],
    // Names and words that only look like it.
    ['accounts こんにちは', 'accounts こんにちは'],
    ['accounts pleasewell', 'accounts pleasewell'],
    ['?', '?'],
    ['教えて', '教えて'],
    ['', ''],
  ])('%s', (text, left) => {
    expect(withoutEnding(words(text)).join(' ')).toBe(left)
  })
})

describe('what opens a question is dropped', () => {
  it.each([
    ['what is our arr', 'arr'],
    ['What’s the win rate last quarter', 'win rate last quarter'],
    ['can you show me the pipeline', 'pipeline'],
    ['how many customers', 'customers'],
    ['how is my win rate', 'win rate'],
    ['うちのARR', 'ARR'],
    ['win rate', 'win rate'],
    // With nothing behind it, it is all there is.
    ['show me', 'me'],
    ['show', 'show'],
    ['うちの', 'うちの'],
  ])('%s', (text, left) => {
    expect(withoutOpening(words(text)).join(' ')).toBe(left)
  })
})
