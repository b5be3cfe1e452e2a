/** A message as it stands in a channel of the sandbox. */
export interface Arrived {
  readonly key: string
  readonly channel: string
}

/** A row of the queue of record. */
export interface Recorded extends Arrived {
  readonly position: number
  readonly state: string
}

export interface Verdict {
  readonly posts: number
  /** Keys that are more than once in the sandbox. */
  readonly duplicates: number
  /** Keys that ought to be in their channel of the sandbox, and are not. */
  readonly lost: number
  /** Keys that nobody was to post. */
  readonly strange: number
  /** Messages that stand behind one of a later position, or of the same, in their channel. */
  readonly outOfOrder: number
  /** Rows of the queue that do not say `sent`. */
  readonly unsent: number
}

/** What ought to have arrived, what did (in order), and what the ledger says of it. */
export function verdictOf(
  expected: ReadonlyMap<string, string>,
  arrived: readonly Arrived[],
  recorded: readonly Recorded[],
): Verdict {
  const places = new Map<string, string[]>()
  for (const { key, channel } of arrived) places.set(key, [...(places.get(key) ?? []), channel])
  const positions = new Map(recorded.map(({ key, position }) => [key, position]))
  const latest = new Map<string, number>()
  const outOfOrder = arrived.filter(({ key, channel }) => {
    const before = latest.get(channel) ?? 0
    const own = positions.get(key) ?? 0
    latest.set(channel, Math.max(own, before))
    return own <= before
  })
  return {
    posts: expected.size,
    duplicates: [...places.values()].filter(({ length }) => length > 1).length,
    lost: [...expected].filter(([key, channel]) => !places.get(key)?.includes(channel)).length,
    strange: [...places.keys()].filter((key) => !expected.has(key)).length,
    outOfOrder: outOfOrder.length,
    unsent: expected.size - recorded.filter(({ key, state }) => expected.has(key) && state === 'sent').length,
  }
}
