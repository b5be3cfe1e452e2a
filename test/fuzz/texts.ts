import fc from 'fast-check'
import type { CatalogView } from '../../src/define/catalog.ts'

/** What people, and others, might type after `/revops`: words of the grammar in any order, any script, injections, extremes. */

const pick = <T>(...all: readonly T[]) => fc.constantFrom(...all)

const periods = [
  'this quarter',
  'last quarter',
  'last 4 quarters',
  'last 28 days',
  '2026-10',
  'Q3 2026',
  'FY26 Q3',
  'ytd',
  '2026-10-01..2026-10-15',
  '先四半期',
  '今月',
  '直近3か月',
  '上期',
  'as of 2026-10-01',
  '2026-10-01 時点',
]
const grammar = [
  ...[
    'by segment',
    'by owner',
    'by',
    'where',
    'where segment=SMB',
    'where owner!="Ann"',
    'where =',
    'where x',
    'セグメント別',
  ],
  ...[
    'vs last year',
    'trend',
    'trend 12 months',
    'monthly',
    '推移',
    'yoy',
    'csv',
    'sql',
    'page 2',
    'page',
    'cohort',
    'period',
  ],
  ...[
    'me',
    'team',
    'all',
    '@ann@example.com',
    '@',
    '@ann',
    '自分',
    '全社',
    'at-risk',
    'mine',
    'リスク',
    'funnel',
    'mql',
    'won',
  ],
  ...[
    'weekdays at 08:45',
    'mondays at 8',
    '毎週月曜 8:00',
    'here',
    'dm',
    '#C0123456789',
    'new',
    'backtest',
    '180 days',
    '180日',
  ],
]
/** What people say around a question, in messages above all. */
const openings = ['', 'what is our ', 'show me ', 'could you tell us ', 'please ', 'うちの', '当社の']
const endings = ['', '?', ' please?', 'を教えて', 'は？', 'を見せてください。']
const injections = [
  `'; drop table ssot.users; --`,
  `" or 1=1 --`,
  `where segment='SMB' or 'a'='a'`,
  '$1 $2 $x {{x}} %s %n',
  '<!channel> <!here> <!everyone>',
  '<@U0000000001|ann> <#C0000000001|general> <https://example.com|x>',
  '<@U0000000001>@example.com',
  '*bold* _it_ ~no~ `code` ```block```',
  '&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;',
  '<script>alert(1)</script>',
  '../../etc/passwd \\\\host\\x',
  '__proto__ constructor prototype toString hasOwnProperty valueOf',
  'kpi __proto__',
  'kpi bookings by constructor',
  'kpi bookings where __proto__=x',
  'digest constructor',
  'explain toString sql',
  '"unbalanced',
  '“”“',
  '=cmd|calc!A1',
  '\0\u0001\u0007\u001b[31m',
  '\u202e\u2066reversed\u2069',
  'z\u0300\u0301\u0302\u0303\u0304a\u0305lgo',
  '👩‍👩‍👧‍👦🏳️‍🌈 ㈱ ① 髙﨑 ｱｲｳ ﷽',
  '\ud800 \udfff',
]
const extremes = [
  'last 99999999999999999999 days',
  'last 0 months',
  'last -3 weeks',
  'trend 1e308 months',
  'page 9007199254740993',
  'page -1',
  '2026-02-30',
  '2026-13',
  'Q9 2026',
  '0000-01-01..9999-12-31',
  '9999-12-31',
  '275760-09-13',
  'as of 9999-99-99',
  'as of 1970-01-01',
  'last 4000 quarters',
  'trend daily last 10 years',
  'backtest win-rate-drop 100000 days',
  'NaN Infinity -0 1e-7',
]

/** Pieces that the grammar is made of: every name of every definition in both languages. */
function vocabulary({ metrics, commands, reports, alerts }: CatalogView): string[] {
  return [
    ...[...commands].flatMap(([id, { aliases = [], examples }]) => [id, ...aliases, ...examples.en, ...examples.ja]),
    ...[...metrics].flatMap(([id, { label, aliases = [] }]) => [id, label.en, label.ja, ...aliases]),
    ...[...reports].flatMap(([id, { title, aliases = [] }]) => [id, title.en, title.ja, ...aliases]),
    ...[...alerts].flatMap(([id, { title }]) => [id, title.en, title.ja]),
    ...periods,
    ...grammar,
  ]
}

export function texts(catalog: CatalogView): fc.Arbitrary<string> {
  const words = pick(...vocabulary(catalog))
  const leading = pick(...[...catalog.commands].flatMap(([id, { aliases = [] }]) => [id, ...aliases]))
  const separator = pick(' ', ' ', ' ', '\u3000', '  ', '\n', '\t', ', ', '、', '')
  const strange = fc.oneof(
    pick(...injections),
    pick(...extremes),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.integer().map(String),
    fc.double().map(String),
  )
  const sequence = (word: fc.Arbitrary<string>, maxLength: number) =>
    fc
      .array(fc.tuple(word, separator), { minLength: 1, maxLength })
      .map((some) => some.map(([each, after]) => each + after).join(''))
  const asked = fc.tuple(leading, sequence(words, 5)).map(([first, rest]) => `${first} ${rest}`)
  const inWords = fc.tuple(pick(...openings), words, fc.oneof(words, fc.constant('')), pick(...endings))
  return fc.oneof(
    { weight: 4, arbitrary: asked },
    { weight: 2, arbitrary: inWords.map(([before, one, other, after]) => `${before}${one} ${other}${after}`) },
    { weight: 3, arbitrary: sequence(words, 4) },
    { weight: 3, arbitrary: fc.tuple(asked, strange).map(([text, odd]) => `${text} ${odd}`) },
    { weight: 2, arbitrary: fc.tuple(asked, fc.nat(), strange).map(([text, at, odd]) => spliced(text, at, odd)) },
    { weight: 2, arbitrary: fc.tuple(leading, strange).map((two) => two.join(' ')) },
    { weight: 2, arbitrary: strange },
    {
      weight: 1,
      arbitrary: fc
        .tuple(leading, words, fc.integer({ min: 1, max: 5_000 }))
        .map(([a, b, n]) => `${a} ${b.repeat(n)}`.slice(0, 12_000)),
    },
  )
}

function spliced(text: string, at: number, odd: string): string {
  const place = at % (text.length + 1)
  return text.slice(0, place) + odd + text.slice(place)
}
