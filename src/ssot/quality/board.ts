import { Temporal } from 'temporal-polyfill'
import type { RelationName } from '../contract.ts'
import { relationNames } from '../contract.ts'
import type { Need } from '../tables.ts'
import { checks } from './checks.ts'
import { foreignFinding, unknownCurrency } from './currencies.ts'
import type { CheckedRelation, Quality, QualityFinding, Unreadable } from './finding.ts'
import type { Look } from './look.ts'
import { unreadableFinding, unreadableNeed } from './unreadable.ts'

/** What is known of the rows: every look replaces what the one before it found, and a failed one replaces nothing. */
export interface Board {
  /** The same object until something is looked at; its findings are the same until they change. */
  known(): Quality
  /** What the mapping has to do without; the same object until that changes. */
  blind(): readonly Need[]
  expect(relations: readonly RelationName[]): void
  foreign(found: ReadonlyMap<RelationName, string>): void
  unreadable(relation: RelationName, found: readonly Unreadable[]): void
  looked(relation: RelationName, look: Look): void
  failed(relation: RelationName, why: 'slow' | 'failed'): void
}

const order = new Map(checks.map(({ id }, i) => [id, i] as const).reverse())

export function createBoard(currency: string): Board {
  let expected: readonly RelationName[] = []
  let foreign: ReadonlyMap<RelationName, string> = new Map()
  let unreadable: readonly Unreadable[] = []
  let blind: readonly Need[] = []
  let findings: readonly QualityFinding[] = []
  let known: Quality | undefined
  const looks = new Map<RelationName, Look & { at: Temporal.Instant }>()
  const failures = new Map<RelationName, 'slow' | 'failed'>()

  function assembled(): Quality {
    const found = expected.flatMap((relation) => looks.get(relation)?.findings ?? [])
    const hidden = unreadable.filter(({ relation }) => expected.includes(relation))
    const relations = expected.map((relation): CheckedRelation => {
      const [look, failed] = [looks.get(relation), failures.get(relation)]
      return { relation, checks: look?.checks ?? [], at: look?.at, ...(failed ? { failed } : {}) }
    })
    // Of a currency that cannot be read nobody knows that it is the company's.
    const unknown = hidden.flatMap(({ relation, column }) =>
      column === 'currency' ? [[relation, unknownCurrency] as const] : [],
    )
    const stopped = new Map([...unknown, ...foreign])
    const others = [...foreign].flatMap(([relation, other]) =>
      other === unknownCurrency ? [] : foreignFinding(relation, other, currency),
    )
    const now = [...hidden.map(unreadableFinding), ...others, ...found.sort(byGravity)]
    // Answers are shared for as long as the findings are the same.
    if (JSON.stringify(now) !== JSON.stringify(findings)) findings = now
    return { findings, foreign: stopped, unreadable: hidden, relations }
  }

  return {
    known() {
      known ??= assembled()
      return known
    },
    blind: () => blind,
    expect(relations) {
      if (relations.join() === expected.join()) return
      expected = relations
      known = undefined
    },
    foreign(found) {
      foreign = found
      known = undefined
    },
    unreadable(relation, found) {
      unreadable = [...unreadable.filter((each) => each.relation !== relation), ...found]
      const needs = unreadable.map(unreadableNeed)
      if (needs.join() !== blind.join()) blind = needs
      known = undefined
    },
    looked(relation, look) {
      looks.set(relation, { ...look, at: Temporal.Now.instant() })
      failures.delete(relation)
      if (!look.complete) failures.set(relation, 'failed')
      known = undefined
    },
    failed(relation, why) {
      failures.set(relation, why)
      known = undefined
    },
  }
}

/** Errors before warnings, then in the order of the checks and of the contract. */
function byGravity(a: QualityFinding, b: QualityFinding): number {
  if (a.severity !== b.severity) return a.severity === 'error' ? -1 : 1
  const byCheck = (order.get(a.check) ?? 0) - (order.get(b.check) ?? 0)
  return byCheck || relationNames.indexOf(a.relation) - relationNames.indexOf(b.relation)
}
