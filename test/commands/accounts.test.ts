import { describe, expect, it } from 'vitest'
import { contextFor } from '../../src/answers/context.ts'
import { health } from '../support/health.ts'
import { insertRows } from '../support/rows.ts'
import { shown, tableOf, useWorld } from '../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const at = '2026-11-16T00:00:00Z'
const world = await useWorld({ at })
const bare = await useWorld({ at, without: ['subscriptions'] })
await world.fill(health)
const acme = { id: 'acme', name: 'Acme', segment: 'SMB', region: 'Kanto', owner_id: 'ann', csm_id: 'cleo' }
const globex = { id: 'globex', name: 'Globex', segment: 'Enterprise', region: 'Kansai', owner_id: 'bob' }

describe('accounts at-risk', () => {
  it('who, with what at stake, and what pulls each down, before and after', async () => {
    const message = await world.ask('accounts at-risk')
    // 100K of 400K
    expect(message.text).toBe('Customers at risk: 1 customer is at risk, 25.0% of MRR.')
    expect(shown(message)).toContain(
      [
        '*Acme*',
        'Health *35* (four weeks ago 64) · MRR ¥100K · term ends Wed 16 Dec 2026, *no renewal open* · CSM Cleo',
        '• Usage trend 10 (was 50): active users −40.0% in 28 days (before ±0.0%)',
        '• Adoption 20 (was 33): 20.0% of the seats in use (before 33.3%)',
        '• Commercial 25 (was 48): term ends in 30 days, no renewal open',
      ].join('\n'),
    )
  })

  it('one that renews by itself has no term to end', async () => {
    expect(shown(await world.ask('accounts globex'))).toContain('MRR ¥300K · renews automatically · *no CSM*')
    expect(shown(await world.ask('accounts globex', { locale: 'ja' }), 'ja')).toContain(' · 自動更新 · ')
  })

  it('in Japanese', async () => {
    const message = await world.ask('アカウント リスク', { locale: 'ja' })
    expect(message.text).toBe('リスクのある顧客：1社がリスク状態です（MRRの25.0%）。')
    expect(shown(message, 'ja')).toContain('• 利用トレンド 10（以前は50）：アクティブユーザーが28日間で−40.0%')
    expect(shown(message, 'ja')).toContain('契約終了 2026年12月16日(水) · *更新商談なし*')
  })

  it.each([
    ['the owner sees their customer', 'ann@example.com', 'accounts at-risk', '1 customer is at risk, 100.0% of MRR'],
    ['the CSM sees theirs', 'cleo@example.com', 'accounts at-risk mine', '1 customer is at risk'],
    [
      'another rep sees that their own is well',
      'bob@example.com',
      'accounts at-risk',
      'The one customer here is not at risk.',
    ],
    ['a manager sees everybody’s', 'mia@example.com', 'accounts at-risk team', '1 customer is at risk, 25.0% of MRR'],
  ])('%s', async (_, as, text, sentence) => {
    const message = await world.ask(text, { as })
    expect(shown(message).replaceAll('*', '')).toContain(sentence)
    if (as === 'bob@example.com') expect(JSON.stringify(message)).not.toContain('Acme')
  })

  it('who sees totals only gets how many, and no name', async () => {
    await insertRows(world.database, 'users', [{ id: 'max', name: 'Max', email: 'max@example.com', role: 'marketing' }])
    const message = await world.ask('accounts at-risk', { as: 'max@example.com' })
    expect(shown(message)).toContain('*1* customer is at risk, 25.0% of MRR.\nYour role sees customers only as totals')
    expect(JSON.stringify(message)).not.toContain('Acme')
    expect(await world.mistake('accounts acme', { as: 'max@example.com' })).toContain('only as totals')
    await world.fill(health)
  })

  it('ten of many, and how many more there are', async () => {
    const ids = Array.from({ length: 47 }, (_, i) => `risky ${i}`)
    const copied = <Row extends { readonly account_id: string }>(rows: readonly Row[]) =>
      ids.flatMap((account_id) =>
        rows
          .filter((row) => row.account_id === 'acme')
          .map((row, i) => ({ ...row, id: `${account_id} ${i}`, account_id })),
      )
    await world.fill({
      accounts: ids.map((id) => ({ id, name: `${id} ${'のお客様'.repeat(40)}`, csm_id: 'cleo' })),
      subscriptions: copied(health.subscriptions),
      activities: copied(health.activities),
      tickets: copied(health.tickets),
      product_usage: health.product_usage.flatMap((row) => ids.map((account_id) => ({ ...row, account_id }))),
    })
    const seen = shown(await world.ask('accounts at-risk'))
    expect(seen).toContain('*47* customers are at risk')
    expect(seen).toContain('… and 37 more')
    await world.fill(health)
  })

  it('no customers is no data, and a missing relation is named', async () => {
    await world.fill()
    expect(shown(await world.ask('accounts at-risk'))).toContain('No data: no paying customers here.')
    await world.fill(health)
    expect(shown(await bare.ask('accounts at-risk'))).toContain(
      'Health score is not connected: it needs `ssot.subscriptions`.',
    )
    expect(shown(await bare.ask('accounts acme'))).toContain('MRR is not connected: it needs `ssot.subscriptions`.')
  })
})

describe('a customer on one screen', () => {
  it('money, health with every input, deals', async () => {
    const sound = {
      created_at: '2026-11-01T09:00',
      next_step: 'call',
      last_activity_at: '2026-11-15T09:00',
      close_date: '2026-12-01',
    }
    await world.fill({
      ...health,
      opportunities: [
        { id: 'o', name: 'Acme seats', amount: 50_000, ...sound },
        { id: 'x', name: 'Globex secret', account_id: 'globex', owner_id: 'bob', ...sound },
      ],
    })
    const message = await world.ask('accounts acme')
    expect(message.text).toBe('Acme: health 35, MRR ¥100,000')
    expect(tableOf(message, 'What the health score is made of')).toEqual([
      ['Usage trend', '10', '50', '25', 'active users −40.0% in 28 days'],
      ['Adoption', '20', '33', '15', '20.0% of the seats in use'],
      ['Support load', '70', '100', '15', '2 open tickets'],
      ['Sentiment', 'missing', 'missing', '–', '–'],
      ['Engagement', '68', '100', '15', 'last contact 38 days ago'],
      // A deal has changed since: looking back, nothing says that the term's end was known.
      ['Commercial', '25', expect.any(String), '15', 'term ends in 30 days, no renewal open'],
    ])
    const seen = shown(message)
    expect(seen).toContain('SMB · Kanto · owner Ann')
    expect(seen).toContain('*1 open deal, ¥50K*')
    expect(seen).toContain('Acme seats')
    expect(seen).not.toContain('Globex')
    expect(shown(await world.ask('accounts acme', { locale: 'ja' }), 'ja')).toContain('進行中の商談 1件・¥5万')
    await world.fill(health)
  })

  it('one that does not pay is said not to', async () => {
    await world.fill({ accounts: [acme] })
    expect((await world.ask('accounts acme')).text).toBe('Acme: Not a paying customer today.')
    await world.fill(health)
  })

  it('a rep cannot look at another’s customer', async () => {
    expect(await world.mistake('accounts globex', { as: 'ann@example.com' })).toBe(
      'No account of yours is called “globex”. Part of its name is enough.',
    )
  })

  it.each([
    'A&B *Stars* <Co>',
    '<script>alert("_Löwe_ & Söhne")</script> GmbH',
    '㈱鷗ソフト①',
    '<!channel> @here',
    "Robert'); drop table ssot.accounts; --",
    'ﾃｽﾄ商事　１号店',
    'шоколад 초콜릿 🍫',
  ])('is found by its name as people write it, and shown as text: %s', async (name) => {
    await world.fill({ ...health, accounts: [{ ...acme, name }, globex] })
    const message = await world.ask(`accounts ${name}`)
    expect(shown(message).replaceAll('\u3000', ' ')).toContain(name.replaceAll('\u3000', ' '))
    const marked = JSON.stringify([message.text, message.blocks.filter(({ type }) => type !== 'header')])
    expect(marked).not.toMatch(/<!channel>|<script>|@here\b/)
    await world.fill(health)
  })

  it('links to the CRM where configuration says where it is', async () => {
    const { workshop } = world
    const links = { account: 'https://crm.example/a/{id}', opportunity: undefined }
    const linked = { ...workshop, company: { ...workshop.company, links } }
    const { who, now } = await world.context()
    const context = await contextFor(linked, { who, now, locale: 'en', scope: { kind: 'everything' } })
    const command = world.catalog.commands.get('accounts')
    const message = await command?.run(context, command.parse(['acme'], context))
    expect(JSON.stringify(message)).toContain('<https://crm.example/a/acme|Acme>')
  })
})

describe('bad input', () => {
  it.each([
    ['accounts', 'Which accounts? `/revops accounts at-risk`, or a name: `/revops accounts <part of its name>`.'],
    ['accounts nobody', 'No account of yours is called “nobody”. Part of its name is enough.'],
    [
      'accounts at-risk mne',
      'I do not understand “mne” here. Did you mean `mine`? For example `/revops accounts at-risk mine`.',
    ],
    ['accounts at-risk foods', 'I do not understand “foods” here. For example `/revops accounts at-risk mine`.'],
  ])('%s', async (text, sentence) => {
    expect(await world.mistake(text)).toBe(sentence)
  })

  it('several matches are named, as text, and the exact one wins', async () => {
    await world.fill({
      ...health,
      accounts: [
        acme,
        { id: 'acme2', name: 'Acme *West*' },
        ...Array.from({ length: 6 }, (_, i) => ({ id: `n${i}`, name: `Acme North ${i}` })),
      ],
    })
    expect(await world.mistake('accounts acm')).toMatch(
      /^8 accounts match, among them Acme, Acme .*West.*, Acme North 0, Acme North 1, Acme North 2\. Type more of the name, or the id\.$/,
    )
    expect((await world.ask('accounts acme')).text).toContain('Acme: ')
    expect((await world.ask('accounts acme2')).text).toContain('West')
    expect(await world.mistake('accounts acm', { locale: 'ja' })).toMatch(
      /^8件のアカウントが該当します（Acme、.*など）。/,
    )
    // A name that ends a sentence by itself gets no second full stop.
    await world.fill({ ...health, accounts: [acme, { id: 'k', name: 'Acme Foods K.K.' }] })
    expect(await world.mistake('accounts acm')).toBe(
      '2 accounts match: Acme, Acme Foods K.K. Type more of the name, or the id.',
    )
    await world.fill(health)
  })

  it('two of the very same name are told apart by id', async () => {
    await world.fill({ accounts: [acme, { id: 'acme2', name: 'Acme' }] })
    expect(await world.mistake('accounts Acme')).toContain('Acme (acme), Acme (acme2)')
    expect((await world.ask('accounts acme2')).text).toContain('Acme: ')
    await world.fill(health)
  })
})
