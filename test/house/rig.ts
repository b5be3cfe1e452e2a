import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TeamOption } from '../../sandbox/server/options.ts'
import { createSlackSandbox, type SlackSandbox } from '../../sandbox/server/sandbox.ts'
import { type Config, loadConfig } from '../../src/config.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { deals, type Rows, writeWorld } from '../support/rows.ts'
import { plantRows, plantSecrets } from '../support/run-log/plant.ts'

export const signingSecret = 'test-signing-secret'
const client = { clientId: '12.34', clientSecret: 'test-client-secret' }
export const newKey = (): string => randomBytes(32).toString('base64')

/** One company to a workspace: the same people with the same ids, and figures and names that only it has. */
export interface Company {
  readonly team: string
  readonly enterprise?: string
  /** In the name of each of its deals. */
  readonly mark: string
  /** Of each of its deals, in yen. */
  readonly amount: number
}

export interface Rig {
  readonly sandbox: SlackSandbox
  readonly home: TestDatabase
  readonly key: string
  readonly env: Readonly<Record<string, string>>
  /** For `create`; `env` says what is otherwise. */
  config(env?: Readonly<Record<string, string>>): Config
  close(): Promise<void>
}

const people = ['ann', 'mia', 'rex'].map((name) => ({
  email: `${name}@example.com`,
  name,
  role: 'rep',
  locale: 'en',
}))
const channels = [{ id: 'C000000001', name: 'revenue' }]

/** A Slack with these companies' workspaces and others, an SSOT and a database for each company, and one for the bot itself. */
export async function createRig(
  companies: readonly Company[],
  others: readonly Omit<Company, 'mark' | 'amount'>[],
): Promise<Rig> {
  const folder = mkdtempSync(path.join(tmpdir(), 'revops-several-'))
  const file = (name: string, value: unknown): string => {
    const at = path.join(folder, name)
    writeFileSync(at, JSON.stringify(value))
    return at
  }
  const business = file('revops.json', {
    channels: { revenue: 'C000000001', 'sales-alerts': null, 'cs-alerts': null, 'marketing-alerts': null, ops: null },
    staleAfterHours: 10_000,
    subscriptions: [{ report: 'daily-standup', as: 'mia@example.com', channel: 'revenue' }],
  })
  const databases: TestDatabase[] = []
  const opened = async (...given: Parameters<typeof createDatabase>): Promise<TestDatabase> => {
    const database = await createDatabase(...given)
    databases.push(database)
    return database
  }
  const home = await opened('template0')
  const entries: Record<string, object> = {}
  for (const company of companies) {
    const ssot = await opened()
    await writeWorld(ssot, 'Asia/Tokyo', rowsOf(company))
    await plantRows(ssot)
    entries[company.team] = {
      SSOT_URL: ssot.url,
      DATABASE_URL: (await opened('template0')).url,
      REVOPS_CONFIG: business,
      ...(company.enterprise !== undefined && { enterprise: company.enterprise }),
    }
  }
  const workspaces = file('workspaces.json', entries)
  const teams = [...companies, ...others].map(
    ({ team, enterprise }): TeamOption => ({
      id: team,
      name: `The ${team}`,
      people,
      channels,
      ...(enterprise !== undefined && { enterprise }),
    }),
  )
  const sandbox = await createSlackSandbox({
    signingSecret,
    botToken: 'xoxb-of-somebody-else',
    people,
    channels,
    oauth: client,
    teams,
  })
  const key = newKey()
  const env = {
    DATABASE_URL: home.url,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: sandbox.apiUrl,
    SLACK_CLIENT_ID: client.clientId,
    SLACK_CLIENT_SECRET: client.clientSecret,
    SLACK_STATE_SECRET: 'a secret that signs what browsers carry',
    REVOPS_ENCRYPTION_KEY: key,
    REVOPS_WORKSPACES: workspaces,
    LOG_LEVEL: 'silent',
    PORT: '0',
  }
  return {
    sandbox,
    home,
    key,
    env,
    config(more = {}) {
      const config = loadConfig({ ...env, ...more })
      plantSecrets(config)
      return config
    },
    async close() {
      await sandbox.close()
      await Promise.all(databases.map((database) => database.drop()))
    },
  }
}

/** Won in the week of 9 November 2026 and in the one after it; and a deal that is open. */
function rowsOf({ mark, amount }: Company): Rows {
  const deal = (id: string, wonAt?: string) => ({
    id,
    name: `${mark} ${id}`,
    created_at: '2026-10-05T09:00',
    stage_id: 's2',
    amount,
    close_date: '2026-12-10',
    next_step: 'call',
    life: wonAt === undefined ? [] : ([[wonAt, { stage_id: 'won' }]] as const),
  })
  return {
    ...deals(deal('first', '2026-11-12T09:00'), deal('second', '2026-11-18T09:00'), deal('open')),
    freshness: [{ source: 'crm', synced_at: '2026-11-15T09:00' }],
  }
}

/** A browser: it keeps the cookie that it is given. */
export interface Browser {
  /** Opens `/slack/install`; the address at Slack that its button leads to. */
  begin(base: string): Promise<string>
  /** Decides at Slack; the address it sends the browser back to. */
  decide(address: string, place: string, decision?: 'allow' | 'cancel'): Promise<string>
  open(address: string): Promise<{ readonly status: number; readonly text: string; readonly cookie: string | null }>
}

export function createBrowser(): Browser {
  let jar = ''
  return {
    async begin(base) {
      const page = await fetch(`${base}/slack/install`)
      jar = page.headers.get('set-cookie')?.split(';')[0] ?? ''
      return (/href="([^"]+)"/.exec(await page.text())?.[1] ?? '').replaceAll('&amp;', '&')
    },
    async decide(address, place, decision = 'allow') {
      const body = new URLSearchParams({ place, decision })
      const answer = await fetch(address, { method: 'POST', body, redirect: 'manual' })
      return answer.headers.get('location') ?? ''
    },
    async open(address) {
      const answer = await fetch(address, { headers: { cookie: jar } })
      return { status: answer.status, text: await answer.text(), cookie: answer.headers.get('set-cookie') }
    },
  }
}

/** The whole way, as somebody goes it who allows. */
export async function installIn(place: string, base: string) {
  const browser = createBrowser()
  return browser.open(await browser.decide(await browser.begin(base), place))
}
