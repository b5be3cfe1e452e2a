import fc from 'fast-check'
import { loadCatalog } from '../../../src/catalog.ts'
import type { TestDatabase } from '../../support/database.ts'
import { writeWorld } from '../../support/rows.ts'
import { kept } from '../axes.ts'
import { companies } from '../company.ts'
import { canariesIn } from '../found.ts'
import { accesses, peopleOf, planted, reachOf, seesAll } from '../reach.ts'
import { runRound } from './round.ts'
import type { Sight } from './sight.ts'

export interface Databases {
  /** Empty tables of the contract, which are filled. */
  ssot(): Promise<Pick<TestDatabase, 'url' | 'query' | 'drop'>>
  /** An empty database of the bot's own. */
  own(): Promise<Pick<TestDatabase, 'url' | 'drop'>>
}

export interface SlackOutcome {
  /** What the persons whose canaries were planted saw of the bot, by where. */
  readonly seen: Readonly<Partial<Record<Sight['where'], number>>>
  readonly roles: readonly string[]
  readonly marked: number
  readonly pressed: number
  readonly previews: number
  readonly rules: number
  readonly leaks: readonly string[]
  /** Rounds that did not come to their end. */
  readonly failures: readonly string[]
}

const atOnce = 2
/** Whose eyes in turn: those who see part of the company, and whoever configuration lets see less than usual. */
const turns = ['manager', 'rep', 'marketing', 'cs'] as const

/** The whole product in a Slack with everybody of a random company in it; one person's view of all that it says. */
export async function runOverSlack(
  databases: Databases,
  rounds: number,
  seed: number,
  axes = kept,
): Promise<SlackOutcome> {
  const catalog = await loadCatalog()
  const counts = { marked: 0, pressed: 0, previews: 0, rules: 0 }
  const seen: Partial<Record<Sight['where'], number>> = {}
  const roles: string[] = []
  const leaks: string[] = []
  const failures: string[] = []
  const round = fc.record({
    company: companies,
    access: accesses,
    turn: fc.nat(),
    chance: fc.array(fc.nat(), { minLength: 50, maxLength: 50 }),
  })
  async function one(n: number): Promise<void> {
    const [given] = fc.sample(round, { seed: seed * 100_003 + n, numRuns: 1 })
    if (!given) return
    const { company, access, chance, turn } = given
    const narrow = peopleOf(company).filter((each) => !seesAll(reachOf(each, access)))
    const inTurn = narrow.filter(({ role }) => role === turns[n % turns.length])
    const among = inTurn.length > 0 ? inTurn : narrow
    const who = among[turn % among.length]
    if (!who) return
    const reach = reachOf(who, access)
    const { rows } = planted(company, who, reach, axes)
    const [ssot, own] = await Promise.all([databases.ssot(), databases.own()])
    try {
      await writeWorld(ssot, 'Asia/Tokyo', rows)
      const where = { ssotUrl: ssot.url, databaseUrl: own.url }
      const { sights, ...counted } = await runRound({ company: rows, access, who, chance }, catalog, where)
      roles.push(who.role)
      for (const key of Object.keys(counts) as (keyof typeof counts)[]) counts[key] += counted[key]
      for (const { where: place, shown } of sights) {
        seen[place] = (seen[place] ?? 0) + 1
        const found = canariesIn(shown, '')
        if (found.length > 0) {
          leaks.push(
            `round ${n}: ${place} of ${who.id} (${who.role}, sees ${reach.records}): ${found.slice(0, 3).join(' | ')}`,
          )
        }
      }
    } finally {
      await Promise.all([ssot.drop(), own.drop()])
    }
  }

  // Most of a round is waiting.
  const waiting = Array.from({ length: rounds }, (_, n) => n).values()
  const turn = async (): Promise<void> => {
    for (const n of waiting) await one(n).catch((error: unknown) => failures.push(`round ${n}: ${String(error)}`))
  }
  await Promise.all(Array.from({ length: atOnce }, turn))
  return { seen, roles, ...counts, leaks, failures }
}
