import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { BotState } from './define/state.ts'

/** What Prometheus reads at `/metrics`. */
export interface Telemetry {
  /** An answer reached its asker, or a sentence in its place. */
  answered(outcome: 'answered' | 'sorry', seconds: number): void
  /** The text format, and its content type. */
  read(): Promise<{ readonly type: string; readonly body: string }>
}

export function createTelemetry(state: () => BotState): Telemetry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answers = new Counter({
    name: 'revops_answers_total',
    help: 'Questions, by outcome',
    labelNames: ['outcome'] as const,
    registers: [registry],
  })
  const time = new Histogram({
    name: 'revops_answer_seconds',
    help: 'From the acknowledged command to its answer',
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  new Gauge({
    name: 'revops_deliveries',
    help: 'Messages of the delivery queue, by state',
    labelNames: ['state'] as const,
    registers: [registry],
    async collect() {
      this.reset()
      for (const { state: name, count } of await state().deliveries()) this.set({ state: name }, count)
    },
  })
  new Gauge({
    name: 'revops_firing_series',
    help: 'Series of alert rules that are firing',
    registers: [registry],
    async collect() {
      this.set((await state().firing()).length)
    },
  })
  return {
    answered(outcome, seconds) {
      answers.inc({ outcome })
      time.observe(seconds)
    },
    read: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  }
}
