import type { AddressInfo } from 'node:net'
import { App, LogLevel, webApi } from '@slack/bolt'
import type { SandboxOptions } from '../../../sandbox/server/options.ts'
import { createSlackSandbox, type SlackSandbox } from '../../../sandbox/server/sandbox.ts'

const signingSecret = 'a signing secret of our own'

export const people = [
  { email: 'rep@example.com', name: 'Rin Rep', role: 'rep', locale: 'ja' },
  { email: 'cro@example.com', name: 'Casey Cro', role: 'executive' },
]

/** A sandbox with a Bolt app connected to it, as the real bot is. */
export async function startWithBot(listen: (app: App) => void, options: Partial<SandboxOptions> = {}) {
  const sandbox = await createSlackSandbox({
    signingSecret,
    botToken: 'xoxb-sandbox',
    people,
    channels: [
      { name: 'sales' },
      { name: 'finance', isPrivate: true, botIsMember: false },
      { name: 'old', isArchived: true },
    ],
    ...options,
  })
  const app = new App({
    token: 'xoxb-sandbox',
    signingSecret,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: sandbox.apiUrl },
  })
  listen(app)
  const server = await app.start(0)
  const { port } = server.address() as AddressInfo
  const eventsUrl = `http://127.0.0.1:${port}/slack/events`
  sandbox.setBot({ eventsUrl })
  return {
    sandbox,
    eventsUrl,
    async stop() {
      await app.stop()
      await sandbox.close()
    },
  }
}

/** A client that tries once, as the bot's sender does. */
export const clientOf = (sandbox: SlackSandbox, token = 'xoxb-sandbox') =>
  new webApi.WebClient(token, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 1_000,
    logLevel: LogLevel.ERROR,
  })

/** One request to the control interface. */
export async function control(sandbox: SlackSandbox, path: string, body?: object) {
  const response = await fetch(`${sandbox.url}/sandbox/${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  return (await response.json()) as ControlAnswer & Record<string, unknown>
}

interface ControlAnswer {
  ok: boolean
  ms: number
  error?: string
  messages: { channel: string; ts: string; ephemeral: boolean; user: string; text: string; blocks: unknown[] }[]
}
