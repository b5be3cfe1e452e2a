import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { link } from '../../src/blocks/build.ts'
import { linked } from '../../src/blocks/table.ts'
import { linkedSentence, seriesName } from '../../src/present/alerts/linked.ts'
import { lineRecord, recordName, recordUrl } from '../../src/present/names.ts'
import { listTable } from '../../src/present/table.ts'
import { firing, useWorld } from '../support/world.ts'

/** Names lead to the CRM wherever they are shown, where configuration says where records are. */

const at = '2026-11-16T00:00:00Z'
const address = { account: 'https://crm.example/accounts/{id}', opportunity: 'https://crm.example/deals/{id}' }
const state = firing({
  alert: 'churn_risk',
  series: 'acme',
  label: 'Acme',
  state: 'firing',
  since: Temporal.Instant.from('2026-11-10T00:00:00Z'),
  summary: { en: 'Acme is at risk.', ja: 'Acme のリスク' },
  people: [],
})
const world = await useWorld({ at, state, subscribing: true, business: { links: address } })
const plain = await useWorld({ at, state, subscribing: true })
const rows = {
  opportunities: [
    // Overdue, so it needs attention; its name does not hold its account's.
    { id: 'd 1', name: 'Big one', owner_id: 'ann', amount: 500, close_date: '2026-11-01', created_at: '2026-10-02' },
    { id: 'w', name: 'Won one', stage_id: 'won', closed_at: '2026-11-10T09:00', created_at: '2026-10-02' },
  ],
  subscriptions: [{ account_id: 'acme', mrr: 100, term_end: '2026-12-01', ended_on: null }],
}
await world.fill(rows)
await plain.fill(rows)

const account = 'https://crm.example/accounts/acme'
const deal = 'https://crm.example/deals/d%201'

describe.each<[string, string, readonly string[]]>([
  ['the pipeline', 'pipeline', [deal, account]],
  ['all that needs attention', 'pipeline attention', [deal, account]],
  ['rows of deals', 'rows open_pipeline', [deal]],
  ['rows of accounts', 'rows mrr', [account]],
  ['a breakdown by account', 'kpi bookings by account', [account]],
  ['one account', 'accounts acme', [account]],
  ['a digest', 'digest daily-standup', [deal]],
  ['what fires', 'alerts', [account]],
  ['the weekly digest, with what fires', 'digest', [account]],
  ['the home tab', 'home', [deal, account]],
])('%s', (_, question, urls) => {
  it('links', async () => {
    const shown = JSON.stringify((await world.ask(question)).blocks)
    for (const url of urls) expect(shown).toContain(url)
    expect(JSON.stringify((await plain.ask(question)).blocks)).not.toContain('https://')
  })
})

it('subscriptions to an account', async () => {
  await world.ask('subscribe account acme')
  expect(JSON.stringify((await world.ask('subscriptions')).blocks)).toContain(account)
})

describe('an address', () => {
  it.each([
    ['an id with signs', address.account, 'a/b?c', 'https://crm.example/accounts/a%2Fb%3Fc'],
    ['an id twice', 'https://crm.example/{id}/view?id={id}', '7', 'https://crm.example/7/view?id=7'],
    ['an id with a dollar', address.account, '$&', 'https://crm.example/accounts/%24%26'],
  ])('holds %s', (_, pattern, id, url) => {
    expect(recordUrl(pattern, id)).toBe(url)
  })

  it('that is none leads nowhere', () => {
    expect(recordName('javascript:alert({id})', '7', 'Acme')).toBe('Acme')
    expect(lineRecord(undefined, '7', '*Acme*')).not.toContain('<')
    expect(linked('javascript:alert(1)', 'Acme')).toEqual({ type: 'raw_text', text: 'Acme' })
  })
})

describe('a sentence about an account', () => {
  it('has its name as a link, once, and other sentences are left alone', async () => {
    const context = await world.context()
    const named = { series: 'acme', label: 'A&B *co*' }
    const sentence = 'A&amp;B \u00ad*\u00adco\u00ad*\u00ad is at risk; A&amp;B'
    expect(linkedSentence(context, { names: 'accounts' }, sentence, named)).toBe(
      `${link(account, 'A&B *co*')} is at risk; A&amp;B`,
    )
    expect(linkedSentence(context, {}, sentence, named)).toBe(sentence)
    expect(linkedSentence(context, { names: 'accounts' }, 'It is over.', named)).toBe('It is over.')
    expect(seriesName(context, undefined, { series: 'smb', label: 'SMB' })).toBe('SMB')
  })
})

it('a table keeps its rows rather than its links', () => {
  const many = Array.from({ length: 30 }, (_, i) => [
    linked(`https://crm.example/${'x'.repeat(100)}/${i}`, `Deal ${i}`),
  ])
  const tableOf = (budget: number) => {
    const [table] = listTable({ caption: 'c', header: ['Deal'], rows: many, budget }, 'en')
    return table?.type === 'data_table' ? table.rows.slice(1).map(([cell]) => cell?.type) : []
  }
  expect(tableOf(20_000)).toEqual(Array(30).fill('rich_text'))
  // Thirty plain cells take some 40 characters each.
  expect(tableOf(2_000)).toEqual(Array(30).fill('raw_text'))
})
