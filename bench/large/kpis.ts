import type pg from 'pg'
import { median } from '../statistics.ts'
import type { Asker } from './asker.ts'
import type { Watched } from './cpu.ts'
import { type Race, race } from './race.ts'

const most = 1.2

/** Every KPI of the catalogue against the best SQL by hand, in order of their ids; told one by one. */
export async function raceKpis(
  asker: Asker,
  pool: pg.Pool,
  watched: Watched,
  tell: (line: string) => void,
): Promise<Race[]> {
  const races: Race[] = []
  const { metrics } = asker.workshop.catalog
  tell(header)
  for (const [id, metric] of [...metrics].sort(([a], [b]) => a.localeCompare(b))) {
    const each = await race(asker, pool, watched, id, metric)
    tell(lineOf(each))
    races.push(each)
  }
  const met = races.filter(isMet).length
  const look = median(races.filter(({ rounds }) => rounds > 0).map(({ askedMs, readMs }) => askedMs - readMs))
  const lean = races.filter(({ worked }) => worked && worked.ours / worked.hand <= most).length
  tell(
    `${lean} of ${races.length} at most ${most} × in the server’s CPU time, each planned for its values by one process`,
  )
  tell(
    `${met} of ${races.length} at most ${most} ×; the look at the SSOT before a question takes ${look.toFixed(1)} ms`,
  )
  return races
}

const isMet = ({ askedMs, handMs, fault }: Race): boolean => fault === undefined && askedMs / handMs <= most

const columns = [24, 18, 11, 11, 11, 9, 9, 9] as const
const aligned = (cells: readonly string[]): string =>
  cells.map((cell, i) => (i < 2 ? cell.padEnd(columns[i] ?? 0) : cell.padStart(columns[i] ?? 0))).join('')

const header = aligned(['KPI', 'over', 'by hand ms', 'asked ms', 'figure ms', '×', 'figure ×', 'CPU ×'])

function lineOf(each: Race): string {
  const { id, stretch, handMs, askedMs, readMs, worked, fault } = each
  const ratio = (ms: number): string => (ms / handMs).toFixed(2)
  const cells = [id, stretch, ...[handMs, askedMs, readMs].map((ms) => ms.toFixed(1)), ratio(askedMs), ratio(readMs)]
  if (worked) cells.push((worked.ours / worked.hand).toFixed(2))
  return `${aligned(cells)}  ${fault ?? (isMet(each) ? 'met' : 'NOT MET')}`
}
