import { Temporal } from 'temporal-polyfill'
import { openWorkshop } from '../answers/open.ts'
import { loadCatalog } from '../catalog.ts'
import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import { diagnoseSlack } from '../slack/diagnose.ts'
import type { Kept } from '../ssot/kept-history.ts'
import { diagnoseState } from '../state/diagnose.ts'
import { openState } from './state.ts'

/** One thing that was looked at. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'error'
  readonly text: string
}

/** `revops doctor`: everything that has to be right before the bot can be believed, each with what to do about it. */
export async function doctor(config: Config): Promise<number> {
  const findings = [
    ...(await heading('SSOT', () => diagnoseSsot(config))),
    ...(await heading('The bot’s database', () => diagnoseState(config.databaseUrl))),
    ...(await heading('Slack', async () => diagnoseSlack(config, await channelsNeeded(), createLog('silent')))),
  ]
  const errors = findings.filter(({ level }) => level === 'error').length
  const warnings = findings.filter(({ level }) => level === 'warning').length
  console.log(
    errors === 0
      ? `\nReady${warnings > 0 ? `, with ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}` : ''}.`
      : `\n${errors} ${errors === 1 ? 'thing' : 'things'} to mend before the bot can run.`,
  )
  return errors === 0 ? 0 : 1
}

const mark = { ok: '✓', warning: '!', error: '✗' } as const

async function heading(title: string, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  console.log(`\n${title}`)
  const findings = await look().catch((error: unknown): Finding[] => [
    { level: 'error', text: error instanceof Error ? error.message : String(error) },
  ])
  for (const { level, text } of findings) console.log(`  ${mark[level]} ${text}`)
  return findings
}

async function channelsNeeded(): Promise<ReadonlyMap<string, string>> {
  const { reports, alerts } = await loadCatalog()
  return new Map([...reports, ...alerts].map(([id, { channel }]) => [id, channel]))
}

async function diagnoseSsot(config: Config): Promise<Finding[]> {
  if (config.ssot.url === undefined) return [{ level: 'error', text: 'SSOT_URL is not set' }]
  const catalog = await loadCatalog()
  const now = Temporal.Now.instant()
  const state = openState(config, catalog, now)
  const workshop = openWorkshop(config, { state: state.view, catalog, past: state.past })
  try {
    const snapshot = await workshop.source.snapshot()
    const { settings } = workshop.engine
    const problems = snapshot.inspection.problems.map(
      ({ text, fatal }): Finding => ({ level: fatal ? 'error' : 'warning', text }),
    )
    const stale = snapshot.freshness.filter(
      ({ syncedAt }) => now.since(syncedAt).total('hours') > settings.staleAfterHours,
    )
    const findings = snapshot.quality.findings.map(
      ({ kind, words }): Finding => ({ level: kind === 'foreign_currency' ? 'error' : 'warning', text: words.en }),
    )
    return [
      {
        level: 'ok',
        text: `${config.ssot.schema}: read; ${snapshot.people.length} people, ${snapshot.stages.length} stages`,
      },
      ...(problems.length === 0 ? [{ level: 'ok', text: 'the contract holds in full' } as const] : problems),
      ...findings,
      ...pastFindings(snapshot.kept),
      ...(snapshot.freshness.length === 0
        ? [{ level: 'warning', text: 'no freshness: answers cannot say how old the data is' } as const]
        : stale.map(
            ({ source, syncedAt }): Finding => ({
              level: 'warning',
              text: `${source} is stale: last synced ${syncedAt}`,
            }),
          )),
    ]
  } finally {
    await Promise.all([workshop.source.close(), state.close()])
  }
}

/** How the bot's own snapshots of deals reach the questions that need them. */
function pastFindings(kept: Kept | undefined): Finding[] {
  if (!kept) return []
  if (kept.used) return [{ level: 'ok', text: `deals’ past from the bot’s own snapshots since ${kept.day}` }]
  const text = `${kept.versions} versions of deals are too many to travel with a question: keep DATABASE_URL in the SSOT’s own database, and let its role read revops.snapshots and revops.opportunity_versions`
  return [{ level: 'warning', text }]
}
