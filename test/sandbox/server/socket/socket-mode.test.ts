import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSlackSandbox, type SlackSandbox } from '../../../../sandbox/server/sandbox.ts'
import { clientOf, control, people } from '../fake-bot.ts'
import { connect, type Wire } from './wire.ts'

let sandbox: SlackSandbox
const wires: Wire[] = []

beforeEach(async () => {
  sandbox = await createSlackSandbox({
    signingSecret: 's',
    botToken: 'xoxb-sandbox',
    appToken: 'xapp-1-A0SANDBOX1',
    people,
    channels: [{ id: 'C1', name: 'sales' }],
  })
})
afterEach(async () => {
  for (const wire of wires.splice(0)) wire.close()
  await sandbox.close()
})

const address = async (): Promise<string> =>
  (await clientOf(sandbox, 'xapp-1-A0SANDBOX1').apps.connections.open({})).url ?? ''

async function wire(): Promise<Wire> {
  const made = await connect(await address())
  wires.push(made)
  return made
}

const command = (text = 'help') => control(sandbox, 'command', { user: 'rep@example.com', channel: 'sales', text })
const connections = async () => (await control(sandbox, 'socket')) as unknown as { id: string; leaving: boolean }[]
const disconnect = (reason: string) => control(sandbox, 'socket', { disconnect: reason })

describe('apps.connections.open', () => {
  test.each([
    ['the bot’s token', 'xoxb-sandbox', 'not_allowed_token_type'],
    ['another app-level token', 'xapp-other', 'invalid_auth'],
  ])('refuses %s', async (_, token, error) => {
    await expect(clientOf(sandbox, token).apps.connections.open({})).rejects.toMatchObject({ data: { error } })
  })

  test('takes no token for none, and the app-level token opens nothing else', async () => {
    const bare = await fetch(`${sandbox.apiUrl}apps.connections.open`, { method: 'POST' })
    expect(await bare.json()).toEqual({ ok: false, error: 'not_authed' })
    const wrong = clientOf(sandbox, 'xapp-1-A0SANDBOX1').auth.test()
    await expect(wrong).rejects.toMatchObject({ data: { error: 'not_allowed_token_type' } })
  })

  test('gives an address that opens one connection, once', async () => {
    const url = await address()
    const first = await connect(url)
    wires.push(first)
    expect(first.heard[0]).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: 'A0SANDBOX1' },
    })
    await expect(connect(url)).rejects.toThrow()
    await expect(connect(url.replace(/ticket=[^&]*/, 'ticket=guessed'))).rejects.toThrow()
  })

  test('lets an app hold ten connections', async () => {
    for (let i = 1; i <= 10; i += 1) expect((await wire()).heard[0]?.num_connections).toBe(i)
    const eleventh = await wire()
    expect(eleventh.heard).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }])
    expect(await connections()).toHaveLength(10)
  })
})

describe('an envelope', () => {
  test('of a command carries it as Slack’s form does, and may be answered in the acknowledgement', async () => {
    const bot = await wire()
    bot.acknowledge({ text: 'at once' })
    const answer = await command('pipeline me')
    expect(answer.messages).toMatchObject([{ ephemeral: true, text: 'at once' }])
    expect(bot.envelopes()).toMatchObject([
      {
        type: 'slash_commands',
        accepts_response_payload: true,
        payload: { command: '/revops', text: 'pipeline me', is_enterprise_install: 'false', channel_id: 'C1' },
      },
    ])
  })

  test('of an event accepts no answer, and is said again when it was not acknowledged in time', async () => {
    const bot = await wire()
    const told = await control(sandbox, 'event', { type: 'app_uninstalled' })
    expect(told).toEqual({ ok: false, error: 'operation_timeout' })
    const [first, second, ...more] = bot.envelopes()
    expect(more).toEqual([])
    expect(first).toMatchObject({ type: 'events_api', accepts_response_payload: false, retry_attempt: 0 })
    expect(second).toMatchObject({ retry_attempt: 1, retry_reason: 'timeout', payload: first?.payload })
    expect(second?.envelope_id).not.toBe(first?.envelope_id)
  })

  test('that is not a second event: a command without an acknowledgement fails for the person', async () => {
    const bot = await wire()
    expect(await command()).toMatchObject({ ok: false, error: 'operation_timeout' })
    expect(bot.envelopes()).toHaveLength(1)
  })

  test('goes to one of several connections, by turns', async () => {
    const bots = [await wire(), await wire()]
    for (const bot of bots) bot.acknowledge({ text: 'yes' })
    for (let i = 0; i < 4; i += 1) await command()
    expect(bots.map((bot) => bot.envelopes().length)).toEqual([2, 2])
  })

  test('fails at once when its connection breaks; an event goes to the next', async () => {
    const [first, second] = [await wire(), await wire()]
    second.acknowledge()
    first.onEnvelope(() => first.close())
    expect(await control(sandbox, 'event', { type: 'app_uninstalled' })).toEqual({ ok: true })
    expect(second.envelopes()).toMatchObject([{ retry_attempt: 1, retry_reason: 'error' }])
    second.onEnvelope(() => second.close())
    expect(await command()).toMatchObject({ ok: false, error: 'dispatch_failed' })
    expect(await command()).toMatchObject({ ok: false, error: 'dispatch_failed' })
  })
})

describe('a disconnect', () => {
  test.each(['warning', 'refresh_requested'])(
    '%s: nothing new goes there, what is under way may end',
    async (reason) => {
      const [first, second] = [await wire(), await wire()]
      second.acknowledge({ text: 'from the second' })
      // The first is told while a command waits for its acknowledgement.
      const asked = command()
      await expect.poll(() => first.envelopes()).toHaveLength(1)
      expect(await disconnect(reason)).toMatchObject({ ok: true, connections: [{ leaving: false }, { leaving: true }] })
      await expect.poll(() => first.heard.at(-1)).toMatchObject({ type: 'disconnect', reason })
      first.acknowledge({ text: 'from the first' })
      expect((await asked).messages).toMatchObject([{ text: 'from the first' }])
      for (let i = 0; i < 3; i += 1) expect((await command()).messages[0]?.text).toBe('from the second')
    },
  )

  test('a refresh ends the connection when acknowledgements are over', async () => {
    const bot = await wire()
    await disconnect('refresh_requested')
    await expect.poll(() => bot.closed(), { timeout: 6_000 }).toBe(true)
    expect(await connections()).toEqual([])
  })

  test('needs a reason that Slack has, and a connection', async () => {
    expect((await disconnect('boredom')).error).toBe('disconnect must be one of warning, refresh_requested')
    expect((await disconnect('warning')).error).toBe('no_connection')
  })
})
