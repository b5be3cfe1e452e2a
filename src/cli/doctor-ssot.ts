import { Temporal } from 'temporal-polyfill'
import { statusOf, type Workshop } from '../answers/context.ts'
import type { SourceStatus } from '../define/sources.ts'
import { faultsOf, faultText, staleSources, staleText } from '../present/status/faults.ts'
import type { Kept } from '../ssot/kept-history.ts'
import type { CheckedRelation } from '../ssot/quality/finding.ts'
import type { SsotSnapshot } from '../ssot/source.ts'
import type { Finding } from './doctor.ts'

/** The contract, every check of the rows by name, and the freshness. Waits for all checks, however long they take. */
export async function diagnoseSsot(workshop: Workshop, schema: string): Promise<Finding[]> {
  const now = Temporal.Now.instant()
  const snapshot = await workshop.source.checked()
  const status = statusOf(snapshot, workshop, now)
  return [
    { level: 'ok', text: `${schema}: read; ${snapshot.people.length} people, ${snapshot.stages.length} stages` },
    ...(status.problems.length === 0 ? [{ level: 'ok', text: 'the contract holds in full' } as const] : []),
    ...faultsOf(status).map(
      (fault): Finding => ({
        level: fault.severity,
        text: faultText(fault, 'en', true),
        // Wrong figures do not keep the bot from running.
        ...(fault.severity === 'error' && !fault.fatal ? { rows: true } : {}),
      }),
    ),
    ...status.checked.flatMap((checked) => checksOf(checked, snapshot)),
    ...pastFindings(snapshot.kept),
    ...freshnessOf(status),
  ]
}

/** The checks of one relation that found nothing, and whether it could be looked through. */
function checksOf({ relation, checks, failed }: CheckedRelation, { quality }: SsotSnapshot): Finding[] {
  const found = quality.findings.filter((finding) => finding.relation === relation).map(({ check }) => check)
  const passed = checks.filter((check) => !found.includes(check))
  const why = { slow: 'took too long', failed: 'failed' } as const
  return [
    ...(passed.length > 0 ? [{ level: 'ok', text: `${relation}: ${passed.join(', ')}` } as const] : []),
    ...(failed ? [{ level: 'warning', text: `${relation}: not checked in full: ${why[failed]}` } as const] : []),
  ]
}

function freshnessOf(status: SourceStatus): Finding[] {
  if (status.freshness.length === 0) {
    return [{ level: 'warning', text: 'no freshness: answers cannot say how old the data is' }]
  }
  const synced = new Map(status.freshness.map(({ source, syncedAt }) => [source, syncedAt]))
  return staleSources(status).map((stale) => ({
    level: 'warning',
    text: `${stale.source} is stale: last synced ${synced.get(stale.source)}; ${staleText(stale, 'en')}`,
  }))
}

/** How the bot's own snapshots of deals reach the questions that need them. */
function pastFindings(kept: Kept | undefined): Finding[] {
  if (!kept) return []
  if (kept.used) return [{ level: 'ok', text: `deals’ past from the bot’s own snapshots since ${kept.day}` }]
  const text = `${kept.versions} versions of deals are too many to travel with a question: keep DATABASE_URL in the SSOT’s own database, and let its role read revops.snapshots and revops.opportunity_versions`
  return [{ level: 'warning', text }]
}
