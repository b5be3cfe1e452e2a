import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { createRemovals } from '../../src/house/removals.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const at = Temporal.Instant.from('2026-11-15T13:00:00Z')

function rig() {
  const removed: string[] = []
  const closed: string[] = []
  let away = false
  let older = false
  const removals = createRemovals({
    async remove(id, until) {
      if (away) throw new Error('away')
      if (older) return false
      removed.push(`${id} ${until}`)
      return true
    },
    close: async (id) => void closed.push(id),
    log: quiet,
  })
  return {
    removals,
    removed,
    closed,
    goAway: (is: boolean) => {
      away = is
    },
    beOlder: () => {
      older = true
    },
  }
}

it('deletes what was installed when Slack said so, give or take what clocks differ by, and stops it at once', async () => {
  const { removals, removed, closed } = rig()
  await removals.take('T1', at)
  expect([removed, closed]).toEqual([['T1 2026-11-15T13:00:05Z'], ['T1']])
  await removals.retry()
  expect(removed).toHaveLength(1)
})

it('news of an earlier installation stops nothing', async () => {
  const { removals, removed, closed, beOlder } = rig()
  beOlder()
  await removals.take('T1', at)
  expect([removed, closed]).toEqual([[], []])
})

it('without the database it stops at once, and deletes when it can, before anything starts again', async () => {
  const { removals, removed, closed, goAway } = rig()
  goAway(true)
  await removals.take('T1', at)
  expect([removed, closed]).toEqual([[], ['T1']])
  await expect(removals.retry()).rejects.toThrow('away')
  goAway(false)
  await removals.retry()
  expect(removed).toEqual(['T1 2026-11-15T13:00:05Z'])
})
