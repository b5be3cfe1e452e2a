import type { Change } from './changes.ts'

/** Company-wide news stands for that of its parts: while the whole fires, they are not told one by one. */
export function silenceParts(changes: readonly Change[], wholeFires: boolean): Change[] {
  if (!wholeFires) return [...changes]
  return changes.map((change) => {
    const { told, state, before } = change
    if (change.series === '' || !told || told.news === 'recovered') return change
    // As if nothing had been said: it is told once the whole has recovered.
    const last = told.news === 'fired' ? null : (before?.told ?? null)
    return { ...change, told: undefined, state: { ...state, told: last, toldAt: before?.toldAt ?? null } }
  })
}
