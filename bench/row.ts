/** One line of the benchmark's report. */
export interface BenchRow {
  name: string
  /** The figure with its unit. */
  value: string
  /** What was promised, in the same words. */
  target: string
  met: boolean
}
