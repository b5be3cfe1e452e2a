/**
 * Where periods begin and end, to the millisecond: two instants inside, two outside. Tokyo is nine hours ahead of UTC the
 * whole year; New York is five behind in winter and four in summer.
 */
export const edges = [
  {
    zone: 'Asia/Tokyo',
    period: '2026-02',
    inside: ['2026-01-31T15:00:00Z', '2026-02-28T14:59:59.999Z'],
    outside: ['2026-01-31T14:59:59.999Z', '2026-02-28T15:00:00Z'],
  },
  // A leap day belongs to its month.
  {
    zone: 'Asia/Tokyo',
    period: '2028-02',
    inside: ['2028-01-31T15:00:00Z', '2028-02-29T14:59:59.999Z'],
    outside: ['2028-01-31T14:59:59.999Z', '2028-02-29T15:00:00Z'],
  },
  // March begins in winter time and ends in summer time.
  {
    zone: 'America/New_York',
    period: '2026-03',
    inside: ['2026-03-01T05:00:00Z', '2026-04-01T03:59:59.999Z'],
    outside: ['2026-03-01T04:59:59.999Z', '2026-04-01T04:00:00Z'],
  },
  // The day on which clocks go forward has 23 hours.
  {
    zone: 'America/New_York',
    period: '2026-03-08',
    inside: ['2026-03-08T05:00:00Z', '2026-03-09T03:59:59.999Z'],
    outside: ['2026-03-08T04:59:59.999Z', '2026-03-09T04:00:00Z'],
  },
  // The day on which they go back has 25.
  {
    zone: 'America/New_York',
    period: '2026-11-01',
    inside: ['2026-11-01T04:00:00Z', '2026-11-02T04:59:59.999Z'],
    outside: ['2026-11-01T03:59:59.999Z', '2026-11-02T05:00:00Z'],
  },
] as const

/** Later than all of them. */
export const afterEdges = '2028-06-01T00:00'
