import type { Workshop } from '../answers/context.ts'
import { parseSchedule } from '../calendar/schedule.ts'
import type { Alert } from '../define/alert.ts'
import type { StoredRule } from '../define/alert-rule.ts'
import type { Words } from '../define/words.ts'
import { alertFaults } from '../present/alerts/check/alert-faults.ts'
import type { Fault } from '../present/alerts/check/fault.ts'
import { alertOf } from '../present/alerts/rules/alert-of.ts'
import { mayMakeRules } from '../present/alerts/rules/allowed.ts'
import type { Access } from '../query/access.ts'
import { scopeOf } from '../query/scope.ts'
import type { Person } from '../ssot/people.ts'
import { storedRules, switchOff } from '../state/alert-rules.ts'
import { inTransaction } from '../state/transaction.ts'
import { surroundingsOf } from './check-start.ts'
import type { Planned } from './plan.ts'
import { tellMaker } from './rule-notice.ts'
import { createTakenUp, type Kept, type TakenUp } from './taken-up.ts'
import type { Tools } from './tools.ts'

type PlannedAlert = Extract<Planned, { kind: 'alert' }>

/** Rules that people made. `alerts` is the catalogue's own: they come and go in it beside those of files. */
export function createStoredRules(tools: Tools, alerts: Map<string, Alert>): TakenUp<PlannedAlert> {
  const { pool, workshop, log } = tools
  let listed: readonly string[] = []

  async function off(rule: StoredRule, faults: readonly Fault[]): Promise<void> {
    const why = whyOf(faults)
    log.warn({ rule: rule.id, why: why.en }, 'a rule is switched off: it does not hold any more')
    await inTransaction(pool, async (db) => {
      if (await switchOff(db, rule, why)) await tellMaker(db, tools, rule, why)
    })
  }

  /** Nobody while the SSOT cannot be read: that takes nobody's access away. */
  const peopleNow = (): Promise<readonly Person[]> =>
    workshop.source.snapshot().then(
      (snapshot) => snapshot.people,
      () => [],
    )

  /** Undefined for one that does not hold any more: it is switched off. */
  async function planOrOff(rule: StoredRule): Promise<PlannedAlert | undefined> {
    const planned = plan(rule, tools)
    if (!('faults' in planned)) return planned
    await off(rule, planned.faults)
    return undefined
  }

  async function find(): Promise<Kept<PlannedAlert>[]> {
    const running = (await storedRules(pool)).filter((rule) => rule.off === null)
    const people = running.some(({ scope }) => scope === 'team') ? await peopleNow() : []
    const kept: Kept<PlannedAlert>[] = []
    for (const rule of running) {
      const lost = accessLost(rule, people, workshop.access)
      if (lost) {
        await off(rule, lost)
        continue
      }
      const { id, knownSince, spec } = rule
      kept.push({ id, knownSince, mark: `${knownSince} ${JSON.stringify(spec)}`, plan: () => planOrOff(rule) })
    }
    return kept
  }

  function list(planned: readonly PlannedAlert[]): void {
    for (const id of listed) alerts.delete(id)
    for (const { id, definition } of planned) alerts.set(id, definition)
    listed = planned.map(({ id }) => id)
  }

  return createTakenUp(find, list)
}

/** Whose eyes a rule sees with has to be here, and in a role that makes rules. */
function accessLost(
  { scope, madeBy }: StoredRule,
  people: readonly Person[],
  { roles }: Access,
): readonly Fault[] | undefined {
  if (scope === 'company' || people.length === 0) return undefined
  const maker = people.find(({ id, active }) => active && id === madeBy)
  if (maker && mayMakeRules({ who: maker, scope: scopeOf(maker, people, roles) })) return undefined
  return [{ field: 'made by', words: lostWords }]
}

const lostWords: Words = {
  en: 'whoever made it may not see what it is about any more: somebody else has to make it anew',
  ja: '作成者に閲覧権限がなくなりました。ほかの方が作成し直してください',
}

function plan(rule: StoredRule, { config, workshop }: Tools): PlannedAlert | { readonly faults: readonly Fault[] } {
  const { id, spec } = rule
  const definition = spec ? checkedAlert(spec, rule, { config, workshop }) : [unreadable]
  if (!('observe' in definition)) return { faults: definition }
  return { kind: 'alert', id, definition, schedule: parseSchedule(definition.schedule, workshop.company.calendar) }
}

/** A rule as people made it, ready to run; or all that is wrong with it. */
export function checkedAlert(
  spec: NonNullable<StoredRule['spec']>,
  rule: Pick<StoredRule, 'id' | 'scope' | 'madeBy'>,
  { config, workshop }: { readonly config: Tools['config']; readonly workshop: Workshop },
): Alert | readonly Fault[] {
  const made = alertOf(spec, rule, workshop.catalog)
  if (!('observe' in made)) return made
  const faults = alertFaults(made, surroundingsOf(config, workshop, rule.id))
  return faults.length > 0 ? faults : made
}

const unreadable: Fault = {
  field: 'spec',
  words: {
    en: 'it was stored in a way that this release cannot read',
    ja: 'このバージョンでは読み取れない形式で保存されています',
  },
}

const whyOf = (faults: readonly Fault[]): Words => ({
  en: faults.map(({ field, words }) => `${field}: ${words.en}`).join('; '),
  ja: faults.map(({ field, words }) => `${field}：${words.ja}`).join('、'),
})
