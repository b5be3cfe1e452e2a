import { expect, test, vi } from 'vitest'
import { createTelemetry, createTeller } from '../src/telemetry.ts'
import { instant } from './schedule/rig.ts'
import { quietState } from './support/answers.ts'

const firing = (alert: string, series: string) => ({
  alert,
  series,
  label: series,
  state: 'firing' as const,
  since: instant('2026-11-09T09:00:00Z'),
  summary: { en: '', ja: '' },
  people: [],
})

const state = {
  ...quietState,
  deliveries: async () => [
    { state: 'queued', count: 3 },
    { state: 'sending', count: 1 },
    { state: 'sent', count: 40 },
  ],
  trouble: async () => ({ waitingSeconds: 90.5, lastError: null }),
  firing: async () => [firing('churn', 'a'), firing('churn', 'b')],
}
const options = { state: () => state, alerts: () => ['churn', 'velocity'], oldestStale: async () => 90_000 }
const lines = async (telemetry: ReturnType<typeof createTelemetry>) =>
  (await createTeller()([telemetry])).body.split('\n').filter((line) => line.startsWith('revops_'))

test('what this process did, and how things stand', async () => {
  const telemetry = createTelemetry(options)
  telemetry.meter.ran('alert', 'told')
  telemetry.meter.ran('alert', 'told')
  telemetry.meter.ran('report', 'error')
  telemetry.meter.evaluated('alert', 0.2)
  telemetry.meter.sent('sent')
  telemetry.meter.sent('queued')
  telemetry.answered('sorry', 0.5)
  expect(await lines(telemetry)).toEqual(
    expect.arrayContaining([
      'revops_runs_total{kind="alert",outcome="told"} 2',
      'revops_runs_total{kind="report",outcome="error"} 1',
      'revops_evaluation_seconds_bucket{le="0.1",kind="alert"} 0',
      'revops_evaluation_seconds_bucket{le="0.3",kind="alert"} 1',
      'revops_sends_total{outcome="sent"} 1',
      'revops_sends_total{outcome="queued"} 1',
      'revops_answers_total{outcome="sorry"} 1',
      'revops_firing_series{alert="churn"} 2',
      'revops_firing_series{alert="velocity"} 0',
      'revops_deliveries{state="sent"} 40',
      'revops_deliveries{state="failed"} 0',
      'revops_queue_depth 4',
      'revops_queue_oldest_seconds 90.5',
      'revops_stale_seconds 90000',
      'revops_database_up 1',
      'revops_ssot_up 1',
    ]),
  )
})

test('several workspaces are told apart, under one name each', async () => {
  const [one, two] = ['T1', 'T2'].map((workspace) => createTelemetry({ ...options, workspace }))
  if (!one || !two) throw new Error('two')
  one.answered('answered', 0.2)
  two.answered('answered', 0.02)
  two.answered('answered', 0.02)
  const { body } = await createTeller()([one, two])
  const told = body.split('\n')
  expect(told).toEqual(
    expect.arrayContaining([
      'revops_answers_total{outcome="answered",workspace="T1"} 1',
      'revops_answers_total{outcome="answered",workspace="T2"} 2',
      'revops_answer_seconds_bucket{le="0.03",workspace="T1"} 0',
      'revops_answer_seconds_bucket{le="0.03",workspace="T2"} 2',
      'revops_queue_depth{workspace="T1"} 4',
    ]),
  )
  expect(told.filter((line) => line.startsWith('# TYPE revops_answers_total'))).toHaveLength(1)
  expect(told.some((line) => line.startsWith('process_cpu'))).toBe(true)
})

test('the databases are read once in ten seconds, however often somebody scrapes', async () => {
  const deliveries = vi.fn(state.deliveries)
  const telemetry = createTelemetry({ ...options, state: () => ({ ...state, deliveries }) })
  await Promise.all([telemetry.read(), telemetry.read()])
  const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 9_000)
  await telemetry.read()
  expect(deliveries).toHaveBeenCalledTimes(1)
  now.mockReturnValue(now() + 1_500)
  await telemetry.read()
  now.mockRestore()
  expect(deliveries).toHaveBeenCalledTimes(2)
})

test('a database that is down is said so; what the other and the process know is told all the same', async () => {
  const telemetry = createTelemetry({
    ...options,
    state: () => ({ ...state, firing: () => Promise.reject(new Error('down')) }),
  })
  telemetry.meter.sent('failed')
  const told = await lines(telemetry)
  expect(told).toEqual(
    expect.arrayContaining(['revops_database_up 0', 'revops_ssot_up 1', 'revops_sends_total{outcome="failed"} 1']),
  )
  expect(told.some((line) => line.startsWith('revops_queue_depth'))).toBe(false)
  expect(told.some((line) => line.startsWith('revops_firing_series'))).toBe(false)
})
