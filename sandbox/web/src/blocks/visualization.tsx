import type { DataVisualizationBlock } from '../../../../src/blocks/types-visualization.ts'
import { AxisChartView } from './axis-chart.tsx'
import { PieChartView } from './pie-chart.tsx'

/** The colours of series, in order; styles give them their shades. */
export const colour = (i: number): string => `var(--series-${(i % 6) + 1})`

/** Slack's native chart, near enough to judge a message by. */
export function Visualization({ block }: { block: DataVisualizationBlock }) {
  const { chart } = block
  const names = chart.type === 'pie' ? chart.segments.map(({ label }) => label) : chart.series.map(({ name }) => name)
  return (
    <figure className="chart" data-testid="chart">
      <figcaption>{block.title}</figcaption>
      {chart.type === 'pie' ? (
        <PieChartView chart={chart} title={block.title} />
      ) : (
        <AxisChartView chart={chart} title={block.title} />
      )}
      {names.length > 1 && (
        <ul className="legend">
          {names.map((name, i) => (
            <li key={name}>
              <i style={{ background: colour(i) }} />
              {name}
            </li>
          ))}
        </ul>
      )}
    </figure>
  )
}
