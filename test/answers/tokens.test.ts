import { expect, it } from 'vitest'
import { tokensOf } from '../../src/answers/tokens.ts'

it.each<[string, string, string[]]>([
  ['blanks of any kind separate', '  kpi\twin_rate  last\nquarter ', ['kpi', 'win_rate', 'last', 'quarter']],
  ['so do full-width ones', 'pipeline　来四半期', ['pipeline', '来四半期']],
  ['quotes keep words together', 'accounts "foods of asia" x', ['accounts', 'foods of asia', 'x']],
  ['also typographic ones', 'accounts “foods of asia”', ['accounts', 'foods of asia']],
  ['and inside key=value', 'kpi mqls where owner="Ann Lee"', ['kpi', 'mqls', 'where', 'owner=Ann Lee']],
  ['a quote without its other half is nothing', 'accounts "foods', ['accounts', 'foods']],
  [
    'full-width letters, digits and signs are plain ones',
    'ｋｐｉ　ｗｉｎ＿ｒａｔｅ　２０２６＝Ｑ３',
    ['kpi', 'win_rate', '2026=Q3'],
  ],
  ['a name stays as it is written', 'accounts ㈱鷗ソフト① 髙﨑', ['accounts', '㈱鷗ソフト①', '髙﨑']],
  ['control characters separate', 'kpi\u0000nrr\u0007\u001b[31m', ['kpi', 'nrr', '[31m']],
  [
    'invisible ones vanish, as in a name copied from an answer',
    'accounts A&B \u00ad*\u00adStars\u00ad*\u00ad \u202eevil\u200b',
    ['accounts', 'A&B', '*Stars*', 'evil'],
  ],
  ['other scripts', 'accounts مرحبا 你好 नमस्ते 🏯', ['accounts', 'مرحبا', '你好', 'नमस्ते', '🏯']],
  ['nothing', '', []],
  ['nothing but blanks and quotes', ' "" 　"” ', []],
])('%s', (_, text, tokens) => {
  expect(tokensOf(text)).toEqual(tokens)
})
