import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Meter } from './schedule/meter.ts'
import { createStanding, type StandingOptions } from './telemetry/standing.ts'

/** What Prometheus reads at `/metrics`. */
export interface Telemetry {
  /** An answer reached its asker, or a sentence in its place. */
  answered(outcome: 'answered' | 'sorry', seconds: number): void
  /** What the clock does in this process. */
  readonly meter: Meter
  /** The text format, and its content type. */
  read(): Promise<{ readonly type: string; readonly body: string }>
}

/** Counters are this process's own; how things stand is the same for all replicas, and read from the databases. */
export function createTelemetry(options: StandingOptions): Telemetry {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const answers = new Counter({
    name: 'revops_answers_total',
    help: 'Questions, by outcome',
    labelNames: ['outcome'] as const,
    registers,
  })
  const answerTime = new Histogram({
    name: 'revops_answer_seconds',
    help: 'From the acknowledged command to its answer',
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers,
  })
  const runs = new Counter({
    name: 'revops_runs_total',
    help: 'Runs of reports, alerts and keepers that were concluded, by outcome',
    labelNames: ['kind', 'outcome'] as const,
    registers,
  })
  const evaluations = new Histogram({
    name: 'revops_evaluation_seconds',
    help: 'From the claim of a run to the end of its evaluation, by kind',
    labelNames: ['kind'] as const,
    buckets: [0.03, 0.1, 0.3, 1, 3, 10, 30, 100],
    registers,
  })
  const sends = new Counter({
    name: 'revops_sends_total',
    help: 'Tries of a message, by what became of it; queued: it is tried again',
    labelNames: ['outcome'] as const,
    registers,
  })
  const standing = createStanding(options, (gauge) => new Gauge({ ...gauge, registers }))
  return {
    answered(outcome, seconds) {
      answers.inc({ outcome })
      answerTime.observe(seconds)
    },
    meter: {
      ran: (kind, outcome) => runs.inc({ kind, outcome }),
      evaluated: (kind, seconds) => evaluations.observe({ kind }, seconds),
      sent: (outcome) => sends.inc({ outcome }),
    },
    async read() {
      await standing.refresh()
      return { type: registry.contentType, body: await registry.metrics() }
    },
  }
}
