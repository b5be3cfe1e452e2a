import { describe, expect, it } from 'vitest'
import { compact } from '../../src/query/compact.ts'

const lines = (...text: string[]): string => text.join('\n')

describe('SQL that a person reads in Slack', () => {
  it.each<[what: string, given: string, wanted: string]>([
    [
      'short items share a line',
      lines('select', '  a,', '  b,', '  c', 'from', '  t'),
      lines('select a, b, c', 'from t'),
    ],
    [
      'up to about 100 characters',
      lines('select', `  ${'a'.repeat(60)},`, `  ${'b'.repeat(60)},`, '  c', 'from', '  t'),
      lines('select', `  ${'a'.repeat(60)},`, `  ${'b'.repeat(60)}, c`, 'from t'),
    ],
    [
      'an item of several lines stays as it is',
      lines('select', '  a,', '  case', '    when b then c', '  end as d,', '  e', 'from', '  t'),
      lines('select', '  a,', '  case', '    when b then c', '  end as d, e', 'from t'),
    ],
    [
      'brackets are not opened on one line and closed on another',
      lines('select', '  a,', '  count(', '    b,', '    c', '  ) as n', 'from', '  t'),
      lines('select', '  a,', '  count(', '    b, c', '  ) as n', 'from t'),
    ],
    [
      'text over several lines keeps its line breaks',
      lines('select', "  'x,", "  y',", '  b', 'from', '  t'),
      lines('select', "  'x,", "  y',", '  b', 'from t'),
    ],
    [
      'brackets within text are text, and a comment ends with its line',
      lines('select', "  '(',", '  b, -- c,', '  d', 'from', '  t'),
      lines('select', "  '(',", '  b, -- c,', '  d', 'from t'),
    ],
    [
      'conditions stand below each other',
      lines('select', '  a', 'from', '  t', 'where', '  b', '  and c'),
      lines('select a', 'from t', 'where', '  b', '  and c'),
    ],
  ])('%s', (_, given, wanted) => {
    expect(compact(given)).toBe(wanted)
  })

  it('is the same statement but for white space', () => {
    const given = lines('select', '  a,', "  'it''s', ", '  b', 'from', '  (', '    select', '      c', '  ) f')
    expect(compact(given).replaceAll(/\s+/g, ' ')).toBe(given.replaceAll(/\s+/g, ' '))
  })
})
