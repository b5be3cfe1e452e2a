import type { AxisChart, ChartSeries } from '../../../../src/blocks/types-visualization.ts'
import { useWidth } from './use-width.ts'
import { colour } from './visualization.tsx'

const height = 230

/** Bars, lines or areas over categories. */
export function AxisChartView({ chart, title }: { chart: AxisChart; title: string }) {
  const [drawing, width] = useWidth<SVGSVGElement>(560)
  const box = { left: 52, right: 8, top: 10, bottom: chart.axis_config.x_label ? 44 : 26 }
  const inner = { width: width - box.left - box.right, height: height - box.top - box.bottom }
  const { categories, x_label, y_label } = chart.axis_config
  const values = chart.series.flatMap(({ data }) => data.map(({ value }) => value))
  const ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values))
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)]
  const y = (value: number) => box.top + inner.height * (1 - (value - low) / (high - low))
  const step = inner.width / categories.length
  const middle = (i: number) => box.left + step * (i + 0.5)
  // Labels of twenty characters do not fit beside each other: show every so many.
  const longest = Math.max(...categories.map(breadth))
  const every = Math.max(1, Math.ceil((longest + 4) / step))
  return (
    <svg ref={drawing} viewBox={`0 0 ${width} ${height}`} height={height} role="img" aria-label={title}>
      <title>{title}</title>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={box.left}
            x2={width - box.right}
            y1={y(tick)}
            y2={y(tick)}
            className={tick === 0 ? 'zero' : 'grid'}
          />
          <text x={box.left - 8} y={y(tick) + 4} textAnchor="end">
            {compact(tick)}
          </text>
        </g>
      ))}
      {categories.map((category, i) =>
        i % every === 0 ? (
          <text key={category} x={middle(i)} y={height - box.bottom + 18} textAnchor="middle">
            {category}
          </text>
        ) : null,
      )}
      {chart.series.map((series, i) => (
        <Series key={series.name} {...{ chart, series, i, categories, y, middle, step }} />
      ))}
      {x_label && (
        <text x={box.left + inner.width / 2} y={height - 6} textAnchor="middle" className="axis-label">
          {x_label}
        </text>
      )}
      {y_label && (
        <text
          transform={`translate(12 ${box.top + inner.height / 2}) rotate(-90)`}
          textAnchor="middle"
          className="axis-label"
        >
          {y_label}
        </text>
      )}
    </svg>
  )
}

/** How many pixels a label takes, about: a character of Japanese is as wide as two others. */
const breadth = (label: string): number =>
  [...label].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e7f ? 11 : 6), 0)

interface SeriesProps {
  chart: AxisChart
  series: ChartSeries
  i: number
  categories: readonly string[]
  y(value: number): number
  middle(i: number): number
  step: number
}

function Series({ chart, series, i, categories, y, middle, step }: SeriesProps) {
  const value = (category: string) => series.data.find(({ label }) => label === category)?.value ?? 0
  const hint = (category: string) => `${series.name}, ${category}: ${value(category).toLocaleString()}`
  if (chart.type === 'bar') {
    const bar = (step * 0.7) / chart.series.length
    return categories.map((category, c) => {
      const [top, foot] = [Math.min(y(value(category)), y(0)), Math.max(y(value(category)), y(0))]
      return (
        <rect
          key={category}
          x={middle(c) - step * 0.35 + bar * i}
          y={top}
          width={bar * 0.92}
          height={Math.max(foot - top, 0.5)}
          rx="2"
          fill={colour(i)}
        >
          <title>{hint(category)}</title>
        </rect>
      )
    })
  }
  const points = categories.map((category, c) => `${middle(c)},${y(value(category))}`).join(' ')
  const feet = `${middle(categories.length - 1)},${y(0)} ${middle(0)},${y(0)}`
  return (
    <g>
      {chart.type === 'area' && <polygon points={`${points} ${feet}`} fill={colour(i)} opacity="0.25" />}
      <polyline points={points} fill="none" stroke={colour(i)} strokeWidth="2.5" strokeLinejoin="round" />
      {categories.map((category, c) => (
        <circle key={category} cx={middle(c)} cy={y(value(category))} r="3" fill={colour(i)}>
          <title>{hint(category)}</title>
        </circle>
      ))}
    </g>
  )
}

const compact = (value: number) =>
  new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 }).format(value)

/** Round numbers that span the values, four to six of them. */
function niceTicks(low: number, high: number): number[] {
  const rough = (high - low || 1) / 4
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude
  const [first, last] = [Math.floor(low / step), Math.ceil((high || 1) / step)]
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}
