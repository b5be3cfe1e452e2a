import { describe, expect, it } from 'vitest'
import { asksOwn, withoutEnding, withoutOpening } from '../../src/answers/polite.ts'

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
    ['自分のパイプライン', 'パイプライン'],
    ['私の', '私の'],
    ['win rate', 'win rate'],
    // With nothing behind it, it is all there is.
    ['show me', 'me'],
    ['show', 'show'],
    ['うちの', 'うちの'],
  ])('%s', (text, left) => {
    expect(withoutOpening(words(text)).join(' ')).toBe(left)
  })
})

it.each([
  ['what is my pipeline', true],
  ['My pipeline', true],
  ['show me my deals', true],
  ['自分のパイプライン', true],
  ['私のパイプライン 今四半期', true],
  ['show me the pipeline', false],
  ['our pipeline', false],
  ['うちのパイプライン', false],
  // With nothing behind it, it is all there is; what is not said first is the command's own business.
  ['my', false],
  ['pipeline my', false],
])('%s is about oneself: %s', (text, own) => {
  expect(asksOwn(words(text))).toBe(own)
})
