import type { SeriesState } from '../define/series.ts'
import type { Change } from './changes.ts'

/** Whether the company as a whole fires, once these changes are made. */
export function wholeFires(changes: readonly Change[], previous: ReadonlyMap<string, SeriesState>): boolean {
  const whole = changes.find(({ series }) => series === '')?.state ?? previous.get('')
  return whole !== undefined && whole.since !== null
}

/** Company-wide news stands for that of its parts: while the whole fires, they are not told one by one. */
export function silenceParts(changes: readonly Change[], silent: boolean): Change[] {
  if (!silent) return [...changes]
  return changes.map((change) => {
    const { told, state, before } = change
    if (change.series === '' || !told || told.news === 'recovered') return change
    // As if nothing had been said: it is told once the whole has recovered.
    const last = told.news === 'fired' ? null : (before?.told ?? null)
    return { ...change, told: undefined, state: { ...state, told: last, toldAt: before?.toldAt ?? null } }
  })
}
