import { expect, it } from 'vitest'
import { checkedText } from '../../../src/present/status/checked.ts'
import type { CheckedRelation } from '../../../src/ssot/quality/finding.ts'
import { instant, plain } from '../../calendar/calendars.ts'

// 09:00 and 09:05 of a Monday in Tokyo.
const [at, later] = [instant('2026-11-16T00:00:00Z'), instant('2026-11-16T00:05:00Z')]
const users: CheckedRelation = { relation: 'users', checks: [], at }
const leads: CheckedRelation = { relation: 'leads', checks: [], at: later }

it.each<[string, CheckedRelation[], string[], string[]]>([
  ['nothing is connected', [], [], []],
  [
    'nothing was looked at yet',
    [
      { ...users, at: undefined },
      { ...leads, at: undefined },
    ],
    ['The rows have not been checked yet: ask again in a minute'],
    ['データはまだチェックされていません。しばらくしてからもう一度お試しください'],
  ],
  [
    'all was; the oldest look counts',
    [leads, users],
    ['Rows last checked: Mon 16 Nov 2026, 09:00 JST'],
    ['データの最終チェック：2026年11月16日(月) 09:00'],
  ],
  [
    'some was',
    [users, { ...leads, at: undefined }],
    ['Rows last checked: Mon 16 Nov 2026, 09:00 JST', 'Not checked yet: leads'],
    ['データの最終チェック：2026年11月16日(月) 09:00', '未チェック：leads'],
  ],
  [
    'some took too long, some failed',
    [
      { ...users, at: undefined, failed: 'slow' },
      { ...leads, failed: 'slow' },
      { relation: 'tickets', checks: [], at: later, failed: 'failed' },
    ],
    [
      'Rows last checked: Mon 16 Nov 2026, 09:05 JST',
      'Not checked, it took too long (tried again within the hour): users, leads',
      'Not checked in full, it failed: tickets',
    ],
    [
      'データの最終チェック：2026年11月16日(月) 09:05',
      '時間超過のため未チェック（1時間以内に再試行）：users・leads',
      'エラーのため一部未チェック：tickets',
    ],
  ],
])('%s', (_, checked, english, japanese) => {
  expect(checkedText(checked, plain, 'en')).toEqual(english)
  expect(checkedText(checked, plain, 'ja')).toEqual(japanese)
})
