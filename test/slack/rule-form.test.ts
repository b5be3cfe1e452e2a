import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actions, button, section } from '../../src/blocks/build.ts'
import { plain } from '../../src/blocks/text.ts'
import { createChartRenderer } from '../../src/chart/renderer.ts'
import { loadConfig } from '../../src/config.ts'
import type { Modal } from '../../src/define/form.ts'
import type { RuleDesk } from '../../src/define/rule-desk.ts'
import { ruleActions } from '../../src/present/alerts/rules/actions.ts'
import { createClients } from '../../src/slack/clients.ts'
import { createGate } from '../../src/slack/gate.ts'
import { createSlackUsers } from '../../src/slack/people.ts'
import { onRuleForm, type RuleForm } from '../../src/slack/rule-form.ts'
import { control, startWithBot } from '../sandbox/server/fake-bot.ts'

const modal = (words: string): Modal => ({
  type: 'modal',
  callback_id: ruleActions.form,
  private_metadata: '',
  title: plain('A rule'),
  close: plain('Close'),
  blocks: [section(words), actions([button({ text: 'Preview', actionId: ruleActions.preview })])],
})

const chart = {
  kind: 'trend' as const,
  title: 'Win rate',
  categories: ['1 Oct', '2 Oct'],
  series: [{ name: 'Win rate', values: [0.3, 0.2] }],
  format: { style: 'percent' as const, locale: 'en' as const },
}
const renderer = createChartRenderer()

/** A preview takes until it is let go. */
let letGo: (() => void) | undefined
let previewed: Promise<void> = Promise.resolve()
const desk: RuleDesk = {
  waiting: () => modal('one moment'),
  sorry: (_, text) => modal(text),
  form: async () => modal('the form'),
  redraw: async () => modal('the form'),
  async preview() {
    await previewed
    return { ...modal('what it would say'), chart }
  },
  save: async () => ({ saved: modal('saved') }),
  remove: async () => 'deleted',
}

let bot: Awaited<ReturnType<typeof startWithBot>>
const errors: string[] = []
const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (_: object, sentence: string) => errors.push(sentence),
}

beforeAll(async () => {
  let form: RuleForm | undefined
  bot = await startWithBot((app) => {
    // Its address is known once it listens; nobody presses anything before.
    app.command('/revops', async ({ ack, command, client }) => {
      await ack()
      const config = loadConfig({
        SLACK_BOT_TOKEN: 'xoxb-sandbox',
        SLACK_API_URL: client.slackApiUrl,
      })
      const { read, post } = createClients(config, log)
      const users = createSlackUsers(read)
      const gate = createGate({
        users,
        config,
        audit: { note: () => undefined },
        strangers: { met: () => undefined },
        log,
      })
      form ??= onRuleForm(app, { rules: desk, mayPost: async () => undefined, gate, post, renderer, config, log })
      await form.open(command.user_id, command.trigger_id, { kind: 'new' })
    })
  })
})
afterAll(async () => {
  await bot.stop()
  await renderer.close()
})

const user = 'cro@example.com'
const open = () => {
  const { workspace } = bot.sandbox
  return workspace.modalsOf(workspace.findPerson(user)?.id ?? '')
}
const updates = () => bot.sandbox.log().filter(({ method }) => method === 'views.update')
async function openedForm() {
  await control(bot.sandbox, 'command', { user, channel: 'sales', text: 'alerts new' })
  await expect.poll(() => JSON.stringify(open())).toContain('the form')
  return open()[0]
}
/** Presses Preview, and tells what stands at the end of the form. */
async function previewedForm() {
  const view = await openedForm()
  await control(bot.sandbox, 'click', { user, view_id: view?.id, action_id: ruleActions.preview })
  return () => (open()[0]?.view.blocks as { type: string }[] | undefined)?.at(-1)
}

test('a preview’s chart is text until Slack has its picture', async () => {
  const before = updates().length
  const last = await previewedForm()
  await expect.poll(() => last(), { timeout: 10_000 }).toMatchObject({ type: 'image', slack_file: {} })
  expect(last()).toMatchObject({ alt_text: expect.stringContaining('Win rate') })
  const [shown] = updates().slice(before + 1)
  expect(JSON.stringify(shown?.args)).toContain('2 Oct')
  expect(errors).toEqual([])
})

test('where there is no picture to be had it stays text', async () => {
  bot.sandbox.faults.add('files.getUploadURLExternal', '500', 1)
  const last = await previewedForm()
  await expect.poll(() => bot.sandbox.faults.list()).toEqual([])
  await sleep(500)
  expect(last()).toMatchObject({ type: 'section', text: { text: expect.stringMatching(/1 Oct +30%\n2 Oct +20%/) } })
  expect(errors).toEqual([])
})

test('a form that is closed while its preview is made is no error, and does not come back', async () => {
  const view = await openedForm()
  previewed = new Promise((resolve) => {
    letGo = resolve
  })
  // Nothing comes of it that the sandbox could wait for.
  const press = { user, view_id: view?.id, action_id: ruleActions.preview }
  void control(bot.sandbox, 'click', press).catch(() => undefined)
  const before = updates().length
  await control(bot.sandbox, 'close', { user, view_id: view?.id })
  letGo?.()
  await expect.poll(() => updates().length).toBe(before + 1)
  await sleep(300)
  expect(updates()).toHaveLength(before + 1)
  expect(updates().at(-1)).toMatchObject({ ok: false, error: 'not_found' })
  expect({ open: open(), errors }).toEqual({ open: [], errors: [] })
})
