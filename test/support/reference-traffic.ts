import { type Counted, except, moments, only, rawRows } from './reference.ts'
import type { Ask, Ssot } from './ssot.ts'

/** Sessions of one channel on one day; nobody's. */
export interface TrafficDay extends Counted {
  readonly day: string
  readonly sessions: number
  readonly engaged: number
}

export interface Traffic {
  readonly days: readonly TrafficDay[]
  readonly dimensions: Readonly<Record<string, readonly string[]>>
}

export async function readTraffic(ssot: Ssot): Promise<Traffic> {
  const days = (await rawRows(ssot, 'web_traffic')).map(
    ({ day, channel, sessions, engaged_sessions }): TrafficDay => ({
      day: String(day),
      sessions: Number(sessions),
      engaged: Number(engaged_sessions),
      dims: { channel: channel === null ? null : String(channel) },
      people: [],
    }),
  )
  return { days, dimensions: { channel: [...new Set(days.flatMap(({ dims }) => dims.channel ?? []))] } }
}

/** Every moment, and each way to break down and filter what has a channel and no person. */
export const trafficQuestions: readonly Ask[] = [
  ...moments,
  { period: '2026-09-30' },
  { period: '2026-Q3', by: ['channel'] },
  { period: '2026-Q3', asOf: '2026-09-01T00:00', by: ['channel'] },
  { period: '2026-Q3', asOf: '2026-09-01T00:01', by: ['channel'] },
  { period: '2026-Q2', where: [only('channel', 'Direct', 'email')] },
  { period: '2026-Q2', where: [except('channel', 'direct')] },
]
