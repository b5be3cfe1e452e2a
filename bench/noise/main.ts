/**
 * `npm run bench:noise`: how often the shipped conversion rules cry wolf where nothing ever changes, and how long a real
 * drop goes untold; beside a plain threshold on the same days. `--years` and `--seed` as wanted.
 */
import { parseArgs } from 'node:util'
import { loadCatalog } from '../../src/catalog.ts'
import { tableOf } from '../table.ts'
import { noiseRows } from './rows.ts'
import { simulatedOf } from './rules.ts'

const { values } = parseArgs({
  options: { years: { type: 'string', default: '400' }, seed: { type: 'string', default: '1' } },
})
const [years, seed] = [Number(values.years), Number(values.seed)]
if (!(years > 0) || !Number.isInteger(seed)) throw new Error('--years and --seed are numbers')

const { alerts } = await loadCatalog()
const rules = [...alerts].flatMap(([id, alert]) => simulatedOf(id, alert) ?? [])
console.log(`${years} simulated years and ${years} drops a rule, seed ${seed}; no database, the rules' own judgement\n`)
console.log(tableOf(rules.flatMap((rule) => noiseRows(rule, { years, seed }))))
