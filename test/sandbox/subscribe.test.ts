import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Demo } from '../../sandbox/demo.ts'
import { launchBrowser } from './browser.ts'
import { startWatchedDemo } from './watched-demo.ts'

const webRoot = fileURLToPath(new URL('../../dist/sandbox/web/', import.meta.url))
const seconds = (n: number): number => n * 1_000

/** A subscription made and changed by its form, and a link pasted where it may be seen and where not, in a real browser. */
describe('subscriptions and links in a browser', () => {
  let demo: Demo
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    if (!existsSync(webRoot)) throw new Error('the page is not built: npm run build')
    demo = await startWatchedDemo({
      port: 0,
      webRoot,
      folder: mkdtempSync(path.join(tmpdir(), 'revops-subscribe-')),
      writeConfig: (file, text) => writeFileSync(file, text),
      // A Tuesday afternoon in Tokyo.
      start: Temporal.Instant.from('2026-11-24T05:00:00Z'),
    })
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1_280, height: 1_000 } })
    page.setDefaultTimeout(seconds(45))
    await page.goto(demo.sandbox.url)
  }, seconds(90))
  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  }, seconds(60))

  const lastMessage = () => page.getByTestId('message').last()
  const modal = () => page.getByTestId('modal')
  const field = (id: string) => page.getByTestId(`field-${id}`)
  const seen = (text: string, where = lastMessage) =>
    expect.poll(() => where().textContent(), { timeout: seconds(45) }).toContain(text)

  async function become(name: string): Promise<void> {
    const option = page.getByTestId('person-switcher').locator('option', { hasText: name })
    await page.getByTestId('person-switcher').selectOption((await option.first().getAttribute('value')) ?? '')
  }

  async function say(text: string): Promise<void> {
    // Under an open dialog the page takes no keys.
    await modal().waitFor({ state: 'detached' })
    await page.getByTestId('composer').fill(text)
    await page.keyboard.press('Escape')
    await page.getByTestId('send').click()
  }

  it(
    'a manager fills in the form, is told what is wrong beside it, and changes it from the list',
    async () => {
      await page.getByTestId('channel-general').click()
      await become('﨑山 由美')
      await say('/revops subscribe')
      await field('what').waitFor()
      await field('what').locator('select').selectOption('kpi')
      await field('metric').waitFor()
      await field('metric').locator('select').selectOption('win_rate')
      await field('question').locator('input').fill('by segment lats quarter')
      await field('every').locator('select').selectOption('weekly')
      await field('time').waitFor()
      // What was typed stays while the form follows.
      expect(await field('question').locator('input').inputValue()).toBe('by segment lats quarter')
      await field('time').locator('input').fill('25:00')
      await field('place').locator('select').selectOption('channel')
      await field('channel').waitFor()
      await field('channel').locator('select').selectOption({ label: '#team-mid-market' })
      await page.getByTestId('modal-submit').click()
      await seen('“25:00” is no time of day', () => field('time'))
      await seen('Did you mean', () => field('question'))
      await field('time').locator('input').fill('8:30')
      await field('question').locator('input').fill('by segment')
      await page.getByTestId('modal-submit').click()
      await seen('only executives and RevOps can have figures posted in one', () => field('channel'))
      await field('place').locator('select').selectOption('dm')
      await expect.poll(() => field('channel').count()).toBe(0)
      await page.getByTestId('modal-submit').click()
      await seen('Subscribed: Win rate by segment, Mondays at 08:30', modal)
      await modal().getByRole('button', { name: 'Close' }).click()
      await say('/revops subscriptions')
      await seen('Win rate by segment')
      await lastMessage().getByRole('button', { name: 'Change' }).first().click()
      await field('weekday').waitFor()
      expect(await field('question').locator('input').inputValue()).toBe('by segment')
      expect(await field('time').locator('input').inputValue()).toBe('08:30')
      await field('weekday').locator('select').selectOption('Friday')
      await page.getByTestId('modal-submit').click()
      await seen('now comes Fridays at 08:30', modal)
      await modal().getByRole('button', { name: 'Close' }).click()
    },
    seconds(120),
  )

  it(
    'the home tab opens it too',
    async () => {
      await page.getByTestId('channel-dm').click()
      await page.getByTestId('tab-home').click()
      await page.getByTestId('home').getByTestId('action-subscribe_new').click()
      await field('what').waitFor()
      await modal().getByRole('button', { name: 'Close' }).click()
    },
    seconds(90),
  )

  it(
    'a link shows figures among executives and RevOps, and a button among everybody',
    async () => {
      await become('佐伯 真理子')
      await page.getByTestId('channel-revenue').click()
      await say('/revops kpi bookings last quarter')
      await seen('Bookings')
      await lastMessage().getByRole('button', { name: 'Copy link' }).click()
      await seen('https://revops.example.com/a/')
      const link = /https:\/\/revops\.example\.com\/a\/[\w-]{22}/.exec((await lastMessage().textContent()) ?? '')?.[0]
      const below = () => page.getByTestId('unfurl').last()
      await say(`Q3: ${link}`)
      await seen('¥', below)
      await seen('/revops kpi bookings last quarter', below)
      await page.getByTestId('channel-general').click()
      await say(`Q3: ${link}`)
      await seen('shown here only where everybody', below)
      expect(await below().textContent()).not.toContain('¥')
      await become('Kenta Ishikawa')
      await page.getByTestId('channel-general').click()
      await below().getByRole('button', { name: 'Open for me' }).click()
      await seen('Only visible to you')
      await seen('(1 Jul – 30 Sep 2026) · Kenta Ishikawa')
    },
    seconds(120),
  )
})
