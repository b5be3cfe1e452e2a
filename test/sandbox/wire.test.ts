import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { buildPage } from './built-page.ts'
import { startWithBot } from './server/fake-bot.ts'

let built: Awaited<ReturnType<typeof buildPage>>
let browser: Browser
let bot: Awaited<ReturnType<typeof startWithBot>>
let page: Page

beforeAll(async () => {
  built = await buildPage()
  bot = await startWithBot(
    (app) =>
      app.command('/revops', async ({ ack, client, command }) => {
        await ack()
        await client.chat.postMessage({ channel: command.channel_id, text: `You said ${command.text}` })
      }),
    { webRoot: built.webRoot, channels: [{ name: 'sales' }] },
  )
  browser = await launchBrowser()
  page = await browser.newPage({ viewport: { width: 1_280, height: 900 } })
  page.setDefaultTimeout(10_000)
  await page.goto(bot.sandbox.url)
  await page.getByTestId('composer').waitFor()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await bot?.stop()
  built?.remove()
})

async function say(text: string) {
  await page.getByTestId('composer').fill(`/revops ${text}`)
  await page.keyboard.press('Enter')
}
/** The latest request of this name, opened; among those that failed, where it did. */
async function opened(method: string, { failed = false } = {}) {
  const entry = page
    .getByTestId('wire')
    .locator(failed ? 'li.bad' : 'li', { hasText: method })
    .first()
  await entry.locator('summary').click()
  return { request: entry.getByTestId('wire-request'), answer: entry.getByTestId('wire-answer'), entry }
}

test('the wire shows what was asked and what was answered, both ways', async () => {
  await page.getByTestId('wire-toggle').click()
  await say('hello')
  await page.getByTestId('message').getByText('You said hello').waitFor()
  const toBot = await opened('/revops hello')
  expect(await toBot.request.textContent()).toContain('"text": "hello"')
  expect(await toBot.answer.textContent()).toBe('Nothing.')
  const post = await opened('chat.postMessage')
  expect(await post.request.textContent()).toContain('"text": "You said hello"')
  expect(JSON.parse((await post.answer.textContent()) ?? '')).toMatchObject({
    ok: true,
    channel: bot.sandbox.workspace.findChannel('sales')?.id,
    message: { text: 'You said hello' },
  })
})

test('what is to fail is ordered in a form, told until it has failed, and can be taken back', async () => {
  await page.getByTestId('fault-method').selectOption('chat.postMessage')
  await page.getByTestId('fault-kind').selectOption('429')
  await page.getByTestId('fault-times').fill('1')
  await page.getByTestId('fault-add').click()
  await page.getByTestId('faults-to-come').getByText('chat.postMessage · 429, too many requests · 1×').waitFor()
  await say('again')
  await expect.poll(() => page.getByTestId('faults-to-come').count()).toBe(0)
  const post = await opened('chat.postMessage', { failed: true })
  expect(await post.entry.locator('.outcome').textContent()).toBe('429')
  expect(await post.answer.textContent()).toContain('ratelimited')

  await page.getByTestId('fault-method').selectOption('views.open')
  await page.getByTestId('fault-add').click()
  await page.getByTestId('faults-clear').click()
  await expect.poll(() => page.getByTestId('faults-to-come').count()).toBe(0)
  expect(bot.sandbox.faults.list()).toEqual([])
})
