import { createSlackSandbox } from '../../../sandbox/server/sandbox.ts'
import { manifestScopes } from '../../../sandbox/server/scopes.ts'
import { issueTrigger } from '../../../sandbox/server/triggers.ts'
import { repEmail, type Stage } from './stage.ts'

export const app = { clientId: '12.34', clientSecret: 'shh' }

/** The sandbox with the company of the script; `scopes` beyond the manifest's are those that only the script needs. */
export async function ours(): Promise<Stage> {
  const sandbox = await createSlackSandbox({
    signingSecret: 's',
    botToken: 'xoxb-sandbox',
    people: [{ email: repEmail, name: 'Rin Rep', role: 'rep' }],
    channels: [
      { id: 'C1', name: 'sales' },
      { id: 'C2', name: 'finance', isPrivate: true, botIsMember: false },
      { id: 'C3', name: 'old', isArchived: true },
    ],
    scopes: [...manifestScopes(), 'files:read', 'channels:join', 'im:read'],
    oauth: app,
    // The limits have tests of their own.
    rateSpeed: 1_000,
  })
  const { workspace } = sandbox
  sandbox.setBot({ eventsUrl: 'http://127.0.0.1:9/', redirectUri: 'http://127.0.0.1:9/slack/oauth_redirect' })
  const rep = workspace.people[0]?.id ?? ''
  const theirs = { channel: 'C1', from: rep, text: 'good morning', blocks: [] }
  const url = 'https://revops.example.com/a/1'
  const link = workspace.messages.add({ ...theirs, text: `<${url}>`, via: 'person' })
  return {
    apiUrl: sandbox.apiUrl,
    token: 'xoxb-sandbox',
    ids: {
      sales: 'C1',
      finance: 'C2',
      old: 'C3',
      rep,
      ts: workspace.messages.add({ ...theirs, via: 'person' }).ts,
    },
    trigger: async (view) => issueTrigger(workspace, rep, view ?? null),
    linked: { ts: link.ts, url },
    async code() {
      const asked = new URLSearchParams({ client_id: app.clientId, scope: manifestScopes().join(','), state: 's' })
      const allowed = await fetch(`${sandbox.url}/oauth/v2/authorize?${asked}`, {
        method: 'POST',
        body: new URLSearchParams({ place: workspace.identity.team, decision: 'allow' }),
        redirect: 'manual',
      })
      return new URL(allowed.headers.get('location') ?? 'about:blank').searchParams.get('code') ?? ''
    },
    close: () => sandbox.close(),
  }
}
