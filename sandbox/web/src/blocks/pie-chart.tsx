import type { PieChart } from '../../../../src/blocks/types-visualization.ts'
import { colour } from './visualization.tsx'

const radius = 90

export function PieChartView({ chart, title }: { chart: PieChart; title: string }) {
  const total = chart.segments.reduce((sum, { value }) => sum + value, 0)
  let turned = 0
  return (
    <svg viewBox="-100 -100 200 200" height={220} role="img" aria-label={title}>
      <title>{title}</title>
      {chart.segments.map(({ label, value }, i) => {
        const from = turned
        turned += value / total
        const share = `${Math.round((value / total) * 100)}%`
        const [x, y] = at((from + turned) / 2, radius * 0.66)
        return (
          <g key={label}>
            <path d={slice(from, turned)} fill={colour(i)} stroke="var(--surface)" strokeWidth="1.5">
              <title>{`${label}: ${value.toLocaleString()} (${share})`}</title>
            </path>
            {value / total > 0.05 && (
              <text x={x} y={y + 4} textAnchor="middle" className="on-colour">
                {share}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

/** A point at this share of the circle, from the top, clockwise. */
function at(share: number, distance: number): [number, number] {
  const angle = share * 2 * Math.PI - Math.PI / 2
  return [Math.cos(angle) * distance, Math.sin(angle) * distance]
}

function slice(from: number, to: number): string {
  // An arc cannot close upon itself: a whole circle is two halves.
  if (to - from > 0.999)
    return `M 0 ${-radius} A ${radius} ${radius} 0 1 1 0 ${radius} A ${radius} ${radius} 0 1 1 0 ${-radius}`
  const [[x1, y1], [x2, y2]] = [at(from, radius), at(to, radius)]
  return `M 0 0 L ${x1} ${y1} A ${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${x2} ${y2} Z`
}
