import { performance } from 'node:perf_hooks'
import type pg from 'pg'
import { contextFor, type Workshop } from '../../src/answers/context.ts'
import { periodContaining } from '../../src/calendar/periods.ts'
import type { Context } from '../../src/define/context.ts'
import { accountsWhere, atRisk } from '../../src/present/accounts/listing.ts'
import { createEngine } from '../../src/query/engine.ts'
import type { SsotSource } from '../../src/ssot/source.ts'
import type { Sql } from '../../src/ssot/sql.ts'
import type { BenchRow } from '../row.ts'
import { median } from '../statistics.ts'
import type { Asker } from './asker.ts'
import { byHand } from './by-hand/catalog.ts'
import { askedOf } from './by-hand/hand-written.ts'
import { windowFor } from './questions.ts'

const rounds = 3
const most = { rules: 1.5, health: 2 }

/** All shipped rules, one after the other as the clock runs them, against the distinct statements that they rest on. */
export async function rulesBench(asker: Asker, pool: pg.Pool): Promise<BenchRow> {
  const { workshop } = asker
  const alerts = [...workshop.catalog.alerts.values()]
  const asked = new Map<string, Sql>()
  const watched = listening(workshop, (query) => asked.set(JSON.stringify([query.text, query.values]), query))
  const heard = await seenFrom(watched, await asker.context())
  for (const alert of alerts) await alert.observe(heard)
  const times = { rules: [] as number[], statements: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    const context = await asker.context()
    let began = performance.now()
    for (const alert of alerts) await alert.observe(context)
    times.rules.push(performance.now() - began)
    began = performance.now()
    for (const { text, values } of asked.values()) await pool.query({ text, values })
    times.statements.push(performance.now() - began)
  }
  const [rules, statements] = [median(times.rules), median(times.statements)]
  return {
    name: `evaluating all ${alerts.length} rules, with breakdowns`,
    value: `${(rules / statements).toFixed(2)} × (${rules.toFixed(0)} ms; their ${asked.size} distinct statements ${statements.toFixed(0)} ms)`,
    target: `<= ${most.rules} × their distinct statements`,
    met: rules / statements <= most.rules,
  }
}

/** The health of every account in one pass, those at risk told, against the hand-written SQL that reads the same inputs. */
export async function healthBench(asker: Asker, pool: pg.Pool): Promise<BenchRow> {
  const health = asker.workshop.catalog.metrics.get('health_score')
  const hand = byHand.health_score
  if (!health || !hand) throw new Error('nothing is known of the health score')
  const times = { pass: [] as number[], plain: [] as number[] }
  let accounts = 0
  for (let round = -1; round < rounds; round += 1) {
    const context = await asker.context()
    const period = periodContaining('quarter', context.today, context.company.calendar)
    let began = performance.now()
    await context.list(accountsWhere(atRisk), { period, limit: 500 })
    const pass = performance.now() - began
    const { statements } = hand(askedOf(windowFor(health, context), context))
    began = performance.now()
    for (const { text, values } of statements) await pool.query({ text, values })
    const plain = performance.now() - began
    if (round < 0) {
      accounts = (await context.read({ metrics: [health], windows: [windowFor(health, context)] })).one(health).n
      continue
    }
    times.pass.push(pass)
    times.plain.push(plain)
  }
  const [pass, plain] = [median(times.pass), median(times.plain)]
  return {
    name: `health of ${accounts.toLocaleString('en')} paying accounts in one pass`,
    value: `${(pass / plain).toFixed(2)} × (${pass.toFixed(0)} ms; plain SQL ${plain.toFixed(0)} ms)`,
    target: `< ${most.health} × the plain SQL over its inputs`,
    met: pass / plain < most.health,
  }
}

/** The same workshop, telling of each statement that it runs. */
function listening(workshop: Workshop, hear: (query: Sql) => void): Workshop {
  const { source, engine, catalog } = workshop
  const told: SsotSource = {
    ...source,
    query: (query, row) => {
      hear(query)
      return source.query(query, row)
    },
  }
  return {
    ...workshop,
    source: told,
    engine: createEngine({ source: told, settings: engine.settings, idOf: catalog.idOf }),
  }
}

async function seenFrom(workshop: Workshop, { who, now, locale }: Context): Promise<Context> {
  return contextFor(workshop, { who, now, locale, snapshot: await workshop.source.snapshot() })
}
