import { beforeEach, describe, expect, it } from 'vitest'
import { createPastKeeper } from '../../src/past/keeper.ts'
import { takeSnapshot } from '../../src/past/snapshot.ts'
import { deals, type Row } from '../support/rows.ts'
import { useRemembered } from './rig.ts'

const world = await useRemembered('two databases')
const { ssot, own, pool, night } = world

beforeEach(() => own.query('truncate revops.snapshots, revops.opportunity_versions'))

/** A deal as the source shows it. */
const deal = (id: string, updated_at: string, fields: Row<'opportunities'> = {}): Row<'opportunities'> => ({
  id,
  created_at: '2026-01-01T09:00',
  updated_at,
  ...fields,
})

/** Every version as "from – to stage amount", in Tokyo's time. */
async function versions(id = 'o1'): Promise<string[]> {
  const { rows } = await own.query(
    `select to_char(valid_from at time zone 'Asia/Tokyo', 'MM-DD HH24:MI') || ' – '
       || coalesce(to_char(valid_to at time zone 'Asia/Tokyo', 'MM-DD HH24:MI'), '…') || ' ' || stage_id || ' '
       || coalesce(amount::text, '?') as told
     from revops.opportunity_versions where opportunity_id = $1 order by valid_from`,
    [id],
  )
  return rows.map(({ told }) => told)
}

describe('a night', () => {
  it('keeps a deal since it was last changed, and another version only when something differs', async () => {
    await night('2026-03-02T00:05', { opportunities: [deal('o1', '2026-02-20T10:00')] })
    expect(await versions()).toEqual(['02-20 10:00 – … s1 100'])
    // Only its next step changed: it was looked at, and stands as it stood.
    await night('2026-03-03T00:05', { opportunities: [deal('o1', '2026-03-02T11:00', { next_step: 'call' })] })
    expect(await versions()).toEqual(['02-20 10:00 – … s1 100'])
    await night('2026-03-04T00:05', { opportunities: [deal('o1', '2026-03-03T12:00', { amount: 250 })] })
    expect(await versions()).toEqual(['02-20 10:00 – 03-03 12:00 s1 100', '03-03 12:00 – … s1 250'])
  })

  it('sees of two changes between two nights the later one', async () => {
    await night('2026-03-02T00:05', { opportunities: [deal('o1', '2026-02-20T10:00')] })
    // s2 at 10:00, 250 at 15:00: the row says only when it last changed.
    await night('2026-03-03T00:05', {
      opportunities: [deal('o1', '2026-03-02T15:00', { stage_id: 's2', amount: 250 })],
    })
    expect(await versions()).toEqual(['02-20 10:00 – 03-02 15:00 s1 100', '03-02 15:00 – … s2 250'])
  })

  it('ends what vanished, and begins anew what comes back', async () => {
    const other = deal('o2', '2026-02-20T10:00')
    await night('2026-03-02T00:05', { opportunities: [deal('o1', '2026-02-20T10:00'), other] })
    await night('2026-03-03T00:05', { opportunities: [other] })
    expect(await versions()).toEqual(['02-20 10:00 – 03-03 00:05 s1 100'])
    // Restored with the date of its last change: it was not there in between all the same.
    await night('2026-03-04T00:05', { opportunities: [deal('o1', '2026-02-20T10:00'), other] })
    expect(await versions()).toEqual(['02-20 10:00 – 03-03 00:05 s1 100', '03-04 00:05 – … s1 100'])
  })

  it('takes the scheduled instant where the row does not say when it changed', async () => {
    await night('2026-03-02T00:05', { opportunities: [deal('o1', '2026-02-20T10:00')] })
    // Set back, and one that lies ahead: neither can be when it changed.
    await night('2026-03-03T00:05', { opportunities: [deal('o1', '2026-02-19T10:00', { amount: 1 })] })
    await night('2026-03-04T00:05', { opportunities: [deal('o1', '2026-12-31T10:00', { amount: 2 })] })
    expect(await versions()).toEqual([
      '02-20 10:00 – 03-03 00:05 s1 100',
      '03-03 00:05 – 03-04 00:05 s1 1',
      '03-04 00:05 – … s1 2',
    ])
  })

  it('that is caught up later does not say that something had happened before it did', async () => {
    await night('2026-03-02T00:05', { opportunities: [deal('o1', '2026-02-20T10:00')] })
    const changed = { opportunities: [deal('o1', '2026-03-03T10:00', { amount: 250 })] }
    await night('2026-03-03T00:05', changed, '2026-03-03T11:00')
    expect(await versions()).toEqual(['02-20 10:00 – 03-03 10:00 s1 100', '03-03 10:00 – … s1 250'])
  })

  it('keeps what cannot be said in JavaScript numbers, and what is not there', async () => {
    await ssot.fill({
      opportunities: [deal('o1', '2026-02-20T10:00'), deal('o2', '2026-02-20T10:00', { amount: null })],
    })
    await ssot.database.query(`update ssot.opportunities set amount = 12345678901234567.89 where id = 'o1'`)
    await night('2026-03-02T00:05')
    expect(await versions()).toEqual(['02-20 10:00 – … s1 12345678901234567.89'])
    expect(await versions('o2')).toEqual(['02-20 10:00 – … s1 ?'])
  })

  it('does nothing twice, and nothing for an instant before the last one kept', async () => {
    expect(await night('2026-03-03T00:05', { opportunities: [deal('o1', '2026-02-20T10:00')] })).toMatch(
      'deals: 1 versions',
    )
    const changed = { opportunities: [deal('o1', '2026-03-03T08:00', { amount: 250 })] }
    expect(await night('2026-03-03T00:05', changed)).toMatch('deals: kept before')
    expect(await night('2026-03-02T00:05', changed)).toMatch('deals: kept before')
    expect(await versions()).toEqual(['02-20 10:00 – … s1 100'])
  })

  it('of two bots at once is one night', async () => {
    await ssot.fill({
      opportunities: Array.from({ length: 300 }, (_, i) => deal(`o${i}`, '2026-02-20T10:00')),
    })
    const keeper = createPastKeeper(ssot.workshop, pool)
    const due = ssot.instant('2026-03-02T00:05')
    const told = await Promise.all([keeper.keep({ due, now: due }), keeper.keep({ due, now: due })])
    expect(told.map((text) => text.split(';')[0]).sort()).toEqual(['deals: 300 versions', 'deals: kept before'])
    const { rows } = await own.query('select count(*)::int as n from revops.opportunity_versions')
    expect(rows).toEqual([{ n: 300 }])
  })

  it('goes through more deals than one page holds', async () => {
    const stamps = 20_001
    await ssot.fill({ opportunities: [] })
    await ssot.database.query(
      `insert into ssot.opportunities (id, name, account_id, owner_id, stage_id, amount, created_at, updated_at)
       select 'd' || i, 'd', 'acme', 'ann', 's1', i, '2026-01-01', '2026-01-01' from generate_series(1, ${stamps}) i`,
    )
    expect(await night('2026-03-02T00:05')).toMatch(`deals: ${stamps} versions`)
    await ssot.database.query(
      `update ssot.opportunities set amount = 0, updated_at = '2026-03-02T01:00Z' where id in ('d1', 'd20001')`,
    )
    await ssot.database.query(`delete from ssot.opportunities where id = 'd9999'`)
    expect(await night('2026-03-03T00:05')).toMatch(`deals: ${stamps + 2} versions`)
    const { rows } = await own.query(
      'select opportunity_id from revops.opportunity_versions where valid_to is not null order by 1',
    )
    expect(rows.map(({ opportunity_id }) => opportunity_id)).toEqual(['d1', 'd20001', 'd9999'])
  })
})

describe('what must not be believed', () => {
  it('a source without any opportunity ends no deal', async () => {
    await night('2026-03-02T00:05', { opportunities: [deal('o1', '2026-02-20T10:00')] })
    await expect(night('2026-03-03T00:05', { opportunities: [] })).rejects.toThrow('shows no opportunities at all')
    expect(await versions()).toEqual(['02-20 10:00 – … s1 100'])
  })

  it('a snapshot that fails half-way leaves nothing', async () => {
    await ssot.fill({ opportunities: [deal('o1', '2026-02-20T10:00')] })
    const { mapped } = await ssot.source.snapshot()
    let asked = 0
    const failing = {
      ...ssot.source,
      query: async (...given: Parameters<typeof ssot.source.query>) => {
        asked += 1
        if (asked === 2) throw new Error('the line broke')
        return ssot.source.query(...given)
      },
    } as typeof ssot.source
    const due = ssot.instant('2026-03-02T00:05')
    await expect(takeSnapshot({ pool, source: failing, tables: mapped.tables }, { due, now: due })).rejects.toThrow(
      'the line broke',
    )
    expect(await versions()).toEqual([])
  })
})

describe('where the source keeps its own history', async () => {
  const proud = await useRemembered('two databases', { without: [] })

  it('no deal is kept', async () => {
    const told = await proud.night('2026-03-02T00:05', deals({ id: 'o1', created_at: '2026-01-01' }))
    expect(told).toMatch('deals: the source keeps their history')
    const { rows } = await proud.own.query('select count(*)::int as n from revops.opportunity_versions')
    expect(rows).toEqual([{ n: 0 }])
  })
})
