import type { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { createMovableClock } from '../../src/schedule/movable-clock.ts'
import { instant } from './rig.ts'

const start = instant('2026-11-09T08:00:00Z')

/** Falls due every hour, and notes what the clock shows then. */
const hourly = (clock: { now(): Temporal.Instant }, notes: string[]) => ({
  next: (after: Temporal.Instant) => after.round({ smallestUnit: 'hour', roundingMode: 'floor' }).add({ hours: 1 }),
  async arrive(at: Temporal.Instant) {
    await new Promise((resolve) => setTimeout(resolve, 1))
    notes.push(`${at} ${clock.now().equals(at)}`)
  },
})

test('it stands still, and stops at every instant due on its way', async () => {
  const before: string[] = []
  const clock = createMovableClock({ start, beforeInstant: async (at) => void before.push(at.toString()) })
  const notes: string[] = []
  clock.follow(hourly(clock, notes))
  expect(clock.now()).toEqual(start)
  await clock.set(instant('2026-11-09T10:30:00Z'))
  expect(notes).toEqual(['2026-11-09T09:00:00Z true', '2026-11-09T10:00:00Z true'])
  expect(before).toEqual(['2026-11-09T09:00:00Z', '2026-11-09T10:00:00Z', '2026-11-09T10:30:00Z'])
  expect(clock.now().toString()).toBe('2026-11-09T10:30:00Z')
})

test('moved back it only shows another time, until it passes where it had been', async () => {
  const clock = createMovableClock({ start })
  const notes: string[] = []
  clock.follow(hourly(clock, notes))
  await clock.set(instant('2026-11-09T10:30:00Z'))
  await clock.set(instant('2026-11-09T06:00:00Z'))
  expect(clock.now().toString()).toBe('2026-11-09T06:00:00Z')
  await clock.set(instant('2026-11-09T11:00:00Z'))
  expect(notes).toHaveLength(3)
})

test('moves asked for together happen one after the other', async () => {
  const clock = createMovableClock({ start })
  const notes: string[] = []
  clock.follow(hourly(clock, notes))
  await Promise.all([clock.set(instant('2026-11-09T12:00:00Z')), clock.set(instant('2026-11-09T10:00:00Z'))])
  expect(notes).toHaveLength(4)
  expect(clock.now().toString()).toBe('2026-11-09T10:00:00Z')
})

test('a move that fails says so, and the next one works', async () => {
  let fails = true
  const clock = createMovableClock({
    start,
    async beforeInstant() {
      if (fails) throw new Error('the rows of that day do not load')
    },
  })
  await expect(clock.set(instant('2026-11-09T09:00:00Z'))).rejects.toThrow('do not load')
  expect(clock.now()).toEqual(start)
  fails = false
  await clock.set(instant('2026-11-09T09:00:00Z'))
  expect(clock.now().toString()).toBe('2026-11-09T09:00:00Z')
})

test('a running clock goes on by itself, also from where it was moved to', async () => {
  const clock = createMovableClock({ start: instant('2026-11-09T08:59:59.95Z'), running: true })
  const notes: string[] = []
  clock.follow(hourly(clock, notes))
  await new Promise((resolve) => setTimeout(resolve, 100))
  await clock.advance()
  expect(notes).toEqual(['2026-11-09T09:00:00Z true'])
  await clock.set(instant('2026-11-01T00:00:00Z'))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(clock.now().since(instant('2026-11-01T00:00:00Z')).total('milliseconds')).toBeGreaterThanOrEqual(15)
})
