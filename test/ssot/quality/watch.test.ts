import { afterEach, describe, expect, it, vi } from 'vitest'
import { SourceUnavailable } from '../../../src/errors.ts'
import { relationNames } from '../../../src/ssot/contract.ts'
import type { SsotPool } from '../../../src/ssot/pool.ts'
import type { Sight } from '../../../src/ssot/quality/round.ts'
import { createWatch } from '../../../src/ssot/quality/watch.ts'
import { mapTables } from '../../../src/ssot/tables.ts'
import { found, useLooked } from '../../support/quality.ts'
import { openSsot, type Ssot } from '../../support/ssot.ts'

const { database, look } = await useLooked()
await look({ subscriptions: [{ id: 'x', mrr: -1 }], opportunities: [{ id: 'o', amount: 7 }] }, () => undefined)
const opened: Ssot[] = []
async function open(options = {}): Promise<Ssot> {
  const ssot = await openSsot(database, options)
  opened.push(ssot)
  return ssot
}
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(opened.splice(0).map((ssot) => ssot.close()))
})

const negative = 'error subscriptions negative_mrr 1 x'

describe('an answer', () => {
  it('does not wait for the checks, and says what is known once they are done', async () => {
    const ssot = await open()
    const before = await ssot.source.snapshot()
    expect(before.quality.relations.every(({ at }) => at === undefined)).toBe(true)
    expect(found(before.quality)).toEqual([])
    const after = await ssot.source.checked()
    expect(found(after.quality)).toEqual([negative])
    expect(after.quality.relations.every(({ at }) => at !== undefined)).toBe(true)
    expect(found((await ssot.source.snapshot()).quality)).toEqual([negative])
  })

  it('lets the first answers go first, then looks without being asked to', async () => {
    const ssot = await open()
    await ssot.source.snapshot()
    await vi.waitFor(async () => expect(found((await ssot.source.snapshot()).quality)).toEqual([negative]), {
      timeout: 20_000,
      interval: 100,
    })
  })
})

/** The machine's clock is ours then, its timers are not. */
const later = (minutes: number) => vi.advanceTimersByTime(minutes * 60_000)

describe('a look is repeated', () => {
  it('after ten minutes, where something has changed', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const ssot = await open()
    await ssot.source.checked()
    await database.query(`update ssot.subscriptions set mrr = 1 where id = 'x'`)
    later(9)
    expect(found((await ssot.source.checked()).quality)).toEqual([negative])
    later(2)
    expect(found((await ssot.source.checked()).quality)).toEqual([])
    await database.query(`update ssot.subscriptions set mrr = -1 where id = 'x'`)
    later(11)
    expect(found((await ssot.source.checked()).quality)).toEqual([negative])
  })

  it('and when it fails, what was known stands', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const ssot = await open({ checkTimeoutMs: 1_000 })
    const { quality } = await ssot.source.checked()
    await database.query(`update ssot.accounts set name = name`)
    later(11)
    // Somebody holds the table: the check waits, and gives up.
    await database.query('begin; lock table ssot.subscriptions in access exclusive mode')
    const { quality: now } = await ssot.source.checked()
    await database.query('commit')
    expect(found(now)).toEqual([negative])
    const [known, failed] = [quality, now].map(({ relations }) =>
      relations.find(({ relation }) => relation === 'subscriptions'),
    )
    expect(failed).toEqual({ ...known, failed: 'slow' })
    later(59)
    expect((await ssot.source.checked()).quality.relations).toContainEqual(failed)
    later(2)
    const again = (await ssot.source.checked()).quality.relations
    expect(again.find(({ relation }) => relation === 'subscriptions')).not.toHaveProperty('failed')
  })
})

/** Connections that take their time and find nothing. */
function idlePool() {
  const seen = { queries: 0, atOnce: 0, most: 0 }
  const pool: SsotPool = {
    async query() {
      seen.queries += 1
      seen.atOnce += 1
      seen.most = Math.max(seen.most, seen.atOnce)
      await new Promise((resolve) => setTimeout(resolve, 2))
      seen.atOnce -= 1
      return []
    },
    token: async () => '',
    close: async () => undefined,
  }
  return { pool, seen }
}
const none = mapTables({ schema: 'ssot', actual: new Map(), problems: [] }, 'UTC')
const sight = (token: string): Sight => ({
  token,
  people: [],
  freshness: [],
  connected: relationNames,
  map: () => ({ ...none, has: () => true }),
})
const options = { currency: 'JPY', zone: 'UTC', extra: {}, metrics: [] }

describe('a round of looks', () => {
  it('keeps two connections of its own busy, and is over when nothing has changed', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const [answers, checks] = [idlePool(), idlePool()]
    const watch = createWatch({ answers: answers.pool, checks: checks.pool }, options)
    await watch.currencies(sight('1'))
    expect(answers.seen.queries).toBe(1)
    await Promise.all([watch.finish(sight('1')), watch.finish(sight('1'))])
    // One statement for each relation that has checks: what freshness says is known to every answer.
    expect(checks.seen).toMatchObject({ queries: relationNames.length - 1, most: 2 })
    later(60)
    await watch.finish(sight('1'))
    expect(checks.seen.queries).toBe(relationNames.length - 1)
    // Something has changed: all of it again. The currencies are the answers' own affair, once for each token.
    await watch.finish(sight('2'))
    expect(checks.seen.queries).toBe(2 * (relationNames.length - 1))
    expect(answers.seen.queries).toBe(1)
    await Promise.all([watch.currencies(sight('2')), watch.currencies(sight('2'))])
    expect(answers.seen.queries).toBe(2)
    watch.stop()
    later(60)
    await watch.finish(sight('3'))
    expect(checks.seen.queries).toBe(2 * (relationNames.length - 1))
  })
})

describe('currencies', () => {
  it('are asked for again by whoever comes next, where the SSOT was away', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const away: SsotPool = { ...idlePool().pool, query: () => Promise.reject(new SourceUnavailable('down', 'x')) }
    const asked = vi.spyOn(away, 'query')
    const watch = createWatch({ answers: away, checks: idlePool().pool }, options)
    await watch.currencies(sight('1'))
    await watch.currencies(sight('1'))
    expect(asked).toHaveBeenCalledTimes(2)
    watch.stop()
  })

  it('that took too long are left alone for an hour, whatever changes', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const slow: SsotPool = { ...idlePool().pool, query: () => Promise.reject(new SourceUnavailable('slow', 'x')) }
    const asked = vi.spyOn(slow, 'query')
    const watch = createWatch({ answers: slow, checks: idlePool().pool }, options)
    await watch.currencies(sight('1'))
    later(59)
    await watch.currencies(sight('2'))
    expect(asked).toHaveBeenCalledTimes(1)
    later(2)
    await watch.currencies(sight('3'))
    expect(asked).toHaveBeenCalledTimes(2)
    watch.stop()
  })
})

describe('what takes too long', () => {
  it('is said not to be checked; the other checks are made, and nobody waits', async () => {
    await database.query(`
      alter table ssot.activities rename to activities_raw; alter table ssot.activities_raw set schema public;
      create view ssot.activities as select r.* from public.activities_raw r, pg_sleep(60)`)
    const ssot = await open({ checkTimeoutMs: 2_000 })
    let done = false
    const checking = ssot.source.checked().then((snapshot) => {
      done = true
      return snapshot
    })
    expect(await ssot.one('open_pipeline', { period: '2026-12' })).toMatchObject({ value: 7 })
    expect(done).toBe(false)
    const { relations, findings } = (await checking).quality
    expect(relations.filter(({ failed }) => failed)).toEqual([
      { relation: 'activities', checks: [], at: undefined, failed: 'slow' },
    ])
    expect(relations.filter(({ at }) => at)).toHaveLength(relations.length - 1)
    expect(findings).toHaveLength(1)
  })

  it('is not waited for longer than one cares to', async () => {
    const ssot = await open({ checkTimeoutMs: 15_000 })
    const { quality } = await ssot.source.checked(1_000)
    expect(quality.relations.find(({ relation }) => relation === 'activities')?.at).toBeUndefined()
  })

  it('does not keep the process: closing hangs up on it', async () => {
    const ssot = await openSsot(database, { checkTimeoutMs: 15_000 })
    const snapshot = await ssot.source.checked(500)
    const started = performance.now()
    await ssot.close()
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(snapshot.quality.relations.some(({ at }) => at === undefined)).toBe(true)
  })
})
