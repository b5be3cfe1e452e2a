import type { App } from '@slack/bolt'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { actions, button, header, section } from '../../src/blocks/build.ts'
import { dataTable, number } from '../../src/blocks/table.ts'
import { launchBrowser } from './browser.ts'
import { buildPage } from './built-page.ts'
import { control, startWithBot } from './server/fake-bot.ts'

let built: Awaited<ReturnType<typeof buildPage>>
let browser: Browser
let bot: Awaited<ReturnType<typeof startWithBot>>
let page: Page
let now = '2026-11-19T00:00:00Z'

const rows = Array.from({ length: 7 }, (_, i) => [`Stage ${i}`, number(i * 10, `¥${i * 10}`)])
const months = ['Sep', 'Oct', 'Nov']
const chart = {
  type: 'data_visualization',
  title: 'Bookings',
  chart: {
    type: 'bar',
    series: [{ name: 'Won', data: months.map((label, i) => ({ label, value: i * 100 })) }],
    axis_config: { categories: months },
  },
}

function listen(app: App): void {
  app.command('/revops', async ({ ack, respond }) => {
    await ack()
    const table = dataTable({ caption: 'By stage', header: ['Stage', 'Amount'], rows, pageSize: 5 })
    const press = actions([button({ text: 'Refresh', actionId: 'refresh' })])
    await respond({ text: 'x', blocks: [header('Pipeline'), section('*受注率* 31%'), chart, table, press] as never })
  })
  app.action('refresh', async ({ ack, respond }) => {
    await ack()
    await respond({ replace_original: true, text: 'As fresh as can be' })
  })
}

beforeAll(async () => {
  built = await buildPage()
  const { webRoot } = built
  const onClock = {
    now: () => now,
    set: async (at: string) => {
      now = at
    },
  }
  const completions = [{ text: 'pipeline', hint: 'Open pipeline' }, { text: 'help' }]
  const channels = [{ name: 'sales' }, { name: 'finance' }]
  bot = await startWithBot(listen, { webRoot, onClock, completions, channels, timeZone: 'Asia/Tokyo' })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await bot.stop()
  built.remove()
})
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(bot.sandbox.url)
  await page.getByTestId('composer').waitFor()
  return () => page.close()
})

const ask = async () => {
  const before = await page.getByTestId('message').count()
  await page.getByTestId('composer').fill('/revops pipeline')
  await page.getByTestId('composer').press('Enter')
  await expect.poll(() => page.getByTestId('message').count()).toBe(before + 1)
  return page.getByTestId('message').last()
}

test('a command is answered to the asker alone, with chart and table, and its button works', async () => {
  const answer = await ask()
  // What Slack itself says is in the language of whoever looks: Rin's is Japanese.
  await answer.getByText('あなただけに表示されています').waitFor()
  await answer.getByRole('img', { name: 'Bookings' }).waitFor()
  expect(await answer.locator('tbody tr').count()).toBe(5)
  await answer.getByRole('button', { name: '次へ' }).click()
  expect(await answer.locator('tbody tr').count()).toBe(2)
  await answer.getByTestId('action-refresh').click()
  await answer.getByText('As fresh as can be').waitFor()

  await page.getByTestId('person-switcher').selectOption({ label: 'Casey Cro · executive' })
  expect(await page.getByText('As fresh as can be').count()).toBe(0)
})

test('a typed command is completed with Tab', async () => {
  await page.getByTestId('composer').pressSequentially('/revops pi')
  expect(await page.getByTestId('completion').allTextContents()).toEqual(['/revops pipelineOpen pipeline'])
  await page.keyboard.press('Tab')
  expect(await page.getByTestId('composer').inputValue()).toBe('/revops pipeline ')
})

test('a channel where something arrived has a dot until it is opened', async () => {
  const finance = page.getByTestId('channel-finance')
  await control(bot.sandbox, 'say', { user: 'cro@example.com', channel: 'finance', text: 'Look at this' })
  await finance.getByLabel('unread').waitFor()
  await finance.click()
  await page.getByText('Look at this').waitFor()
  expect(await finance.getByLabel('unread').count()).toBe(0)
})

test('the clock moves to next Monday at nine, in the company’s zone', async () => {
  await page.getByTestId('clock-next-monday').click()
  await page.getByText('Mon, 23 Nov 2026, 09:00').waitFor()
  expect(now).toBe('2026-11-23T00:00:00Z')
})

test('a person’s language is Slack’s to tell', async () => {
  await page.getByTestId('locale-en').click()
  await expect.poll(() => bot.sandbox.workspace.findPerson('rep@example.com')?.locale).toBe('en-US')
  await (await ask()).getByText('Only visible to you').waitFor()
})

test('a block that the page does not know is shown as unknown', async () => {
  const { workspace } = bot.sandbox
  const channel = workspace.findChannel('sales')?.id ?? ''
  const { botUser: from } = workspace.identity
  workspace.messages.add({ channel, from, text: '', blocks: [{ type: 'hologram' }], via: 'api' })
  await page.getByTestId('unknown-block').getByText('hologram', { exact: true }).waitFor()
})

test('Japanese comes with its own font', async () => {
  await ask()
  await expect.poll(() => page.evaluate(`document.fonts.check('700 15px "Noto Sans JP"', '受注率')`)).toBe(true)
})

test('on a phone nothing runs off the side, and the channels are behind a button', async () => {
  await page.setViewportSize({ width: 400, height: 800 })
  await ask()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400)
  await expect.poll(() => page.getByTestId('channel-sales').isVisible()).toBe(false)
  await page.getByTestId('menu').click()
  await page.getByTestId('channel-finance').click()
  await page.getByRole('heading', { name: '# finance' }).waitFor()
})
