export interface ChartPoint {
  readonly label: string
  readonly value: number
}

export interface ChartSeries {
  readonly name: string
  readonly data: readonly ChartPoint[]
}

export interface PieChart {
  readonly type: 'pie'
  /** Values above 0. */
  readonly segments: readonly ChartPoint[]
}

/** Every series has exactly one point for each category. */
export interface AxisChart {
  readonly type: 'bar' | 'area' | 'line'
  readonly series: readonly ChartSeries[]
  readonly axis_config: {
    readonly categories: readonly string[]
    readonly x_label?: string
    readonly y_label?: string
  }
}

export interface DataVisualizationBlock {
  readonly type: 'data_visualization'
  readonly title: string
  readonly chart: PieChart | AxisChart
  readonly block_id?: string
}
