import { Temporal } from 'temporal-polyfill'
import { openWorkshop } from '../answers/open.ts'
import { loadCatalog } from '../catalog.ts'
import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import { ownerChannel } from '../present/alerts/check/alert-faults.ts'
import { diagnoseSlack } from '../slack/diagnose.ts'
import { diagnoseState } from '../state/diagnose.ts'
import { diagnoseSsot } from './doctor-ssot.ts'
import { openState } from './state.ts'

/** One thing that was looked at. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'error'
  readonly text: string
  /** An error in the rows of the SSOT: the bot runs all the same, and says so under its answers. */
  readonly rows?: boolean
}

export interface DoctorOptions {
  /** Errors in the rows count as failure too. */
  readonly strict?: boolean | undefined
  /** Where the bot token is, if not in the configuration. */
  readonly token?: (() => Promise<string>) | undefined
}

/**
 * `revops doctor`: everything that has to be right before the bot can be believed, each with what to do about it. Its exit
 * code says whether the bot can run; whether its figures are right too, with `strict`.
 */
export async function doctor(config: Config, { strict = false, token }: DoctorOptions = {}): Promise<number> {
  const findings = [
    ...(await heading('SSOT', () => examineSsot(config))),
    ...(await heading('The bot’s database', () => diagnoseState(config.databaseUrl))),
    ...(await heading('Slack', async () => {
      const slack = token ? { ...config.slack, botToken: await token() } : config.slack
      return diagnoseSlack({ ...config, slack }, await channelsNeeded(config), createLog('silent'))
    })),
  ]
  const { sentence, code } = verdict(findings, strict)
  console.log(`\n${sentence}`)
  return code
}

/** What all findings come to. */
export function verdict(findings: readonly Finding[], strict: boolean): { sentence: string; code: number } {
  const count = (wanted: (finding: Finding) => boolean): number => findings.filter(wanted).length
  const errors = count(({ level, rows }) => level === 'error' && !rows)
  if (errors > 0) return { sentence: `${counted(errors, 'thing')} to mend before the bot can run.`, code: 1 }
  const wrong = count(({ level, rows }) => level === 'error' && rows === true)
  const warnings = count(({ level }) => level === 'warning')
  const beside = [
    ...(wrong > 0 ? [`${counted(wrong, 'error')} in the data`] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ]
  const sentence = beside.length > 0 ? `Ready, with ${beside.join(' and ')}.` : 'Ready.'
  return { sentence, code: strict && wrong > 0 ? 1 : 0 }
}

const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

const mark = { ok: '✓', warning: '!', error: '✗' } as const

async function heading(title: string, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  console.log(`\n${title}`)
  const findings = await look().catch((error: unknown): Finding[] => [
    { level: 'error', text: error instanceof Error ? error.message : String(error) },
  ])
  for (const { level, text } of findings) console.log(`  ${mark[level]} ${text}`)
  return findings
}

async function channelsNeeded({ business }: Config): Promise<ReadonlyMap<string, string>> {
  const { reports, alerts } = await loadCatalog()
  const subscribed = business.subscriptions.map(
    ({ report, as, channel }) => [`${report} as ${as}`, { channel }] as const,
  )
  return new Map(
    [...reports, ...alerts, ...subscribed].flatMap(([id, { channel }]) =>
      channel === undefined || channel === ownerChannel ? [] : [[id, channel] as const],
    ),
  )
}

async function examineSsot(config: Config): Promise<Finding[]> {
  if (config.ssot.url === undefined) return [{ level: 'error', text: 'SSOT_URL is not set' }]
  const catalog = await loadCatalog()
  const state = openState(config, catalog, Temporal.Now.instant())
  const workshop = openWorkshop(config, { state: state.view, catalog, past: state.past })
  try {
    return await diagnoseSsot(workshop, config.ssot.schema)
  } finally {
    await Promise.all([workshop.source.close(), state.close()])
  }
}
