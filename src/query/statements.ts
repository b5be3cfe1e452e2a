import type { Fact } from '../ssot/fact.ts'
import type { SsotSnapshot } from '../ssot/source.ts'
import type { Sql } from '../ssot/sql.ts'
import { checkQuestion } from './check-question.ts'
import { composeSelect } from './compose.ts'
import { missingNeed } from './needs.ts'
import { leavesOf, planByFact } from './plan.ts'
import { type Question, windowsOf, withheld } from './question.ts'
import type { EngineSettings } from './window.ts'

export interface Statement {
  readonly fact: Fact
  readonly query: Sql
}

/** What a question asks of the SSOT, one statement per fact, as it would run now; targets are looked up beside it. */
export function statementsOf(question: Question, snapshot: SsotSnapshot, settings: EngineSettings): Statement[] {
  const connected = question.metrics.filter((metric) => !withheld(question, metric) && !missingNeed(metric, snapshot))
  checkQuestion(question, connected, settings)
  const leaves = connected.flatMap((metric) =>
    windowsOf(question, metric).flatMap((window) => leavesOf(metric, window, settings)),
  )
  // As the engine does: a column of a table that is not connected takes nothing from the others.
  const answered = leaves.filter((leaf) => !missingNeed(leaf.metric, snapshot))
  return planByFact(answered, question.scope, snapshot.people).map((plan) => {
    const selection = { ...plan, by: question.by ?? [], where: question.where ?? [], scope: question.scope }
    return { fact: plan.fact, query: composeSelect(selection, snapshot, settings).query }
  })
}
