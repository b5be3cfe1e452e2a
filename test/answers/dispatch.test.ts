import { describe, expect, it } from 'vitest'
import { shown, useWorld } from '../support/world.ts'

const world = await useWorld({ at: '2026-11-16T00:00:00Z' })

describe('a command is found', () => {
  it.each([
    ['by its name', 'status', 'Status'],
    ['in any case', 'STATUS', 'Status'],
    ['by a Japanese alias', 'パイプライン', 'Pipeline'],
    ['in half-width katakana', 'ﾊﾟｲﾌﾟﾗｲﾝ', 'Pipeline'],
    ['in full-width letters', 'ｓｔａｔｕｓ', 'Status'],
    ['by a KPI’s name alone', 'mrr', 'MRR'],
    ['by a KPI’s name of several words', 'sales cycle last quarter', 'Sales cycle'],
    ['by a KPI’s name that begins as a command does', 'pipeline coverage this quarter', 'Pipeline coverage'],
    ['by the command, where what follows is its own', 'pipeline this quarter', 'Pipeline'],
    ['with a question about oneself around it', 'how is my pipeline health?', 'Pipeline health'],
    ['by a KPI’s Japanese name', '受注率', 'Win rate'],
    ['in hiragana and katakana mixed', 'パイプらいん', 'Pipeline'],
    ['by another word for it', '商談 今月', 'Pipeline'],
    ['by what one of its questions is called', '解約リスク', 'Customers at risk'],
    ['the same with words of its own', 'リスク顧客 全社', 'Customers at risk'],
    ['the same in English', 'churn risk all', 'Customers at risk'],
    ['with a question around it', 'what is our MRR?', 'MRR'],
    ['with a request around it', 'show me the win rate last quarter please', 'Win rate'],
    ['with a Japanese question around it', '受注率は？', 'Win rate'],
    ['with a Japanese request around it', '受注率 先四半期を教えて', 'Win rate'],
    ['with the period before it, as Japanese says it', '今四半期の受注率は？', 'Win rate'],
    ['and a breakdown', '先四半期のセグメント別の受注率を教えて', 'Win rate'],
    ['with today before it, which is a command too', 'today bookings', 'Bookings'],
    ['the same in Japanese', '今日 受注金額', 'Bookings'],
    ['the same of another command', 'today pipeline', 'Pipeline'],
    ['today alone', 'today', 'Your day'],
    ['today of a period', 'today last quarter', 'Your day'],
    ['with a question mark', 'kpi mrr?', 'MRR'],
    ['nothing asks for help', '', 'What you can ask'],
    ['a question mark does too', '?', 'What you can ask'],
  ])('%s', async (_, text, title) => {
    expect(shown(await world.ask(text)).split('\n')[0]).toBe(title)
  })
})

describe('what is not understood gets one sentence', () => {
  it.each([
    ['pipelin', 'I do not know “pipelin”. Did you mean `pipeline`? For example `/revops pipeline`.'],
    ['bookngs', 'I do not know “bookngs”. Did you mean `bookings`? For example `/revops bookings`.'],
    ['show me the weather', 'I do not know “show”. Try `/revops help`, or for example `/revops pipeline`.'],
    ['weather', 'I do not know “weather”. Try `/revops help`, or for example `/revops pipeline`.'],
    // A word of any sentence is no slip of a command.
    ['how’s biz?', 'I do not know “how’s”. Try `/revops help`, or for example `/revops pipeline`.'],
    // "me" for "we" would leave a question that is refused as well.
    [
      'how many deals did we lose last month and why?',
      'I do not understand “did we lose and why” here. For example `/revops pipeline me this quarter`.',
    ],
    ['kpi win_rate last vs', 'I do not understand “last vs” here. For example `/revops kpi win_rate last quarter`.'],
    ['drop', 'I do not know “drop”. Try `/revops help`, or for example `/revops pipeline`.'],
  ])('%s', async (text, sentence) => {
    expect(await world.mistake(text)).toBe(sentence)
  })

  it.each([
    ['パイプラン', '「パイプラン」は分かりません。`パイプライン` のことですか？ 例：`/revops パイプライン`'],
    ['天気', '「天気」は分かりません。`/revops help` または `/revops pipeline` をお試しください。'],
  ])('in Japanese: %s', async (text, sentence) => {
    expect(await world.mistake(text, { locale: 'ja' })).toBe(sentence)
  })
})

describe('whatever is typed is text', () => {
  const hostile = [
    '<!channel>',
    '<@U123|ann>',
    '*bold* _it_ ~s~ `code`',
    "'; drop table ssot.users; --",
    '<script>alert(1)</script>',
    '@here',
    ':fire:',
    '\u202eevil',
    '\u0000\u0007',
    '../../etc/passwd',
    '$(id) {{7*7}} %s %n',
    '你好 مرحبا नमस्ते 🏯',
    'constructor',
    '__proto__',
    'toString',
  ]
  it.each(hostile)('%j', async (text) => {
    for (const question of [
      text,
      `kpi ${text}`,
      `kpi mrr ${text}`,
      `pipeline ${text}`,
      `pipeline @${text}`,
      `funnel ${text}`,
      `accounts ${text}`,
      `accounts at-risk ${text}`,
      `kpi mrr by ${text}`,
      `kpi mrr where segment=${text}`,
      `kpi mrr where ${text}=x`,
    ]) {
      const said = await world.ask(question).then(
        (message) => JSON.stringify([message.text, message.blocks]),
        (error: Error) => {
          expect(error.name, `${question}\n${error.stack}`).toBe('UserError')
          return error.message
        },
      )
      expect(said, question).not.toMatch(/<!channel>|<@U123|<script>|@here\b/)
    }
    expect((await world.database.query('select count(*)::int as n from ssot.users')).rows[0].n).toBe(5)
  })

  it.each(['x', 'x ', '長い', 'pipeline ', 'a"', '@', '=', '<', '*', '2026-', 'の', '今月の'])(
    '8,000 characters of %j',
    async (part) => {
      const long = part.repeat(8_000).slice(0, 7_900)
      for (const question of [
        long,
        `kpi ${long}`,
        `pipeline ${long}`,
        `pipeline @${long}`,
        `accounts ${long}`,
        `kpi mrr where segment=${long}`,
        `kpi mrr by ${long}`,
      ]) {
        const said = await world.ask(question).then(
          (message) => shown(message),
          (error: Error) => {
            expect(error.name, `${question.slice(0, 50)}\n${error.stack}`).toBe('UserError')
            return error.message
          },
        )
        expect(said.length).toBeLessThan(3_000)
      }
    },
  )

  it('more than that is too long for a question', async () => {
    expect(await world.mistake('x'.repeat(8_001))).toBe('That is too long for a question. Try `/revops help`.')
    expect(await world.mistake('x'.repeat(8_001), { locale: 'ja' })).toBe(
      '質問が長すぎます。`/revops help` をお試しください。',
    )
  })
})

describe('“my” is oneself, where a command tells people apart', () => {
  it.each([
    ['what is my pipeline?', 'pipeline me'],
    ['show me my deals this quarter', 'pipeline this quarter me'],
    ['自分のパイプライン', 'pipeline me'],
    ['my churn risk', 'accounts at-risk mine'],
    ['what is our pipeline?', 'pipeline'],
    ['show me the pipeline', 'pipeline'],
    // KPIs are broken down by people, and not asked for one's own.
    ['how is my win rate?', 'kpi win rate'],
  ])('%s', async (text, understood) => {
    expect((await world.ask(text, { as: 'mia@example.com' })).understood).toBe(understood)
  })
})
