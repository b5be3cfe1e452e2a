import type { RelationName } from '../contract.ts'
import type { SsotPool } from '../pool.ts'
import type { Need } from '../tables.ts'
import { createBoard } from './board.ts'
import { nextLookMs, type Outcome } from './cadence.ts'
import type { Quality, Unreadable } from './finding.ts'
import { findUnreadableOf, type LookTools, lookAt, lookAtCurrencies, type QualityOptions, type Sight } from './round.ts'

/** Looks through the rows now and then, behind the answers' back; an answer takes what is known. */
export interface Watch {
  known(): Quality
  /** What the mapping has to do without; the same object until that changes. */
  blind(): readonly Need[]
  /** Looks for other currencies under this very token, and waits: they must not be added up even once. */
  currencies(sight: Sight): Promise<void>
  /** Begins, in a moment, what is due. */
  see(sight: Sight): void
  /** Begins it now, and waits for it. */
  finish(sight: Sight): Promise<void>
  /**
   * What of some relations cannot be read, asked because a statement over them failed; of those asked about a moment ago,
   * what was found then. Throws what the pool throws.
   */
  suspect(relations: readonly RelationName[], sight: Sight): Promise<Unreadable[]>
  stop(): void
}

export interface WatchPools {
  /** What answers are read with. */
  readonly answers: SsotPool
  /** The checks' own connections: what they read is large. */
  readonly checks: SsotPool
}

/** The first answers go first. */
const beginMs = 2_000
const atOnce = 2
/** A question that fails for another reason must not have all columns read each time it is asked. */
const suspectEveryMs = 60_000

/** Currencies are known to every answer: no round looks for them. */
type Subject = RelationName | 'currencies'

export function createWatch(pools: WatchPools, options: QualityOptions): Watch {
  const board = createBoard(options.currency)
  const urgent: LookTools = { ...options, board, pool: pools.answers }
  const patient: LookTools = { ...options, board, pool: pools.checks }
  const next = new Map<Subject, { readonly at: number; readonly token: string | undefined }>()
  const suspected = new Map<RelationName, number>()
  let currencies: { readonly token: string; readonly known: Promise<void> } | undefined
  let round: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const isDue = (subject: Subject, { token }: Sight): boolean => {
    const known = next.get(subject)
    return !known || (performance.now() >= known.at && known.token !== token)
  }

  /** What was given up is tried again even where nothing changes. */
  const again = (subject: Subject, { token }: Sight, outcome: Outcome): void => {
    const at = performance.now() + nextLookMs(outcome)
    next.set(subject, { at, token: outcome.kind === 'looked' ? token : undefined })
  }

  const dueOf = (sight: Sight): Subject[] => {
    board.expect(sight.connected)
    return sight.connected.filter((subject) => isDue(subject, sight))
  }

  async function look(subject: Subject, tools: LookTools, sight: Sight): Promise<Outcome> {
    const outcome =
      subject === 'currencies' ? await lookAtCurrencies(tools, sight) : await lookAt(subject, tools, sight)
    again(subject, sight, outcome)
    return outcome
  }

  async function lookForCurrencies(sight: Sight, before: Promise<void> | undefined): Promise<void> {
    await before
    const { kind } = await look('currencies', urgent, sight)
    if (kind !== 'down') return
    // Whoever asked has no answer either; the next one waits again.
    next.delete('currencies')
    currencies = undefined
  }

  async function goRound(sight: Sight): Promise<void> {
    const left = dueOf(sight)
    const goOn = async (): Promise<void> => {
      for (let subject = left.shift(); subject && !stopped; subject = left.shift()) await look(subject, patient, sight)
    }
    await Promise.all(Array.from({ length: atOnce }, goOn))
  }

  function begin(sight: Sight): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    round ??= goRound(sight).finally(() => {
      round = undefined
    })
    return round
  }

  return {
    known: board.known,
    blind: board.blind,
    currencies(sight) {
      const last = next.get('currencies')
      const givenUp = last !== undefined && last.token === undefined && performance.now() < last.at
      if (currencies?.token !== sight.token && !givenUp) {
        currencies = { token: sight.token, known: lookForCurrencies(sight, currencies?.known) }
      }
      return currencies?.known ?? Promise.resolve()
    },
    see(sight) {
      if (stopped || round || timer || dueOf(sight).length === 0) return
      timer = setTimeout(() => void begin(sight), beginMs).unref()
    },
    async finish(sight) {
      await round
      if (!stopped && dueOf(sight).length > 0) await begin(sight)
    },
    async suspect(relations, sight) {
      board.expect(sight.connected)
      const now = performance.now()
      const suspects = relations.filter(
        (name) => now >= (suspected.get(name) ?? Number.NEGATIVE_INFINITY) + suspectEveryMs,
      )
      for (const name of suspects) suspected.set(name, now)
      const found = await Promise.all(suspects.map((name) => findUnreadableOf(name, urgent, sight)))
      for (const [i, name] of suspects.entries()) {
        board.unreadable(name, found[i] ?? [])
        if (found[i]?.length) next.delete(name)
      }
      return board.known().unreadable.filter(({ relation }) => relations.includes(relation))
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
