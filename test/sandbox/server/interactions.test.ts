import type { App, RespondFn } from '@slack/bolt'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { actions, button, section } from '../../../src/blocks/build.ts'
import { plain } from '../../../src/blocks/text.ts'
import { clientOf, control, startWithBot } from './fake-bot.ts'

type Bot = Awaited<ReturnType<typeof startWithBot>>
let bot: Bot
let lastRespond: RespondFn
const heard: { text: string; channel_name: string; user_id: string }[] = []

const form = (words = 'fill in') => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('A form'),
  submit: plain('Send'),
  blocks: [
    section(words),
    {
      type: 'input',
      block_id: 'name',
      label: plain('Name'),
      element: { type: 'plain_text_input', action_id: 'value' },
    },
    actions([button({ text: 'Look', actionId: 'look' })]),
  ],
})

const withButton = (value: string) => [
  section('Shall I?'),
  actions([
    button({ text: 'Yes', actionId: 'yes', value }),
    button({ text: 'No', actionId: 'no', value: 'no' }),
    button({ text: 'Open', actionId: 'open' }),
  ]),
]

function listen(app: App): void {
  app.command('/revops', async ({ command, ack, respond, client }) => {
    heard.push(command)
    lastRespond = respond
    if (command.text === 'silent') return
    if (command.text === 'at once') return void (await ack('in the acknowledgement'))
    await ack()
    if (command.text === 'public') await respond({ response_type: 'in_channel', text: 'for all' })
    else if (command.text === 'two') {
      await respond({ text: 'working…' })
      await respond({ text: 'done', replace_original: true })
    } else if (command.text === 'post') await client.chat.postMessage({ channel: command.channel_id, text: 'posted' })
    else await respond({ text: `you said ${command.text}`, blocks: withButton('42') as never })
  })
  app.action('yes', async ({ ack, respond, body, action }) => {
    await ack()
    const value = action.type === 'button' ? action.value : '?'
    const ephemeral = body.type === 'block_actions' && body.container.is_ephemeral
    await respond({ replace_original: true, text: `yes ${value} ${ephemeral}` })
  })
  app.action('no', async ({ ack, respond }) => {
    await ack()
    await respond({ delete_original: true })
  })
  app.action('open', async ({ ack, body, client }) => {
    await ack()
    if (body.type === 'block_actions') await client.views.open({ trigger_id: body.trigger_id, view: form() as never })
  })
  app.action('look', async ({ ack, body, client }) => {
    await ack()
    if (body.type !== 'block_actions' || !body.view) return
    const typed = body.view.state.values.name?.value?.value
    await client.views.update({ view_id: body.view.id, hash: body.view.hash, view: form(`typed ${typed}`) as never })
  })
  app.view('form', async ({ ack, view }) => {
    const typed = view.state.values.name?.value?.value
    if (typed === 'done') await ack({ response_action: 'update', view: form('saved') as never })
    else if (typed) await ack({ response_action: 'errors', errors: { [typed]: 'not this' } })
    else await ack()
  })
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [section('Welcome') as never] } })
  })
}

const say = (text: string, user = 'rep@example.com') =>
  control(bot.sandbox, 'command', { user, channel: 'sales', text })

beforeAll(async () => {
  bot = await startWithBot(listen)
})
afterAll(() => bot.stop())

describe('a slash command', () => {
  test('is answered through the response_url, to the asker alone', async () => {
    const answer = await say('pipeline')
    expect(answer.ok).toBe(true)
    expect(answer.messages).toHaveLength(1)
    const [rep] = (await control(bot.sandbox, 'people')) as unknown as { id: string }[]
    expect(answer.messages[0]).toMatchObject({ ephemeral: true, user: rep?.id, text: 'you said pipeline' })
    expect(answer.ms).toBeLessThan(2_000)
  })

  test('may carry its answer in the acknowledgement', async () => {
    expect((await say('at once')).messages).toMatchObject([{ text: 'in the acknowledgement', ephemeral: true }])
  })

  test('is waited for when the bot posts to the channel instead', async () => {
    expect((await say('post')).messages).toMatchObject([{ text: 'posted', ephemeral: false }])
  })

  test('shows what replaced the first answer', async () => {
    expect((await say('two')).messages.map(({ text }) => text)).toEqual(['done'])
  })

  test('in_channel is for everybody', async () => {
    expect((await say('/revops public')).messages).toMatchObject([{ text: 'for all', ephemeral: false }])
  })

  test('arrives with people and channels as ids, as should_escape asks', async () => {
    await say('ask @cro about #sales & more')
    const { sandbox } = bot
    const [cro, sales] = [sandbox.workspace.findPerson('cro@example.com'), sandbox.workspace.findChannel('sales')]
    expect(heard.at(-1)?.text).toBe(`ask <@${cro?.id}|cro> about <#${sales?.id}|sales> &amp; more`)
  })

  test('not acknowledged within three seconds fails for the user', async () => {
    const answer = await say('silent')
    expect(answer).toMatchObject({ ok: false, error: 'operation_timeout' })
    expect(answer.messages[0]?.text).toBe('/revops failed with the error "operation_timeout"')
  }, 10_000)

  test('that the app refuses fails at once: here for its signature', async () => {
    const other = await startWithBot(listen, { signingSecret: 'another' })
    try {
      const body = { user: 'rep@example.com', channel: 'sales', text: 'hi' }
      expect(await control(other.sandbox, 'command', body)).toMatchObject({ ok: false, error: 'dispatch_failed' })
    } finally {
      await other.stop()
    }
  })
})

describe('a response_url', () => {
  test('works five times', async () => {
    await say('silently count')
    for (let i = 0; i < 4; i++) await lastRespond({ text: `more ${i}` })
    await expect(lastRespond({ text: 'one too many' })).rejects.toThrow()
  })

  test('works for half an hour', async () => {
    await say('slowly')
    const minutes = (count: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + count * 60_000 })
    try {
      minutes(29)
      await expect(lastRespond({ text: 'just in time' })).resolves.toBeDefined()
      minutes(2)
      await expect(lastRespond({ text: 'too late' })).rejects.toMatchObject({ statusCode: 404 })
    } finally {
      vi.useRealTimers()
    }
  })

  test('answers bad blocks with 404 invalid_blocks, and such a try is no use', async () => {
    await say('bad blocks')
    const bad = lastRespond({ text: 'x', blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }] as never })
    await expect(bad).rejects.toMatchObject({ statusCode: 404 })
    await expect(lastRespond({ text: 'fine' })).resolves.toBeDefined()
  })
})

describe('a click', () => {
  const clickOn = async (action_id: string) => {
    const [message] = (await say('hello')).messages
    if (!message) throw new Error('no answer')
    const at = { user: 'rep@example.com', channel: message.channel, ts: message.ts }
    return { message, answer: await control(bot.sandbox, 'click', { ...at, action_id }) }
  }

  test('reaches the app with its value, and may replace the message', async () => {
    const { message, answer } = await clickOn('yes')
    expect(answer).toMatchObject({ ok: true, messages: [{ ts: message.ts, text: 'yes 42 true' }] })
  })

  test('may delete the message', async () => {
    const { message, answer } = await clickOn('no')
    expect(answer).toMatchObject({ ok: true, messages: [] })
    expect(bot.sandbox.messages('sales').some(({ ts }) => ts === message.ts)).toBe(false)
  })

  test('on a message that somebody else sees is refused', async () => {
    const [message] = (await say('hello')).messages
    const body = { user: 'cro@example.com', channel: 'sales', ts: message?.ts, action_id: 'yes' }
    expect(await control(bot.sandbox, 'click', body)).toMatchObject({ ok: false, error: 'message_not_found' })
  })
})

describe('a form', () => {
  const user = 'rep@example.com'
  const field = (typed: string) => ({ name: { value: { type: 'plain_text_input', value: typed } } })
  const opened = async () => {
    const [message] = (await say('hello')).messages
    const answer = await control(bot.sandbox, 'click', {
      user,
      channel: message?.channel,
      ts: message?.ts,
      action_id: 'open',
    })
    return (answer.view as { id: string }).id
  }
  const submit = async (typed: string) =>
    control(bot.sandbox, 'submit', { user, view_id: await opened(), values: field(typed) })

  test('sends what stands in it along with a click, and is shown anew', async () => {
    const click = { user, view_id: await opened(), action_id: 'look', values: field('so far') }
    expect(JSON.stringify((await control(bot.sandbox, 'click', click)).view)).toContain('typed so far')
  })

  test('is told what is wrong by block, may be changed, or closes', async () => {
    expect(await submit('name')).toMatchObject({ ok: true, response_action: 'errors', errors: { name: 'not this' } })
    expect(await submit('done')).toMatchObject({ ok: true, response_action: 'update' })
    expect(await submit('')).toEqual({ ok: true })
  })

  test('errors for a field that it has not are refused, as Slack does', async () => {
    expect(await submit('nowhere')).toEqual({
      ok: false,
      error: 'errors for a block that is no input of the view: nowhere',
    })
  })
})

test('opening the home tab lets the bot publish it; a stale hash conflicts', async () => {
  expect(await control(bot.sandbox, 'home', { user: 'cro@example.com' })).toMatchObject({ ok: true })
  const person = bot.sandbox.workspace.findPerson('cro@example.com')
  await expect.poll(() => bot.sandbox.workspace.homeOf(person?.id ?? '')).toBeDefined()
  const view = { type: 'home' as const, blocks: [] }
  const stale = clientOf(bot.sandbox).views.publish({ user_id: person?.id ?? '', hash: 'old', view })
  await expect(stale).rejects.toMatchObject({ data: { error: 'hash_conflict' } })
})
