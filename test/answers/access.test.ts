import { describe, expect, it } from 'vitest'
import { openWorkshop } from '../../src/answers/open.ts'
import { loadCatalog } from '../../src/catalog.ts'
import { ConfigError, loadConfig } from '../../src/config.ts'
import type { BusinessConfig } from '../../src/config-file.ts'
import { quietState } from '../support/answers.ts'
import { firing, shown, tableOf, useWorld } from '../support/world.ts'

const at = '2026-11-16T00:00:00Z'
const users = ['executive', 'ops', 'manager', 'rep', 'cs', 'marketing'].map((role) => ({
  id: role,
  name: role,
  email: `${role}@example.com`,
  role,
  manager_id: role === 'rep' ? 'manager' : null,
}))
const won = (id: string, owner_id: string, amount: number) => ({
  id,
  owner_id,
  amount,
  stage_id: 'won',
  closed_at: '2026-10-20T09:00',
})
const rows = {
  users,
  opportunities: [won('a', 'rep', 100), won('b', 'ops', 20), { id: 'o', owner_id: 'rep', amount: 5 }],
  costs: [{ id: 'c', day: '2026-10-05', department: 'sales' as const, kind: 'people' as const, amount: 70 }],
}
async function worldWith(access: Partial<BusinessConfig['access']>, state = quietState) {
  const world = await useWorld({ at, state, business: { access: { roles: {}, metrics: {}, ...access } } })
  await world.fill(rows)
  return world
}

describe('a role sees as far as configuration says', async () => {
  const world = await worldWith({
    roles: { rep: 'everything', executive: 'own', manager: 'aggregates', marketing: 'own' },
  })
  it.each([
    ['rep', 120],
    ['executive', 0],
    ['manager', 120],
    ['marketing', 0],
    // Nothing is said of them.
    ['ops', 120],
    ['cs', 0],
  ])('%s: %d', async (role, sum) => {
    const { readings } = await world.ask('kpi bookings', { as: `${role}@example.com` })
    expect(readings[0]?.value ?? 0).toBe(sum)
  })

  it('what a role may do follows from how far it sees', async () => {
    expect(await world.mistake('digest board-monthly', { as: 'executive@example.com' })).toContain('for executives')
    expect(await world.mistake('kpi bookings by owner', { as: 'manager@example.com' })).toContain('only as totals')
    expect(shown(await world.ask('kpi bookings by owner', { as: 'rep@example.com' }))).toContain('ops')
  })
})

describe('a KPI is seen by the roles that configuration names', async () => {
  const series = {
    alert: 'win_rate_drop',
    series: '',
    label: '',
    state: 'firing',
    since: (await import('temporal-polyfill')).Temporal.Instant.from(at),
    summary: { en: 'Win rate fell to 12 %', ja: '受注率が12 %に低下' },
    people: [],
  } as const
  const world = await worldWith({ metrics: { cac: ['executive'], win_rate: ['executive'] } }, firing(series))
  const ops = { as: 'ops@example.com' }
  const executive = { as: 'executive@example.com' }

  it.each([
    'cac',
    'kpi cac last quarter',
    'kpi bookings, cac',
    'why cac',
    'explain cac',
    'explain cac sql',
    'rows cac',
    'rows cac csv',
    'subscribe kpi cac',
    // What is computed from it tells it as well: CAC is LTV ÷ LTV : CAC.
    'kpi ltv_cac',
    'kpi 受注率',
    'kpi sales_velocity',
  ])('“%s” is refused in one sentence to others', async (text) => {
    expect(await world.mistake(text, ops)).toMatch(
      /^[^.]+ is not open to your role\. Whoever runs RevOps decides who sees it\.$/,
    )
  })

  it('in Japanese too, naming the contact', async () => {
    expect(await world.mistake('kpi cac', { ...ops, locale: 'ja' })).toBe(
      '顧客獲得コストは、権限上閲覧できません。閲覧範囲はRevOps担当にお問い合わせください。',
    )
  })

  it('a slip of the pen is not led to it', async () => {
    expect(await world.mistake('kpi cacc', ops)).not.toContain('cac`')
    expect(await world.mistake('kpi cacc', executive)).toContain('`cac`')
  })

  it.each(['kpi', 'alerts', 'explain bookings', 'digest', 'help', 'kpi bookings'])(
    '“%s” leaves it out',
    async (text) => {
      const [seen, hidden] = [shown(await world.ask(text, executive)), shown(await world.ask(text, ops))]
      for (const name of ['CAC', 'LTV : CAC', 'Win rate fell', 'Win rate is falling']) {
        expect(hidden).not.toContain(name)
      }
      expect(seen).not.toBe('')
    },
  )

  it('who may see it sees it in all these places', async () => {
    expect(shown(await world.ask('kpi', executive))).toMatch(/`cac`.*`ltv_cac`/s)
    expect(shown(await world.ask('alerts', executive))).toContain('Win rate fell to 12 %')
    // 70 of costs ÷ 1 new customer: Acme’s first win.
    expect((await world.ask('kpi cac last month', executive)).readings).toHaveLength(1)
  })

  it('a report that reads it leaves it out', async () => {
    const message = await world.ask('digest board-monthly', ops)
    const told = message.readings.filter(({ metric }) => ['cac', 'ltv_cac', 'win_rate'].includes(metric))
    expect(told.length).toBeGreaterThan(0)
    for (const reading of told) expect(reading).toMatchObject({ value: null, n: 0, reason: 'not_allowed' })
    const labels = (table: string[][]) => table.map(([label]) => label)
    expect(labels(tableOf(message, 'Oct 2026'))).not.toContain('CAC')
    expect(labels(tableOf(await world.ask('digest board-monthly', executive), 'Oct 2026'))).toContain('CAC')
  })
})

describe('what is computed from a KPI of the same id, as it is credited, goes with it', async () => {
  const world = await worldWith({ metrics: { bookings: ['executive'] } })
  it.each(['kpi bookings', 'kpi quota_attainment', 'kpi pipeline_coverage', 'kpi forecast_accuracy last quarter'])(
    '“%s”',
    async (text) => {
      expect(await world.mistake(text, { as: 'rep@example.com' })).toContain('is not open to your role')
      expect((await world.ask(text, { as: 'executive@example.com' })).readings.length).toBeGreaterThan(0)
    },
  )
})

describe('where nothing is open, nothing is said rather than that there is nothing', async () => {
  const ids = [...(await loadCatalog()).metrics.keys()]
  const world = await worldWith({ metrics: Object.fromEntries(ids.map((id) => [id, ['executive' as const]])) })
  it.each([
    'digest',
    'digest daily-standup',
    'digest csm-weekly',
    'pipeline',
    'kpi',
    'accounts acme',
    'funnel',
    'alerts',
  ])('%s', async (text) => {
    const said = await world.ask(text, { as: 'ops@example.com' })
    expect(shown(said)).not.toMatch(/Nothing was (booked|won)|No open deals|customers pay|not open to/)
    const known = said.readings.filter(({ metric }) => ids.includes(metric))
    for (const { value, reason } of known) expect([value, reason]).toEqual([null, 'not_allowed'])
  })

  it('customers are not listed by their health', async () => {
    expect(await world.mistake('accounts at-risk', { as: 'ops@example.com' })).toBe(
      'Health scores are not open to your role, so customers at risk are not listed.',
    )
  })
})

it('an unknown KPI stops the start, with the nearest', async () => {
  const config = loadConfig({ SSOT_URL: 'postgres://nowhere.example/ssot' })
  const access = { roles: {}, metrics: { cca: ['ops' as const] } }
  const open = async () =>
    openWorkshop(
      { ...config, business: { ...config.business, access } },
      { state: quietState, catalog: await loadCatalog() },
    )
  await expect(open()).rejects.toThrow(ConfigError)
  await expect(open()).rejects.toThrow('REVOPS_CONFIG: access.metrics.cca: there is no KPI “cca”; did you mean cac')
})
