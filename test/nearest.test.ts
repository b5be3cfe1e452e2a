import { describe, expect, it } from 'vitest'
import { nearest } from '../src/nearest.ts'

const commands = [
  'pipeline',
  'funnel',
  'kpi',
  'accounts',
  'alerts',
  'digest',
  'status',
  'help',
  '?',
  'パイプライン',
  '顧客',
]

describe('the nearest known name', () => {
  it.each([
    ['a slip', 'pipelne', 'pipeline'],
    ['a swap counts once', 'pipelien', 'pipeline'],
    ['another case and full-width letters', 'ＰＩＰＥＬＩＮＥ', 'pipeline'],
    ['blanks, hyphens and underscores do not count', 'pipe_line', 'pipeline'],
    ['a beginning of three letters', 'pip', 'pipeline'],
    ['one slip in three letters', 'kpa', 'kpi'],
    ['a slip in Japanese', 'パイプラン', 'パイプライン'],
    ['half-width katakana', 'ﾊﾟｲﾌﾟﾗｲﾝ', 'パイプライン'],
    ['two slips in a short word', 'allerst', 'alerts'],
    ['of equals the one as long', 'stat', 'status'],
  ])('%s: %s → %s', (_, typed, name) => {
    expect(nearest(typed, commands)).toBe(name)
  })

  it.each([
    ['another word', 'weather'],
    ['one letter is near to everything', 'x'],
    ['two letters off in a word of two', '売上'],
    ['two letters off in a word of three', 'map'],
    ['nothing', ''],
    ['8,000 characters', 'pipeline'.repeat(1_000)],
  ])('is none for %s', (_, typed) => {
    expect(nearest(typed, commands)).toBeUndefined()
  })

  it('is none where nothing is known', () => {
    expect(nearest('pipeline', [])).toBeUndefined()
  })
})
