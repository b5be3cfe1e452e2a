import { SlackRefusal } from './call.ts'

/** What goes back over the wire. */
export interface Reply {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly headers?: Record<string, string>
}

export const refusal = ({ code, more }: SlackRefusal): Reply => ({
  status: 200,
  body: { ok: false, error: code, ...more },
})

export const tooMany = (seconds: number): Reply => ({
  status: 429,
  body: { ok: false, error: 'ratelimited' },
  headers: { 'retry-after': String(seconds) },
})

/** What an ordered failure looks like on the wire. */
export function failed(fault: '429' | '500' | 'timeout'): Reply {
  if (fault === '429') return tooMany(1)
  return {
    status: fault === '500' ? 500 : 0,
    body: { ok: false, error: fault === '500' ? 'internal_error' : 'timeout' },
  }
}

/** What was asked for, or Slack's refusal of it. */
export async function orRefusal<T>(work: () => T | Promise<T>): Promise<T | SlackRefusal> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SlackRefusal) return error
    throw error
  }
}
