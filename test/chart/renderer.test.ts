import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { ZodError } from 'zod'
import type { ChartSpec } from '../../src/blocks/chart.ts'
import { type ChartRenderer, type ChartRendererOptions, createChartRenderer } from '../../src/chart/renderer.ts'
import { pictureOf } from './pixels.ts'

const open: ChartRenderer[] = []
afterEach(async () => {
  for (const renderer of open.splice(0)) await renderer.close()
})
function renderer(options?: ChartRendererOptions): ChartRenderer {
  const made = createChartRenderer(options)
  open.push(made)
  return made
}
const chart = (title: string): ChartSpec => ({
  kind: 'bars',
  title,
  categories: ['提案', '交渉'],
  series: [{ name: '金額', values: [1, 2] }],
  format: { style: 'number', locale: 'ja' },
})

describe('the chart renderer', () => {
  test('draws in threads, two at a time, the same picture for the same spec', async () => {
    const { render } = renderer()
    const [one, two, again] = await Promise.all(['one', 'two', 'one'].map((title) => render(chart(title))))
    expect(await pictureOf(one ?? Buffer.alloc(0))).toMatchObject({ width: 960, height: 540 })
    expect(again?.equals(one ?? Buffer.alloc(0))).toBe(true)
    expect(two?.equals(one ?? Buffer.alloc(0))).toBe(false)
  })

  test('refuses a bad spec with the path of what is wrong, before any thread sees it', async () => {
    const bad = { ...chart('x'), categories: ['提案'] } as ChartSpec
    const error = await renderer()
      .render(bad)
      .catch((reason) => reason)
    expect(error).toBeInstanceOf(ZodError)
    expect(error.issues[0].path).toEqual(['series', 0, 'values'])
  })

  test.each(['throw', 'crash', 'exit', 'hang'])('a thread that dies (%s) fails its chart and no other', async (way) => {
    const worker = new URL('./unreliable-worker.mjs', import.meta.url)
    const { render } = renderer({ worker, threads: 1, timeout: 1_200 })
    const bad = render(chart(way)).catch((reason) => reason)
    const queued = render(chart('queued'))
    expect(await bad).toBeInstanceOf(Error)
    expect([...(await queued)]).toEqual([1, 2, 3])
    expect([...(await render(chart('next')))]).toEqual([1, 2, 3])
  })

  test('a worker that cannot even start fails the chart at once, and nothing more when its time is up', async () => {
    const timeout = 3_000
    const { render } = renderer({ worker: new URL('./no-such-worker.mjs', import.meta.url), timeout })
    const start = performance.now()
    await expect(render(chart('x'))).rejects.toThrow()
    expect(performance.now() - start).toBeLessThan(timeout)
    const thrown: unknown[] = []
    const hear = (error: unknown): unknown => thrown.push(error)
    process.on('uncaughtException', hear)
    await sleep(start + timeout + 200 - performance.now())
    process.off('uncaughtException', hear)
    expect(thrown).toEqual([])
  })

  test('closing rejects what waits, and can be done without having drawn anything', async () => {
    await createChartRenderer().close()
    const { render, close } = createChartRenderer({ threads: 1 })
    const waiting = Promise.allSettled([render(chart('one')), render(chart('two')), render(chart('three'))])
    await close()
    expect((await waiting).map((result) => result.status)).toContain('rejected')
  })
})
