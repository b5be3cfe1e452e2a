import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { dimensionNames } from '../../src/query/dimensions.ts'
import { factsOf } from '../../src/query/plan.ts'
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
      const readings = await tokyo.ask(id, { period })
      expect(readings).toHaveLength(metric.kind === 'table' ? Object.keys(metric.columns).length : 1)
      const kinds = metric.kind === 'table' ? Object.values(metric.columns).map(({ kind }) => kind) : [metric.kind]
      for (const [i, reading] of readings.entries()) {
        expect(reading.n).toBe(0)
        if (kinds[i] === 'sum') expect(reading).toMatchObject({ value: 0, reason: null })
        else {
          expect(reading.value).toBeNull()
          expect(['no_data', 'no_target', 'too_few']).toContain(reading.reason)
        }
      }
    },
  )

  it('has no groups, whatever it is broken down by', async () => {
    for (const name of dimensionNames(factsOf(metric), tokyo.engine.settings))
      expect(await tokyo.ask(id, { period: '2026-Q1', by: [name] }), name).toEqual([])
  })
})
