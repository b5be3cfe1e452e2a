import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { UnknownDimension } from '../../src/query/dimensions.ts'
import { useSsot } from '../support/ssot.ts'

/** A company on its first day: people, accounts and stages, and nothing that has happened. */
const tokyo = await useSsot()
await tokyo.fill()
const files = await readdir(new URL('../../src/metrics/', import.meta.url))
const ids = files.filter((name) => name.endsWith('.ts')).map((name) => name.slice(0, -3).replaceAll('-', '_'))

describe.each(ids)('%s of nothing', (id) => {
  const metric = tokyo.metric(id)
  it.each(['2026-Q1', '2027-Q1', '2027-Q4'])(
    'is 0 if it is a sum, else it has no value and says why (%s)',
    async (period) => {
      // Of a table, each column by itself.
      const readings = await tokyo.ask(id, { period })
      const values = metric.kind === 'table' ? Object.values(metric.columns) : [metric]
      expect(readings).toHaveLength(values.length)
      for (const [i, reading] of readings.entries()) {
        expect(reading.n).toBe(0)
        if (values[i]?.kind === 'sum') expect(reading).toMatchObject({ value: 0, reason: null })
        else {
          expect(reading.value).toBeNull()
          expect(['no_data', 'no_target']).toContain(reading.reason)
        }
      }
    },
  )

  it('has no groups', async () => {
    const period = '2026-Q1'
    for (const by of ['team', 'channel']) {
      const asking = tokyo.ask(id, { period, by: [by] })
      // What is the whole company's has no team, what is nobody's lead or campaign no channel.
      const groups = await asking.catch((error) => {
        if (error instanceof UnknownDimension) return []
        throw error
      })
      expect(groups).toEqual([])
    }
  })
})
