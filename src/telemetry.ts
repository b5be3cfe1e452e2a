import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Meter } from './schedule/meter.ts'
import { createStanding, type StandingOptions } from './telemetry/standing.ts'

type Figures = Awaited<ReturnType<Registry['getMetricsAsJSON']>>

/** What Prometheus reads at `/metrics`. */
export interface Telemetry {
  /** An answer reached its asker, or a sentence in its place. */
  answered(outcome: 'answered' | 'sorry', seconds: number): void
  /** What the clock does in this process. */
  readonly meter: Meter
  read(): Promise<Figures>
}

/** The text format, and its content type. */
export interface Told {
  readonly type: string
  readonly body: string
}

/** What the process itself tells (memory, the event loop), and after it what its workspaces tell. */
export function createTeller(): (telemetries: readonly Telemetry[]) => Promise<Told> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return async (telemetries) => {
    const told = await Promise.all(telemetries.map((each) => each.read()))
    const bodies = await Promise.all([registry.metrics(), AggregatorRegistry.aggregate(told).metrics()])
    return { type: registry.contentType, body: bodies.join('\n') }
  }
}

/**
 * Counters are this process's own; how things stand is the same for all replicas, and read from the databases. With a
 * workspace's id every figure carries it, where there are several.
 */
export function createTelemetry(options: StandingOptions & { readonly workspace?: string | undefined }): Telemetry {
  const registry = new Registry()
  const registers = [registry]
  if (options.workspace !== undefined) registry.setDefaultLabels({ workspace: options.workspace })
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
      return registry.getMetricsAsJSON()
    },
  }
}
