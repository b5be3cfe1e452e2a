import { Temporal } from 'temporal-polyfill'
import { describe, expect, it, vi } from 'vitest'
import { createAnswers } from '../../src/answers/answer.ts'
import { answerHastily } from '../../src/answers/run.ts'
import { firing, shown, useWorld } from '../support/world.ts'

const at = '2026-11-16T00:00:00Z'
const series = [
  {
    alert: 'stage_velocity',
    series: 's',
    label: 'S',
    state: 'firing',
    since: Temporal.Instant.from(at),
    summary: { en: 'x', ja: 'x' },
    people: [],
  },
] as const
const state = { ...firing(...series) }
const world = await useWorld({ at, state })
const sold = (amount: number) => ({
  opportunities: [{ id: 'o', amount, stage_id: 'won', closed_at: '2026-11-02T09:00' }],
})
await world.fill(sold(100))

const patience = { timeout: 10_000 }

describe('an answer is shared while nothing has changed', () => {
  it('the same question gets the same answer, not another just like it', async () => {
    // Other test files write to the same server, and any write ends the sharing: some pair has none between.
    await vi.waitFor(
      async () => expect(await world.ask('kpi bookings')).toBe(await world.ask('kpi bookings')),
      patience,
    )
  })

  it('asked twice at the same moment it is worked out once', async () => {
    const [one, other] = await Promise.all([
      world.ask('kpi bookings last quarter'),
      world.ask('kpi bookings last quarter'),
    ])
    expect(one).toBe(other)
  })

  it('until somebody writes to the SSOT', async () => {
    const before = await world.ask('kpi bookings')
    await world.database.query('update ssot.opportunities set amount = 250')
    const after = await world.ask('kpi bookings')
    expect(before.readings[0]?.value).toBe(100)
    expect(after.readings[0]?.value).toBe(250)
    await vi.waitFor(
      async () => expect(await world.ask('kpi bookings')).toBe(await world.ask('kpi bookings')),
      patience,
    )
    await world.fill(sold(100))
  })

  it('until a deal has another currency', async () => {
    await world.fill(sold(100))
    for (const [currency, value] of [
      ['JPY', 100],
      ['EUR', null],
      ['JPY', 100],
    ] as const) {
      await world.database.query(`update ssot.opportunities set currency = '${currency}'`)
      expect((await world.ask('kpi bookings')).readings[0]?.value).toBe(value)
    }
    await world.fill(sold(100))
  })

  it.each(['kpi bookings', 'home'])(
    '%s: what was begun before currencies were looked for is begun anew',
    async (text) => {
      await world.fill(sold(100))
      const { source } = world.workshop
      const snapshot = await source.snapshot()
      const who = snapshot.people[0] ?? expect.fail('nobody is there')
      const seen = {
        who: { ...who, role: 'executive' },
        locale: 'en',
        now: Temporal.Instant.from(at),
        snapshot,
      } as const
      await world.database.query(`update ssot.opportunities set currency = 'EUR'`)
      const bookings = async (held: Promise<boolean>) => {
        const { message } = await answerHastily(world.workshop, seen, text, held)
        return message.readings.find(({ metric }) => metric === 'bookings')?.value
      }
      expect(await bookings(Promise.resolve(true))).toBe(100)
      expect(await bookings(Promise.resolve(false))).toBeNull()
      const away = Promise.reject(new Error('away'))
      away.catch(() => undefined)
      await expect(bookings(away)).rejects.toThrow('away')
      await world.fill(sold(100))
    },
  )

  it('until something is found in the rows it rests on, behind its back', async () => {
    const broken = await useWorld({ at })
    await broken.fill({ subscriptions: [{ mrr: -1 }] })
    const answers = createAnswers(broken.workshop)
    const asking = { text: 'kpi mrr', email: 'rex@example.com', locale: 'en', now: Temporal.Instant.from(at) } as const
    const answer = async () => shown((await answers.answer(asking)).message)
    expect(await answer()).not.toContain('Data error')
    await broken.workshop.source.checked()
    expect(await answer()).toContain('*Data error:* subscriptions.mrr: negative on 1 row')
  })

  it.each([
    ['somebody else', { as: 'mia@example.com' }],
    ['another language', { locale: 'ja' }],
    ['another day', { at: '2026-11-17T00:00:00Z' }],
  ] as const)('for %s it is made anew', async (_, asked) => {
    expect(await world.ask('kpi bookings', asked)).not.toBe(await world.ask('kpi bookings'))
  })

  it('somebody’s “me” is theirs, whatever they may see', async () => {
    const [mias, rexs] = [await world.ask('pipeline me', { as: 'mia@example.com' }), await world.ask('pipeline me')]
    expect(mias.text).toContain('Mia')
    expect(rexs.text).toContain('Rex')
  })

  it('a change of somebody’s manager is a write too', async () => {
    expect((await world.ask('kpi bookings', { as: 'mia@example.com' })).readings[0]?.value).toBe(100)
    await world.database.query(`update ssot.users set manager_id = null where id = 'ann'`)
    expect((await world.ask('kpi bookings', { as: 'mia@example.com' })).readings[0]?.value ?? 0).toBe(0)
    await world.fill(sold(100))
  })

  it('a change of somebody’s role takes effect with the next question, and so does their leaving', async () => {
    const sum = async (as: string) => (await world.ask('kpi bookings', { as })).readings[0]?.value ?? 0
    const bob = 'bob@example.com'
    expect([await sum(bob), await sum('ann@example.com')]).toEqual([0, 100])
    await world.database.query(`update ssot.users set role = 'ops' where id = 'bob'`)
    expect(await sum(bob)).toBe(100)
    await world.database.query(`update ssot.users set role = 'marketing' where id = 'bob'`)
    expect(await world.mistake('kpi bookings by owner', { as: bob })).toContain('only as totals')
    await world.database.query(`update ssot.users set active = false where id = 'bob'`)
    expect(await world.mistake('kpi bookings', { as: bob })).toContain('I do not know you yet')
    await world.database.query(`update ssot.users set active = true, email = 'robert@example.com' where id = 'bob'`)
    expect(await world.mistake('kpi bookings', { as: bob })).toContain('I do not know you yet')
    expect(await sum('robert@example.com')).toBe(100)
    await world.fill(sold(100))
    expect(await sum(bob)).toBe(0)
  })

  it('what rests on the bot’s own state is made anew each time', async () => {
    for (const text of ['alerts', 'status', 'digest']) expect(await world.ask(text)).not.toBe(await world.ask(text))
    state.firing = async () => []
    expect(shown(await world.ask('alerts'))).toContain('Nothing is firing.')
  })

  it('a source that stops writing goes stale under the same token, and the answer says so', async () => {
    await world.fill({ ...sold(100), freshness: [{ source: 'crm', synced_at: '2026-11-15T10:00' }] })
    // 23 hours after the sync, and 25: the same day in Tokyo, and nothing was written.
    expect(shown(await world.ask('kpi bookings', { at: '2026-11-16T00:00:00Z' }))).not.toContain('Data is stale')
    expect(shown(await world.ask('kpi bookings', { at: '2026-11-16T02:00:00Z' }))).toContain(
      '*Data is stale:* last synced Sun 15 Nov 2026, 10:00 JST',
    )
    await world.fill(sold(100))
  })

  it('a question that went wrong is asked again', async () => {
    await world.database.query('alter table ssot.opportunities rename to gone')
    await expect(world.ask('kpi bookings')).rejects.toThrow()
    await world.database.query('alter table ssot.gone rename to opportunities')
    expect((await world.ask('kpi bookings')).readings[0]?.value).toBe(100)
  })
})

it('somebody without a row in users is told whom to ask, whatever they ask', async () => {
  for (const text of ['pipeline', 'help', 'nonsense']) {
    expect(await world.mistake(text, { as: 'who@example.com' })).toContain('Please ask RevOps (Rex) to add you.')
  }
})
