import type { Workshop } from '../answers/context.ts'
import { parseSchedule } from '../calendar/schedule.ts'
import type { Alert } from '../define/alert.ts'
import type { StoredRule } from '../define/alert-rule.ts'
import type { Words } from '../define/words.ts'
import { alertFaults } from '../present/alerts/check/alert-faults.ts'
import type { Fault } from '../present/alerts/check/fault.ts'
import { alertOf } from '../present/alerts/rules/alert-of.ts'
import { mayMakeRules } from '../present/alerts/rules/allowed.ts'
import type { Person } from '../ssot/people.ts'
import { storedRules, switchOff } from '../state/alert-rules.ts'
import { inTransaction } from '../state/transaction.ts'
import { surroundingsOf } from './check-start.ts'
import type { Planned } from './plan.ts'
import { tellMaker } from './rule-notice.ts'
import type { Tools } from './tools.ts'

type PlannedAlert = Extract<Planned, { kind: 'alert' }>

/** Rules that people made, as the clock plans them. */
export interface StoredRules {
  readonly planned: readonly PlannedAlert[]
  readonly knownSince: ReadonlyMap<Planned, StoredRule['knownSince']>
  /** Looks who has made, changed or deleted one since; what did not change stays the same object. */
  refresh(): Promise<void>
}

interface Known {
  readonly mark: string
  readonly planned: PlannedAlert
}

/** `alerts` is the catalogue's own: stored rules come and go in it beside those of files. */
export function createStoredRules(tools: Tools, alerts: Map<string, Alert>): StoredRules {
  const { pool, workshop, log } = tools
  let known: ReadonlyMap<string, Known> = new Map()
  let knownSince: ReadonlyMap<Planned, StoredRule['knownSince']> = new Map()
  /** One look at a time: an earlier one that ends later would forget what was made since. */
  let looking: Promise<void> = Promise.resolve()

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

  async function look(): Promise<void> {
    const next = new Map<string, Known>()
    const since = new Map<Planned, StoredRule['knownSince']>()
    const running = (await storedRules(pool)).filter((rule) => rule.off === null)
    const people = running.some(({ scope }) => scope === 'team') ? await peopleNow() : []
    for (const rule of running) {
      const mark = `${rule.knownSince} ${JSON.stringify(rule.spec)}`
      const before = known.get(rule.id)
      const planned = accessLost(rule, people) ?? (before?.mark === mark ? before.planned : plan(rule, tools))
      if ('faults' in planned) {
        await off(rule, planned.faults)
        continue
      }
      next.set(rule.id, { mark, planned })
      since.set(planned, rule.knownSince)
    }
    for (const id of known.keys()) if (!next.has(id)) alerts.delete(id)
    for (const [id, { planned }] of next) alerts.set(id, planned.definition)
    known = next
    knownSince = since
  }

  return {
    get planned() {
      return [...known.values()].map(({ planned }) => planned)
    },
    get knownSince() {
      return knownSince
    },
    refresh() {
      const done = looking.then(look)
      looking = done.catch(() => undefined)
      return done
    },
  }
}

/** Whose eyes a rule sees with has to be here, and in a role that makes rules. */
function accessLost(
  { scope, madeBy }: StoredRule,
  people: readonly Person[],
): { faults: readonly Fault[] } | undefined {
  if (scope === 'company' || people.length === 0) return undefined
  if (people.some((each) => each.id === madeBy && each.active && mayMakeRules(each))) return undefined
  const name = people.find(({ id }) => id === madeBy)?.name ?? madeBy
  return { faults: [{ field: 'made by', words: lostWords(name) }] }
}

const lostWords = (name: string): Words => ({
  en: `${name} may not see what it is about any more: somebody else has to make it anew`,
  ja: `${name}さんに閲覧権限がなくなりました。ほかの方が作成し直してください`,
})

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
