import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { createMovableClock } from '../../../src/schedule/movable-clock.ts'
import { createFakeSlack } from '../../schedule/fake-slack.ts'
import { bad, createReplica, alert as gated, instant, observation, type Replica, well } from '../../schedule/rig.ts'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { writeWorld } from '../../support/rows.ts'
import { standsAs, useRule } from '../../support/rule.ts'
import { shown } from '../../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo; a source is stale when it synced over 24 hours before.
const at = '2026-11-16T00:00:00Z'
const { world, alert, observe, standing, message } = await useRule('data_stale', { at, without: ['tickets'] })

const synced = (synced_at: string, relations: readonly string[] | null = null, source = 'crm') => ({
  source,
  synced_at,
  relations,
})

describe('when it fires', () => {
  it('after 24 hours, and not before', async () => {
    expect(await standing({ freshness: [synced('2026-11-15T09:00')] }, 'leads')).toBe('is over')
    expect(await standing({ freshness: [synced('2026-11-15T08:59')] }, 'leads')).toBe('fires')
  })

  it('for each connected relation that a source feeds, by the oldest one', async () => {
    const found = await observe({
      freshness: [
        synced('2026-11-14T09:00', ['opportunities', 'tickets']),
        synced('2026-11-16T08:00', ['leads', 'opportunities'], 'marketing'),
      ],
    })
    // Nobody says when the others synced; there are no tickets here.
    expect(found.map((each) => [each.series, standsAs(each)])).toEqual([
      ['opportunities', 'fires'],
      ['leads', 'is over'],
    ])
  })

  it('without freshness there is nothing to tell', async () => {
    expect(await observe({})).toEqual([])
  })

  it('rests on nothing itself', () => {
    expect(alert.relations).toEqual([])
  })
})

it('tells what is stale since when, and which rules and digests wait', async () => {
  const rows = { freshness: [synced('2026-11-14T09:00', ['leads'])] }
  const told = await message(rows)
  expect(told.text).toBe('Data is stale, leads: `leads` is stale: it was last synced on Sat 14 Nov 2026, 09:00 JST.')
  const seen = shown(told)
  const [rules = '', digests = ''] = [/These rules wait.*/.exec(seen)?.[0], /These digests wait.*/.exec(seen)?.[0]]
  expect(rules).toContain('Fewer leads are coming in')
  expect(rules).toContain('MQL to SQL conversion is falling')
  expect(rules).not.toContain('Win rate')
  expect(rules).not.toContain('Data is stale')
  expect(digests).toContain('Weekly revenue digest')
  expect(shown(await message(rows, 'ja'), 'ja')).toContain('更新されるまで判定を止めているルール')
})

it('`alerts` says of each rule that it waits, and only while it does', async () => {
  await world.fill({ freshness: [synced('2026-11-14T09:00', ['leads'])] })
  const waiting = shown(await world.ask('alerts'))
  expect(waiting).toMatch(/\*Fewer leads are coming in\* .* · :hourglass: waiting for data/)
  expect(waiting).not.toMatch(/\*Win rate is falling\* .* waiting for data/)
  expect(shown(await world.ask('alerts', { locale: 'ja' }), 'ja')).toContain('データの更新待ち')
  await world.fill({ freshness: [synced('2026-11-16T08:00', ['leads'])] })
  expect(shown(await world.ask('alerts'))).not.toContain('waiting for data')
})

describe('on the clock', () => {
  let database: TestDatabase
  let replica: Replica
  beforeEach(async () => {
    database = await createDatabase()
    await writeWorld(database, 'UTC', {})
  })
  afterEach(async () => {
    await replica.stop()
    await database.drop()
  })

  test('it is told while what it is about waits; both go on by themselves', async () => {
    const slack = createFakeSlack()
    let standing = bad
    const watched = gated(() => [observation('emea', standing)], { relations: ['leads'], schedule: 'daily at 09:00' })
    // A source that feeds everything: the notice must not wait for it.
    const sync = (day: string) =>
      database.query(
        `delete from ssot.freshness; insert into ssot.freshness (source, synced_at) values ('crm', '${day}')`,
      )
    const clock = createMovableClock({ start: instant('2026-11-09T08:30:00Z') })
    replica = createReplica({
      url: database.url,
      clock,
      sender: slack,
      definitions: { alerts: { watched, data_stale: { ...alert, schedule: 'daily at 09:00' } } },
      channels: { alerts: 'C0ALERTS', ops: 'C0OPS' },
    })
    await sync('2026-11-09T08:00:00Z')
    await replica.start()
    await clock.set(instant('2026-11-09T09:00:00Z'))
    expect(slack.texts('C0ALERTS')).toEqual(['emea fired'])
    expect(slack.texts('C0OPS')).toEqual([])

    // Well again, but nobody knows: it neither recovers nor is it forgotten.
    standing = well
    await clock.set(instant('2026-11-10T09:00:00Z'))
    expect(slack.texts('C0ALERTS')).toEqual(['emea fired'])
    expect(slack.texts('C0OPS')).toEqual([expect.stringMatching(/^Data is stale, /)])
    const outcomes = (await replica.scheduler.state.runs()).map(({ id, last }) => [id, last?.outcome])
    expect(outcomes).toEqual(
      expect.arrayContaining([
        ['watched', 'stale'],
        ['data_stale', 'told'],
      ]),
    )
    expect(await replica.scheduler.state.firing()).toEqual(
      expect.arrayContaining([expect.objectContaining({ alert: 'watched', series: 'emea' })]),
    )

    await sync('2026-11-11T08:00:00Z')
    await clock.set(instant('2026-11-11T09:00:00Z'))
    expect(slack.texts('C0ALERTS')).toEqual(['emea recovered', 'reply: emea recovered'])
    expect(slack.texts('C0OPS')[0]).toContain('is fresh')
    expect(await replica.scheduler.state.firing()).toEqual([])
  })
})
