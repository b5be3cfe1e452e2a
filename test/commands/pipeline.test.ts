import { describe, expect, it } from 'vitest'
import { quarter } from '../support/quarter.ts'
import { insertRows } from '../support/rows.ts'
import { fieldsOf, shown, tableOf, useWorld } from '../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const at = '2026-11-16T00:00:00Z'
const world = await useWorld({ at, as: 'ann@example.com' })
await world.fill(quarter)

describe('a rep’s pipeline, by hand', () => {
  it('says what is open and what that means for the quota', async () => {
    // Open: 400 + 100 + 200 + 150 = 850k. Quota 1,000k − 300k won = 700k to go; 400 + 100 = 500k still closes in the
    // quarter (a past close date is no coverage): 500 ÷ 700 = 0.7.
    const message = await world.ask('pipeline')
    expect(message.text).toBe('Pipeline, Ann: ¥850,000 open in 4 deals. ¥700K to go to quota, covered 0.7×.')
    const japanese = await world.ask('パイプライン', { locale: 'ja' })
    expect(japanese.text).toBe(
      'パイプライン・Ann：進行中の商談は4件、¥850,000です。目標まで残り¥70万、カバレッジは0.7×です。',
    )
  })

  it('puts every figure under its name', async () => {
    expect(fieldsOf(await world.ask('pipeline'))).toEqual({
      // 0.5 × (400 + 150) + 0.2 × (100 + 200) = 335k
      'Weighted pipeline': '¥335K',
      // Without the late one: 650 ÷ 850
      'Pipeline health': '76.5%',
      // 300 of 1,000; 1 October to 13 November are 32 of the quarter's 66 weekdays
      'Quota attainment, Q4 2026': '30.0%  (¥300K of ¥1M) | 48.5% of the business days gone',
      'Pipeline coverage': '0.7×',
      'Still to close this month': '¥100K  (1 deal)',
      // The late one was to close on 31 October.
      'Still to close in Q4 2026': '¥500K  (2 deals) | and ¥200K past due',
      // Won 300 + committed 400; best case adds 100.
      Commit: '¥700K',
      'Best case': '¥800K',
      // What slipped, 150k, against next quarter's 500k
      'Coverage of Q1 2027': '0.3×',
    })
  })

  it('goes by stage: count, amount, weighted, median age', async () => {
    // Discovery: 4 and 76 days old; Proposal: 42 and 46.
    expect(tableOf(await world.ask('pipeline'), 'Open pipeline by stage')).toEqual([
      ['Discovery', '2', '¥300K', '¥60K', '40 days'],
      ['Proposal', '2', '¥550K', '¥275K', '44 days'],
    ])
  })

  it('names the deal that needs attention, and each reason', async () => {
    const text = shown(await world.ask('pipeline'))
    expect(text).toContain('*1 deal needs attention*')
    expect(text).toContain(
      '*Late one* · Acme · ¥200K · Discovery\n      close date passed 16 days ago, no activity for 27 days, no next step',
    )
    expect(shown(await world.ask('pipeline', { locale: 'ja' }), 'ja')).toContain(
      'クローズ予定日を16日超過、27日間活動なし、次のアクションなし',
    )
  })

  it('reconciles seven days, from start to end', async () => {
    // 1,080 + 100 + 50 − 150 − 300 − 80 = 700
    const rows = tableOf(await world.ask('pipeline'), 'What changed in seven days')
    expect(rows).toEqual([
      ['Seven days ago', '¥1.08M', '5'],
      ['Created', '+¥100K', '1'],
      ['Amount up', '+¥50K', '1'],
      ['Slipped out', '−¥150K', '1'],
      ['Won', '−¥300K', '1'],
      ['Lost', '−¥80K', '1'],
      ['Now', '¥700K', '3'],
    ])
  })

  it('asks nothing of a period that is over but how it ended', async () => {
    const message = await world.ask('pipeline last quarter')
    const labels = Object.keys(fieldsOf(message))
    expect(labels).not.toContain('Still to close in Q3 2026')
    expect(labels).not.toContain('Commit')
    expect(() => tableOf(message, 'What changed')).toThrow()
    expect(message.text).toBe('Pipeline, Ann: No bookings target is set for Q3 2026. ¥850,000 is open now, in 4 deals.')
    const teams = await world.ask('pipeline last quarter', { as: 'mia@example.com' })
    expect(JSON.stringify(teams.blocks)).not.toContain('To close')
  })

  it('of customer success: the deals of their accounts, and no forecast where they have no target', async () => {
    const message = await world.ask('pipeline', { as: 'cleo@example.com' })
    expect(message.text).toBe('Pipeline, Cleo: ¥850,000 open in 4 deals.')
    expect(fieldsOf(message)).toEqual({
      'Weighted pipeline': '¥335K',
      'Pipeline health': '76.5%',
      'Still to close this month': '¥100K  (1 deal)',
      'Still to close in Q4 2026': '¥500K  (2 deals) | and ¥200K past due',
    })
    // The same accounts as what changed: 500 still to close and 200 past due.
    expect(tableOf(message, 'What changed').at(-1)).toEqual(['Now', '¥700K', '3'])
  })
})

describe('whose it is', () => {
  it.each([
    ['a manager sees their people', 'mia@example.com', 'pipeline', 'Mia’s team (3 people)'],
    ['a manager sees one of them', 'mia@example.com', 'pipeline @bob', 'Bob'],
    ['a part of an e-mail is enough', 'mia@example.com', 'pipeline @ann@example.com', 'Ann'],
    ['operations sees everything', 'rex@example.com', 'pipeline all', 'Whole company'],
    ['a customer-success manager sees the deals of their customers', 'cleo@example.com', 'pipeline me', 'Cleo'],
  ])('%s', async (_, as, text, name) => {
    expect(shown(await world.ask(text, { as }))).toContain(`${name} · Q4 2026`)
  })

  it('is each person’s own figures beside what they submitted', async () => {
    const rows = tableOf(await world.ask('pipeline team', { as: 'mia@example.com' }), 'By person, Q4 2026')
    // Bookings, attained, to close, coverage, commit, submitted. Bob: 5,000 open against 2,000.
    expect(rows).toEqual([
      ['Ann', '¥300K', '30.0%', '¥500K', '0.7×', '¥700K', '¥650K'],
      ['Bob', '¥0', '0.0%', '¥5M', '2.5×', '¥0', '–'],
    ])
  })

  it('goes by team for the whole company', async () => {
    const rows = tableOf(await world.ask('pipeline'), 'Open pipeline by stage')
    expect(rows).toHaveLength(2)
    const teams = tableOf(await world.ask('pipeline', { as: 'rex@example.com' }), 'By team')
    expect(teams.map(([team, booked]) => [team, booked])).toEqual([
      ['East', '¥300K'],
      ['West', '¥0'],
    ])
  })

  it('never shows a rep what is another’s', async () => {
    for (const text of ['pipeline', 'pipeline me', 'pipeline next quarter']) {
      const seen = JSON.stringify(await world.ask(text))
      for (const secret of ['Globex', 'Bob', 'b1', '5000000', '5,000']) expect(seen).not.toContain(secret)
    }
  })
})

describe('bad input gets one sentence, the nearest and an example', () => {
  it.each([
    [
      'pipeline lats quarter',
      'I do not understand “lats quarter” here. Did you mean `last quarter`? For example `/revops pipeline last quarter`.',
    ],
    ['pipeline tem', 'I do not understand “tem” here. Did you mean `team`? For example `/revops pipeline team`.'],
    ['pipeline gibberish', 'I do not understand “gibberish” here. For example `/revops pipeline me this quarter`.'],
    [
      'pipeline ann',
      'I do not understand “ann” here. Did you mean `@ann@example.com`? For example `/revops pipeline @ann@example.com`.',
    ],
    [
      'pipeline @anm',
      'I know nobody called “anm”. Did you mean `@ann@example.com`? For example `/revops pipeline @ann@example.com`.',
    ],
    [
      // Bob’s records are not hers: he is not suggested.
      'pipeline @bbo',
      'I know nobody called “bbo”. Use their e-mail, for example `/revops pipeline @name@company.com`.',
    ],
    [
      'pipeline @zzzzzz',
      'I know nobody called “zzzzzz”. Use their e-mail, for example `/revops pipeline @name@company.com`.',
    ],
    ['pipeline @bob', 'Bob’s records are not yours to see. Try `me`, or `team` if people report to you.'],
    ['pipeline all', 'Your role sees its own records. Try `me`, or `team` if people report to you.'],
    ['pipeline team', 'Nobody reports to you, so there is no team to show. Try `me`.'],
    ['pipeline me @ann', 'That names two people or teams. Ask for one: `me`, `team`, `all` or `@person`.'],
    [
      'pipeline 2026-13',
      '“2026-13” is not a period. Try one of: `this quarter`, `last month`, `last 4 quarters`, `last 28 days`.',
    ],
    [
      'pipeline this quarter last month',
      'That names two periods. Ask for one, or for a range such as `2026-07..2026-09`.',
    ],
  ])('%s', async (text, sentence) => {
    expect(await world.mistake(text)).toBe(sentence)
  })

  it.each([
    ['pipeline 先四半', '「先四半」は分かりません。`先四半期` のことですか？ 例：`/revops pipeline 先四半期`'],
    [
      'pipeline @anm',
      '「anm」という担当者は見つかりません。`@ann@example.com` のことですか？ 例：`/revops pipeline @ann@example.com`',
    ],
    ['pipeline 全社', '閲覧できるのはご自身の担当分です。`me`、部下がいる場合は `team` をお試しください。'],
  ])('in Japanese: %s', async (text, sentence) => {
    expect(await world.mistake(text, { locale: 'ja' })).toBe(sentence)
  })

  it('somebody who sees totals only is not told to try what they may not', async () => {
    await insertRows(world.database, 'users', [{ id: 'max', name: 'Max', email: 'max@example.com', role: 'marketing' }])
    expect(await world.mistake('pipeline me', { as: 'max@example.com' })).toBe(
      'Your role sees these figures only as totals, nobody’s apart. Try `all`.',
    )
    const seen = JSON.stringify(await world.ask('pipeline', { as: 'max@example.com' }))
    for (const secret of ['Platform', 'Late one', 'Globex', 'Ann']) expect(seen).not.toContain(secret)
  })
})
