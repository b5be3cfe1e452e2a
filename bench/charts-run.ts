/** One measured run, in a process started by `charts.ts`: draws 200 charts one way and reports on it. */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { ChartSpec } from '../src/blocks/chart.ts'
import { createChartRenderer } from '../src/chart/renderer.ts'

export interface ChartRun {
  perSecond: number
  /** 99th percentile of what a timer of 1 ms had to wait. */
  delayMs: number
  /** Of the process when all is drawn, and after a rest where one was asked for. */
  rssMb: number
}

const CHARTS = 200
const WARM_UP = 12
/** Twice the time after which idle threads end, and some for the memory to go back. */
const REST_MS = 12_000

interface Way {
  render(spec: ChartSpec): Promise<unknown>
  close(): Promise<void>
}

async function measure(way: Way, rest: boolean): Promise<ChartRun> {
  await Promise.all(mix(WARM_UP).map((spec) => way.render(spec)))
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const start = performance.now()
  await Promise.all(mix(CHARTS).map((spec) => way.render(spec)))
  const seconds = (performance.now() - start) / 1_000
  delay.disable()
  if (rest) await setTimeout(REST_MS)
  const rssMb = process.memoryUsage().rss / 2 ** 20
  await way.close()
  return { perSecond: CHARTS / seconds, delayMs: delay.percentile(99) / 1e6, rssMb }
}

/** The same drawings, on the main thread with the library as it comes. */
async function stock(): Promise<Way> {
  // Only here: the other way keeps all of this out of its main thread.
  const { default: nodeCanvas } = await import('chartjs-node-canvas')
  const { drawingOf } = await import('../src/chart/draw.ts')
  const { registerFonts } = await import('../src/chart/fonts.ts')
  const { WIDTH } = await import('../src/chart/theme.ts')
  registerFonts()
  const renderers = new Map<number, InstanceType<typeof nodeCanvas.ChartJSNodeCanvas>>()
  let turn: Promise<unknown> = Promise.resolve()
  const draw = (spec: ChartSpec) => {
    const { height, config } = drawingOf(spec)
    const renderer = renderers.get(height) ?? new nodeCanvas.ChartJSNodeCanvas({ width: WIDTH, height })
    renderers.set(height, renderer)
    return renderer.renderToBufferSync(config)
  }
  return {
    // The loop gets its turn after each chart, as it does where requests ask for them.
    render: (spec) => {
      turn = turn.then(() => setImmediate()).then(() => draw(spec))
      return turn
    },
    close: async () => {},
  }
}

function mix(count: number): ChartSpec[] {
  const months = Array.from({ length: 12 }, (_, month) => `${month + 1}月`)
  const yen = { style: 'currency', currency: 'JPY', locale: 'ja' } as const
  const kinds: ((seed: number) => ChartSpec)[] = [
    (seed) => ({
      kind: 'trend',
      title: `月次 MRR の推移 ${seed}`,
      categories: months,
      series: [{ name: 'MRR', values: months.map((_, month) => 1e8 + month * 3e6 + ((seed * 7919) % 1e6)) }],
      format: yen,
      target: { value: 1.3e8, label: '目標' },
      running: true,
    }),
    (seed) => ({
      kind: 'bars',
      title: `ステージ別パイプライン ${seed}`,
      categories: ['初回商談', '課題ヒアリング', '提案・見積', '最終交渉', '契約締結'],
      series: [{ name: '金額', values: [5, 4, 3, 2, 1].map((share) => share * 1e7 + seed) }],
      format: yen,
    }),
    (seed) => ({
      kind: 'funnel',
      title: `Lead to customer ${seed}`,
      steps: ['Leads', 'MQL', 'SQL', 'Opportunity', 'Won'].map((label, step) => ({
        label,
        value: Math.round(4_000 / 2 ** step),
        rate: 0.5,
      })),
      format: { style: 'number', locale: 'en' },
    }),
    (seed) => ({
      kind: 'waterfall',
      title: `MRR movement ${seed}`,
      steps: [
        { label: 'September', value: 1_000_000, kind: 'total' },
        { label: 'New', value: 90_000 + seed, kind: 'change' },
        { label: 'Churn', value: -40_000, kind: 'change' },
        { label: 'October', value: 1_050_000 + seed, kind: 'total' },
      ],
      format: { style: 'currency', currency: 'USD', locale: 'en' },
    }),
  ]
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length]?.(index)).filter(
    (spec) => spec !== undefined,
  )
}

const [, , way, rest] = process.argv
const result = await measure(way === 'stock' ? await stock() : createChartRenderer(), rest === 'rest')
process.send?.(result)
process.disconnect?.()
