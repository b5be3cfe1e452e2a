import type { App } from '@slack/bolt'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { actions, button, section } from '../../../src/blocks/build.ts'
import { plain } from '../../../src/blocks/text.ts'
import { control, startWithBot } from './fake-bot.ts'

let bot: Awaited<ReturnType<typeof startWithBot>>
const user = 'rep@example.com'
const closed: { view: string; cleared: boolean }[] = []

const form = (title: string, more: object = {}) => ({
  type: 'modal',
  callback_id: 'form',
  title: plain(title),
  submit: plain('Send'),
  blocks: [
    section(title),
    {
      type: 'input',
      block_id: 'answer',
      label: plain('Answer'),
      element: { type: 'plain_text_input', action_id: 'value' },
    },
    actions([button({ text: 'More', actionId: 'more' })]),
  ],
  ...more,
})

/** How the bot answers a form: what was typed into it. */
const answers: Readonly<Record<string, object>> = {
  errors: { response_action: 'errors', errors: { answer: 'Not this' } },
  silent: { response_action: 'errors', errors: { answer: '' } },
  misplaced: { response_action: 'errors', errors: { question: 'Not this' } },
  update: { response_action: 'update', view: form('Updated') },
  push: { response_action: 'push', view: form('Pushed') },
  clear: { response_action: 'clear' },
  bad: { response_action: 'update', view: { ...form('Updated'), title: plain('x'.repeat(25)) } },
  home: { response_action: 'update', view: { type: 'home', blocks: [] } },
  dance: { response_action: 'dance' },
}

function listen(app: App): void {
  app.command('/revops', async ({ ack, client, command }) => {
    await ack()
    const more = command.text === 'quiet' ? {} : { notify_on_close: true, clear_on_close: command.text === 'clear' }
    await client.views.open({ trigger_id: command.trigger_id, view: form('Opened', more) as never })
  })
  app.action('more', async ({ ack, body, client }) => {
    await ack()
    if (body.type !== 'block_actions') return
    const pushed = form('From a button', { notify_on_close: true, clear_on_close: false })
    await client.views.push({ trigger_id: body.trigger_id, view: pushed as never })
  })
  app.view({ type: 'view_submission', callback_id: 'form' }, async ({ ack, view }) => {
    await ack(answers[view.state.values.answer?.value?.value ?? ''] as never)
  })
  app.view({ type: 'view_closed', callback_id: 'form' }, async ({ ack, view, body }) => {
    await ack()
    if (body.type === 'view_closed') closed.push({ view: view.title.text, cleared: body.is_cleared })
  })
}

beforeAll(async () => {
  bot = await startWithBot(listen)
})
afterAll(() => bot.stop())
beforeEach(() => {
  closed.length = 0
})

const stack = () => {
  const { workspace } = bot.sandbox
  const views = workspace.modalsOf(workspace.findPerson(user)?.id ?? '')
  return views.map(({ id, view, root, previous }) => ({
    id,
    title: (view.title as { text: string }).text,
    root,
    previous,
  }))
}
const titles = () => stack().map(({ title }) => title)
const top = () => stack().at(-1)?.id
const open = (text = '') => control(bot.sandbox, 'command', { user, channel: 'sales', text })
const typed = (value: string) => ({ answer: { value: { type: 'plain_text_input', value } } })
const submit = (value: string) => control(bot.sandbox, 'submit', { user, view_id: top(), values: typed(value) })
const more = () => control(bot.sandbox, 'click', { user, view_id: top(), action_id: 'more' })
const close = (all = false) => control(bot.sandbox, 'close', { user, view_id: top(), all })

test.each([
  ['nothing closes the form', '', []],
  ['errors leave it', 'errors', ['Opened']],
  ['an update takes its place', 'update', ['Updated']],
  ['a push lies upon it', 'push', ['Opened', 'Pushed']],
  ['clear closes all', 'clear', []],
])('answered with %s', async (_, answer, left) => {
  await open('quiet')
  expect(await submit(answer)).toMatchObject({ ok: true })
  expect(titles()).toEqual(left)
})

test('clear closes what lies below, too; nothing leads back to it', async () => {
  await open('quiet')
  await more()
  expect(titles()).toEqual(['Opened', 'From a button'])
  await submit('')
  expect(titles()).toEqual(['Opened'])
  await more()
  await submit('clear')
  expect(titles()).toEqual([])
})

test.each([
  ['bad', 'invalid view: must be less than 25 characters at /title/text'],
  ['home', 'invalid view: not a modal'],
  ['dance', 'no response_action: dance'],
  ['silent', 'an error without words: answer'],
  ['misplaced', 'errors for a block that is no input of the view: question'],
])('an answer that Slack does not take (%s) is an error, and the form stays as it was', async (answer, error) => {
  await open('quiet')
  expect(await submit(answer)).toEqual({ ok: false, error })
  expect(titles()).toEqual(['Opened'])
})

test('three lie upon each other, which know each other; a fourth is refused', async () => {
  await open('quiet')
  await more()
  await submit('push')
  const [bottom, middle, last] = stack()
  expect([middle?.root, last?.root]).toEqual([bottom?.id, bottom?.id])
  expect([bottom?.previous, middle?.previous, last?.previous]).toEqual([null, bottom?.id, middle?.id])
  expect(await submit('push')).toEqual({ ok: false, error: 'push_limit_reached' })
  expect(titles()).toEqual(['Opened', 'From a button', 'Pushed'])
})

test('closing leads back to what lies below, and is told to who asked for it', async () => {
  await open()
  await more()
  expect(await close()).toEqual({ ok: true })
  expect(titles()).toEqual(['Opened'])
  await expect.poll(() => closed).toEqual([{ view: 'From a button', cleared: false }])
  await close()
  expect(titles()).toEqual([])
  await expect.poll(() => closed.at(-1)).toEqual({ view: 'Opened', cleared: false })
})

test('closing all is told for each', async () => {
  await open()
  await more()
  await close(true)
  expect(titles()).toEqual([])
  await expect.poll(() => closed).toHaveLength(2)
  expect(closed).toEqual(
    expect.arrayContaining([
      { view: 'Opened', cleared: true },
      { view: 'From a button', cleared: true },
    ]),
  )
})

test('a modal with clear_on_close closes all', async () => {
  await open('clear')
  await close()
  await expect.poll(() => closed).toEqual([{ view: 'Opened', cleared: true }])
})

test('what was closed can neither be sent nor updated', async () => {
  await open('quiet')
  const view_id = top()
  await close()
  expect(await control(bot.sandbox, 'submit', { user, view_id, values: typed('') })).toMatchObject({
    error: 'view_not_found',
  })
  expect(closed).toEqual([])
})
