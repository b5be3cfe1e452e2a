import { Random } from '../../sandbox/company/random.ts'
import type { FaultKind } from '../../sandbox/server/faults.ts'

export interface ChaosOptions {
  readonly posts: number
  readonly channels: number
  readonly replicas: number
  readonly seed: number
}

/** One definition, due once: it posts so many messages into its channel. A single one is a report, several are an alert's. */
export interface Round {
  readonly id: string
  /** From 0. */
  readonly channel: number
  readonly posts: number
  /** Minutes after the begin of business time; each definition has its own instant, several may share one. */
  readonly minute: number
}

/** Something that goes wrong, so many milliseconds after the begin. */
export type Disturbance = { readonly at: number } & (
  | { readonly what: 'kill' | 'stop'; readonly replica: number; readonly downMs: number }
  | { readonly what: 'postgres'; readonly how: 'orderly' | 'crash'; readonly downMs: number }
  | { readonly what: 'fault'; readonly method: string; readonly kind: FaultKind }
)

export interface Plan {
  /** Machine time over which all rounds fall due, and things go wrong. */
  readonly durationMs: number
  readonly rounds: readonly Round[]
  /** In order. */
  readonly disturbances: readonly Disturbance[]
}

/** Business minutes that pass meanwhile. */
export const minutes = 600
/** Machine milliseconds for each post that falls due. */
const msPerPost = 60
const perRound = 8

/** What happens in a run: the same for the same options, whatever the machine does. */
export function planOf(options: ChaosOptions): Plan {
  const random = new Random(options.seed)
  const durationMs = Math.max(10_000, options.posts * msPerPost)
  return {
    durationMs,
    rounds: roundsOf(options, random.fork('rounds')),
    disturbances: disturbancesOf(options, durationMs, random),
  }
}

function roundsOf({ posts, channels }: ChaosOptions, random: Random): Round[] {
  return Array.from({ length: channels }, (_, channel) => {
    const rounds: Round[] = []
    for (let left = Math.floor((posts + channels - 1 - channel) / channels); left > 0; ) {
      const size = Math.min(left, random.chance(0.3) ? 1 : perRound)
      rounds.push({ id: `r${channel}_${rounds.length}`, channel, posts: size, minute: random.int(1, minutes) })
      left -= size
    }
    return rounds
  }).flat()
}

function disturbancesOf({ replicas }: ChaosOptions, durationMs: number, random: Random): Disturbance[] {
  const made: Disturbance[] = []
  for (let replica = 0; replica < replicas; replica += 1) {
    const own = random.fork(`replica ${replica}`)
    for (const at of instants(own, 6_000, durationMs)) {
      made.push({ at, what: own.chance(0.75) ? 'kill' : 'stop', replica, downMs: own.int(100, 1_500) })
    }
  }
  const postgres = random.fork('postgres')
  for (const at of instants(postgres, 5_000, durationMs)) {
    made.push({ at, what: 'postgres', how: postgres.pick(['orderly', 'crash']), downMs: postgres.int(0, 800) })
  }
  const faults = random.fork('faults')
  for (const at of instants(faults, 200, durationMs)) {
    const method = faults.weighted({ 'chat.postMessage': 8, 'conversations.history': 1, 'conversations.info': 1 })
    made.push({ at, what: 'fault', method, kind: faults.pick(['429', '500', 'timeout', 'drop_after_accept']) })
  }
  return made.sort((a, b) => a.at - b.at)
}

/** Instants as they come by chance, at a mean distance. */
function instants(random: Random, meanMs: number, untilMs: number): number[] {
  const found: number[] = []
  for (let at = 0; ; ) {
    at += Math.ceil(-Math.log(1 - random.next()) * meanMs)
    if (at >= untilMs) return found
    found.push(at)
  }
}

/** A line for people. */
export function describe(disturbance: Disturbance): string {
  const at = `${(disturbance.at / 1_000).toFixed(1)} s`
  switch (disturbance.what) {
    case 'kill':
      return `${at} SIGKILL replica ${disturbance.replica}, again after ${disturbance.downMs} ms`
    case 'stop':
      return `${at} SIGTERM replica ${disturbance.replica}, again after ${disturbance.downMs} ms`
    case 'postgres':
      return `${at} PostgreSQL ${disturbance.how === 'crash' ? 'crashes' : 'restarts'}, down ${disturbance.downMs} ms`
    case 'fault':
      return `${at} ${disturbance.kind} at ${disturbance.method}`
  }
}
