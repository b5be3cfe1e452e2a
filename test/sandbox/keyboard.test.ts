import type { App } from '@slack/bolt'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actions, button, header, section } from '../../src/blocks/build.ts'
import { dataTable, number } from '../../src/blocks/table.ts'
import { plain } from '../../src/blocks/text.ts'
import { launchBrowser } from './browser.ts'
import { buildPage } from './built-page.ts'
import { startWithBot } from './server/fake-bot.ts'

let built: Awaited<ReturnType<typeof buildPage>>
let browser: Browser
let bot: Awaited<ReturnType<typeof startWithBot>>
let page: Page
const acted: string[] = []

const form = (title: string) => ({
  type: 'modal',
  callback_id: 'form',
  title: plain(title),
  submit: plain('Send'),
  close: plain('Cancel'),
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      label: plain('Name'),
      element: { type: 'plain_text_input', action_id: 'value' },
    },
  ],
})
const period = {
  type: 'static_select' as const,
  action_id: 'period',
  placeholder: plain('Period'),
  options: ['Week', 'Month', 'Quarter'].map((text) => ({ text: plain(text), value: text.toLowerCase() })),
}
const confirm = {
  title: plain('Sure?'),
  text: plain('It is gone then.'),
  confirm: plain('Delete'),
  deny: plain('Keep'),
}
const rows = Array.from({ length: 7 }, (_, i) => [`Stage ${i} with a long name of its own`, number(i, `¥${i},000,000`)])

function listen(app: App): void {
  app.command('/revops', async ({ ack, respond }) => {
    await ack()
    const table = dataTable({ caption: 'By stage', header: ['Stage', 'Amount'], rows, pageSize: 5 })
    const buttons = actions([
      button({ text: 'Open', actionId: 'open' }),
      { ...button({ text: 'Delete', actionId: 'delete' }), confirm },
      period,
    ])
    await respond({ text: 'x', blocks: [header('Pipeline'), section('*受注率* 31%'), table, buttons] as never })
  })
  app.action(/.*/, async ({ ack, action, body, client }) => {
    await ack()
    const id = 'action_id' in action ? action.action_id : ''
    acted.push(id)
    if (id === 'open' && body.type === 'block_actions') {
      await client.views.open({ trigger_id: body.trigger_id, view: form('A form') as never })
    }
  })
  app.view('form', async ({ ack, view }) => {
    const typed = view.state.values.name?.value?.value
    if (typed === 'more') await ack({ response_action: 'push', view: form('Another form') as never })
    else await ack({ response_action: 'errors', errors: { name: `Not ${typed}` } })
  })
  app.message(async ({ message, client }) => {
    await client.chat.postMessage({ channel: message.channel, thread_ts: message.ts, text: 'Whatever you say' })
  })
  app.event('app_home_opened', async ({ event, client }) => {
    const blocks = [header('Welcome'), actions([button({ text: 'Refresh everything now', actionId: 'refresh' })])]
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: blocks as never } })
  })
}

beforeAll(async () => {
  built = await buildPage()
  const completions = [{ text: 'pipeline', hint: 'Open pipeline' }]
  const onClock = { now: () => '2026-11-19T00:00:00Z', set: async () => undefined }
  const channels = [{ name: 'sales' }, { name: 'finance' }]
  bot = await startWithBot(listen, { webRoot: built.webRoot, completions, channels, onClock })
  browser = await launchBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await bot?.stop()
  built?.remove()
})

const at = (width: number) => async () => {
  acted.length = 0
  page = await browser.newPage({ viewport: { width, height: 800 } })
  page.setDefaultTimeout(10_000)
  await page.goto(bot.sandbox.url)
  await page.getByTestId('composer').waitFor()
  return () => page.close()
}

const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
/** What the focus is on: its name for tests, else its words. */
const focused = (): Promise<string> =>
  page.evaluate(
    `(({ dataset, textContent, tagName }) => dataset.testid ?? (textContent || tagName))(document.activeElement)`,
  )
/** Types a command into the composer and waits for its answer. */
async function ask() {
  const before = await page.getByTestId('message').count()
  await page.getByTestId('composer').focus()
  await page.keyboard.type('/revops help')
  await press('Enter')
  await expect.poll(() => page.getByTestId('message').count()).toBe(before + 1)
}

describe('with the keyboard alone', () => {
  beforeEach(at(1_280))

  test('one gets from the clock over people and channels to the composer, and sees where one is', async () => {
    // The page begins in the composer, which is last; behind it the browser's own buttons would come.
    const stops: string[] = []
    const rings: boolean[] = []
    while (stops.at(-1) !== 'composer' && stops.length < 40) {
      await press('Tab')
      if (await page.evaluate('document.activeElement === document.body')) continue
      stops.push(await focused())
      rings.push(
        await page.evaluate(`(() => {
          const found = document.activeElement.closest('.composer-box') ?? document.activeElement
          const { outlineStyle, boxShadow } = getComputedStyle(found)
          return outlineStyle !== 'none' || boxShadow !== 'none'
        })()`),
      )
    }
    expect(stops.filter((_, i) => !rings[i])).toEqual([])
    const order = [
      'clock-hour',
      'wire-toggle',
      'theme',
      'person-switcher',
      'locale-en',
      'channel-sales',
      'channel-dm',
      'composer',
    ]
    expect(stops.filter((stop) => order.includes(stop))).toEqual(order)
  })

  test('arrows lead through the channels, Enter opens one, and one goes on typing', async () => {
    await page.getByTestId('channel-sales').focus()
    await press('ArrowUp', 'ArrowDown')
    expect(await focused()).toBe('channel-finance')
    await press('Enter')
    await page.getByRole('heading', { name: '# finance' }).waitFor()
    expect(await focused()).toBe('composer')
    await press('Shift+Enter')
    await page.keyboard.type('Hello')
    expect(await page.getByTestId('message').count()).toBe(0)
    await press('Enter')
    await page.getByTestId('message').getByText('Hello').waitFor()
  })

  test('arrows turn the tabs of the direct messages', async () => {
    await page.getByTestId('channel-dm').focus()
    await press('Enter')
    await page.getByTestId('tab-messages').focus()
    await press('ArrowRight', 'Enter')
    await page.getByTestId('home').getByText('Welcome').waitFor()
  })

  test('a form opens on its field, Enter sends it, Escape leads back step by step, to the button at last', async () => {
    await ask()
    await page.getByTestId('action-open').last().focus()
    await press('Enter')
    const modal = page.getByTestId('modal')
    await modal.getByText('A form').waitFor()
    await page.keyboard.type('nothing')
    await press('Enter')
    await modal.getByRole('alert').getByText('Not nothing').waitFor()
    await press('Control+A')
    await page.keyboard.type('more')
    await press('Enter')
    await modal.getByText('Another form').waitFor()
    await press('Escape')
    await modal.getByText('A form', { exact: true }).waitFor()
    await press('Escape')
    await expect.poll(() => modal.count()).toBe(0)
    expect(await focused()).toBe('action-open')
  })

  test('Escape answers a question with no, and leaves the focus where it was', async () => {
    await ask()
    await page.getByTestId('action-delete').last().focus()
    await press('Enter')
    await page.getByTestId('confirm').waitFor()
    await press('Escape')
    await expect.poll(() => page.getByTestId('confirm').count()).toBe(0)
    expect(await focused()).toBe('action-delete')
    await press('Enter')
    await page.getByTestId('confirm').getByRole('button', { name: 'Delete' }).focus()
    await press('Enter')
    await expect.poll(() => acted).toEqual(['delete'])
  })

  test('nothing is chosen in passing: arrows and letters open a menu', async () => {
    await ask()
    await page.getByTestId('action-period').last().focus()
    for (const key of ['ArrowDown', 'Escape', 'ArrowDown', 'Escape', 'q', 'Escape']) await press(key)
    await page.waitForTimeout(300)
    expect(acted).toEqual([])
  })

  test('Escape closes the list of commands, then the wire', async () => {
    await page.getByTestId('wire-toggle').focus()
    await press('Enter')
    await page.getByTestId('wire').waitFor()
    await page.getByTestId('composer').focus()
    await page.keyboard.type('/revops p')
    await page.getByTestId('completion').waitFor()
    await press('Escape')
    expect([await page.getByTestId('completion').count(), await page.getByTestId('wire').count()]).toEqual([0, 1])
    await press('Escape')
    await expect.poll(() => page.getByTestId('wire').count()).toBe(0)
  })
})

describe('on a phone', () => {
  beforeEach(at(390))
  const width = () => page.evaluate('document.documentElement.scrollWidth')
  /** What sticks out of the screen, by name; tables and the clock scroll in frames of their own. */
  const outside = () =>
    page.evaluate(`[...document.querySelectorAll('button, input, select, textarea, img, h1, h2, h3, dialog')]
      .filter((each) => !each.closest('.table-frame, .clock-tools, .sidebar, .wire'))
      .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth)
      .map((each) => each.dataset.testid ?? each.textContent)`)

  test('an answer, a form, a thread and a home tab stay within the screen', async () => {
    await ask()
    expect([await width(), await outside()]).toEqual([390, []])
    await page.getByTestId('action-open').last().click()
    await page.getByTestId('modal').waitFor()
    expect([await width(), await outside()]).toEqual([390, []])
    await press('Escape')
    await page.getByTestId('menu').click()
    await page.getByTestId('channel-dm').click()
    await page.getByTestId('composer').fill('How are we doing?')
    await press('Enter')
    await page.getByTestId('reply').waitFor()
    expect([await width(), await outside()]).toEqual([390, []])
    await page.getByTestId('tab-home').click()
    await page.getByTestId('home').getByText('Welcome').waitFor()
    expect([await width(), await outside()]).toEqual([390, []])
  })

  test('the channels are behind a button, and go with Escape', async () => {
    await page.getByTestId('menu').click()
    await expect.poll(() => page.getByTestId('channel-finance').isVisible()).toBe(true)
    await press('Escape')
    await expect.poll(() => page.getByTestId('channel-finance').isVisible()).toBe(false)
  })

  test('the wire lies over the channel and can be closed', async () => {
    await ask()
    await page.getByTestId('wire-toggle').click()
    await page.getByTestId('wire').getByText('/revops help').first().waitFor()
    expect(await width()).toBe(390)
    await page.getByTestId('wire').getByRole('button', { name: 'Close' }).click()
    await expect.poll(() => page.getByTestId('wire').count()).toBe(0)
  })

  test('what a finger has to hit is large enough', async () => {
    await ask()
    await page.getByTestId('menu').click()
    await page.waitForTimeout(300)
    const small =
      await page.evaluate(`[...document.querySelectorAll('.channel, .element-button, .element-select, .send, .bar-button')]
      .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 32)
      .map((each) => each.textContent)`)
    expect(small).toEqual([])
  })
})

test('a file that is no picture can be taken away by its name', async () => {
  await at(1_280)()
  const { workspace } = bot.sandbox
  const id = 'F0ROWS'
  const file = {
    id,
    name: 'rows.csv',
    title: 'All rows',
    length: 3,
    createdAt: Date.now(),
    isDeleted: false,
    readyAt: 0,
  }
  workspace.files.set(id, { ...file, bytes: Buffer.from('a,b') })
  const channel = workspace.findChannel('sales')?.id ?? ''
  workspace.messages.add({ channel, from: workspace.identity.botUser, text: '', blocks: [], files: [id], via: 'api' })
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('file').click()])
  expect(download.suggestedFilename()).toBe('rows.csv')
  await page.close()
})
