/** `drop_after_accept`: Slack does what was asked, and the connection breaks before the answer. */
export type FaultKind = '429' | '500' | 'timeout' | 'drop_after_accept'

export const faultKinds: readonly FaultKind[] = ['429', '500', 'timeout', 'drop_after_accept']

/** Failures to come, by method; `*` is any method. */
export function createFaults() {
  const waiting: { method: string; kind: FaultKind; times: number }[] = []
  return {
    add(method: string, kind: FaultKind, times: number): void {
      if (times > 0) waiting.push({ method, kind, times })
    },
    /** The next failure due for this method, used up by asking. */
    take(method: string): FaultKind | undefined {
      const fault = waiting.find((each) => each.method === method || each.method === '*')
      if (!fault) return undefined
      fault.times -= 1
      if (fault.times === 0) waiting.splice(waiting.indexOf(fault), 1)
      return fault.kind
    },
    clear(): void {
      waiting.length = 0
    },
    list: () => waiting.map((fault) => ({ ...fault })),
  }
}

export type Faults = ReturnType<typeof createFaults>
