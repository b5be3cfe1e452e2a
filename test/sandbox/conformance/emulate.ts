import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { createEmulator } from 'emulate'
import { call, repEmail, type Stage } from './stage.ts'

/** Somebody else's Slack, with the same company in it. */
export async function emulate(): Promise<Stage> {
  const port = await freePort()
  const bot = { bot_id: 'B0BOT', bot_user_id: 'U0BOT' }
  const emulator = await createEmulator({
    service: 'slack',
    port,
    seed: {
      tokens: {},
      slack: {
        users: [{ name: 'rep', real_name: 'Rin Rep', email: repEmail }],
        channels: [{ name: 'sales' }, { name: 'old' }, { name: 'finance', is_private: true }],
        oauth_apps: [
          { app_id: 'A0APP', client_id: 'c', client_secret: 's', name: 'RevOps', redirect_uris: [], ...bot },
        ],
        tokens: [
          { token: 'xoxb-emulate', type: 'bot', user_id: bot.bot_user_id, app_id: 'A0APP', ...bot },
          { token: 'xoxp-emulate', type: 'user', user: 'rep', app_id: 'A0APP' },
        ],
      },
    },
  })
  const place = { apiUrl: `http://localhost:${port}/api/`, token: 'xoxb-emulate' }
  await answering(place.apiUrl)
  const asked = await call(place, 'conversations.list', { types: 'public_channel,private_channel' }, 'xoxp-emulate')
  const channels = (asked.channels ?? []) as { id: string; name: string }[]
  const channel = (name: string) => channels.find((each) => each.name === name)?.id ?? ''
  const { user } = await call(place, 'users.lookupByEmail', { email: repEmail })
  const rep = (user as { id: string }).id
  for (const name of ['sales', 'old']) await call(place, 'conversations.join', { channel: channel(name) })
  await call(place, 'conversations.archive', { channel: channel('old') })
  const said = { channel: channel('sales'), text: 'good morning' }
  const { ts } = await call(place, 'chat.postMessage', said, 'xoxp-emulate')
  return {
    ...place,
    ids: {
      sales: channel('sales'),
      finance: channel('finance'),
      old: channel('old'),
      rep,
      ts: String(ts),
    },
    async trigger(view) {
      const given = await call(place, 'views.generateTriggerId', { user_id: rep, view_id: view })
      return String(given.trigger_id)
    },
    close: () => emulator.close(),
  }
}

/** It takes no port of its own choice. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** It does not say when it listens. */
async function answering(apiUrl: string): Promise<void> {
  for (let i = 0; i < 100; i += 1) {
    const answered = await fetch(apiUrl).catch(() => undefined)
    if (answered) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`nobody answers at ${apiUrl}`)
}
