import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { contextFor } from '../../src/answers/context.ts'
import type { StoredRule } from '../../src/define/alert-rule.ts'
import type { RuleFilter } from '../../src/define/rule.ts'
import { alertsMessage } from '../../src/present/alerts/list/answer.ts'
import { ruleSpec } from '../support/rule-spec.ts'
import { shown, tableOf, useWorld } from '../support/world.ts'

const at = '2026-11-16T00:00:00Z'
const now = Temporal.Instant.from(at)
const world = await useWorld({
  at,
  subscribing: true,
  business: {
    dimensions: {
      leads: [
        { column: 'sdr', personal: true },
        { column: 'topic', personal: false },
      ],
    },
  },
})
await world.database.query('alter table ssot.leads add column sdr text, add column topic text')
await world.fill({
  users: [
    { id: 'rex', name: 'Rex', email: 'rex@example.com', role: 'ops' },
    { id: 'ann', name: 'Annabel', email: 'ann@example.com', role: 'rep' },
    { id: 'max', name: 'Max', email: 'max@example.com', role: 'marketing' },
  ],
  leads: [{ id: 'l1', created_at: '2026-10-01', mql_at: '2026-10-02', owner_id: 'ann', account_id: 'acme' }],
})
await world.database.query(`update ssot.leads set sdr = 'Sidney', topic = 'pricing'`)
const max = { as: 'max@example.com' }
const totals = 'Your role sees these figures only as totals'

it('leads are listed to who sees totals only, without who works them, also in a file', async () => {
  const heads = async (as: string) => {
    const message = await world.ask('rows mqls last 60 days', { as })
    const [table] = message.blocks.flatMap((block) => (block.type === 'data_table' ? [block.rows] : []))
    return table?.[0]?.map((cell) => ('text' in cell ? cell.text : ''))
  }
  expect(await heads('rex@example.com')).toContain('Owner')
  expect(await heads(max.as)).not.toContain('Owner')
  expect(tableOf(await world.ask('rows mqls last 60 days', max), 'MQLs')[0]?.[0]).toBe('l1')
  const file = (await world.ask('rows mqls last 60 days csv', max)).file?.content
  expect(file).toContain('l1')
  expect(file).not.toContain('Annabel')
})

it('lead KPIs come by account and by configured columns, by people and what is marked personal to others only', async () => {
  for (const by of ['account', 'topic', 'team']) await world.ask(`kpi mqls last 60 days by ${by}`, max)
  for (const by of ['owner', 'manager', 'sdr']) {
    expect(await world.mistake(`kpi mqls last 60 days by ${by}`, max)).toContain(totals)
    await world.ask(`kpi mqls last 60 days by ${by}`)
  }
  // Nor are the values named that a slip might have meant.
  expect(await world.mistake('kpi mqls last 60 days where owner=Anabel', max)).toContain(totals)
  expect(await world.mistake('kpi mqls last 60 days where owner=Anabel')).toContain('Annabel')
})

it('rules are listed without their makers, and those over one person’s records not at all', async () => {
  const rule = (name: string, where?: readonly RuleFilter[]): StoredRule => ({
    id: name,
    name,
    madeBy: 'ann',
    scope: 'company',
    knownSince: now,
    off: null,
    spec: ruleSpec({ name, where }),
  })
  const all = async () => [
    rule('All is low'),
    rule('Somebody is low', [{ dimension: 'owner', values: ['Annabel'] }]),
    rule('Small is low', [{ dimension: 'segment', values: ['SMB'] }]),
  ]
  const { people } = await world.workshop.source.snapshot()
  const listed = async (id: string) => {
    const who = people.find((each) => each.id === id)
    if (!who) throw new Error(`nobody is called ${id}`)
    const context = await contextFor(world.workshop, { who, locale: 'en', now })
    const rules = { all, opinions: async () => [] } as Pick<NonNullable<typeof context.rules>, 'all' | 'opinions'>
    return shown(await alertsMessage({ ...context, rules: rules as NonNullable<typeof context.rules> }))
  }
  const full = await listed('rex')
  expect(full.match(/made by Annabel/g)).toHaveLength(3)
  const bare = await listed('max')
  expect(bare).not.toContain('Annabel')
  expect(bare).not.toContain('Somebody is low')
  expect(bare).toContain('*All is low*')
  expect(bare).toContain('*Small is low*')
})

it('what else comes to a channel is listed without who subscribed it', async () => {
  const asked = { channel: 'C0TEAM00', zone: 'Asia/Tokyo', unfit: async () => undefined }
  await world.ask('subscribe weekly-digest here', { as: 'rex@example.com', asked })
  const seen = async (as: string) => shown(await world.ask('subscriptions', { as, asked }))
  expect(await seen('ann@example.com')).toContain(
    'Weekly revenue digest · Mondays at 08:00 (Asia/Tokyo), in <#C0TEAM00> · by Rex',
  )
  expect(await seen(max.as)).toContain('Weekly revenue digest · Mondays at 08:00 (Asia/Tokyo), in <#C0TEAM00>')
  expect(await seen(max.as)).not.toContain('Rex')
})
