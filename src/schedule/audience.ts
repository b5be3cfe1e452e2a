import type { Temporal } from 'temporal-polyfill'
import { contextFor, type Workshop } from '../answers/context.ts'
import type { Alert } from '../define/alert.ts'
import type { Context } from '../define/context.ts'
import type { Locale } from '../define/words.ts'
import { mayMakeRules } from '../present/alerts/rules/allowed.ts'
import { everything, scopeOf } from '../query/scope.ts'
import type { Person } from '../ssot/people.ts'

/** Whose eyes reports and alerts see with: nobody's in particular, and everything. */
const company: Person = {
  id: 'revops',
  name: 'RevOps',
  email: '',
  role: 'executive',
  team: null,
  managerId: null,
  active: true,
}

/** Nobody waits for what the clock says: it may have the rows looked through first. */
export const checksMs = 10_000

/** What a rule sees: everything, or what the person whose eyes it sees with may see by now; undefined once they may nothing. */
export async function alertContext(
  workshop: Workshop,
  { seenAs, watch }: Pick<Alert, 'seenAs' | 'watch'>,
  locale: Locale,
  now: Temporal.Instant,
): Promise<Context | undefined> {
  if (seenAs === undefined) return companyContext(workshop, locale, now)
  const snapshot = await workshop.source.checked(checksMs)
  const who = snapshot.people.find(({ id, active }) => active && id === seenAs)
  if (!who || !mayMakeRules({ who, scope: scopeOf(who, snapshot.people, workshop.access.roles) })) return undefined
  const context = await contextFor(workshop, { who, locale, now, snapshot })
  const id = watch && workshop.catalog.idOf(watch.metric)
  return id !== undefined && context.withheld.metrics.has(id) ? undefined : context
}

export async function companyContext(workshop: Workshop, locale: Locale, now: Temporal.Instant): Promise<Context> {
  const snapshot = await workshop.source.checked(checksMs)
  return contextFor(workshop, { who: company, locale, now, scope: everything, snapshot })
}
