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

/** A rule made in Slack, and an alert worked with, in a real browser. */
describe('alerts in a browser', () => {
  let demo: Demo
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    if (!existsSync(webRoot)) throw new Error('the page is not built: npm run build')
    demo = await startWatchedDemo({
      port: 0,
      webRoot,
      folder: mkdtempSync(path.join(tmpdir(), 'revops-rules-')),
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

  async function moveTo(at: string): Promise<void> {
    const answer = await fetch(`${demo.sandbox.url}/sandbox/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ at }),
    })
    expect(answer.status).toBe(200)
  }

  it(
    'a rep is told who makes rules',
    async () => {
      await page.getByTestId('channel-general').click()
      await become('Kenta Ishikawa')
      await say('/revops alerts new')
      await seen('Alert rules are made by executives, RevOps and managers', modal)
      await modal().getByRole('button', { name: 'Close' }).click()
      await say('/revops kpi win_rate')
      await seen('Win rate')
      expect(await lastMessage().getByRole('button', { name: 'Alert me' }).count()).toBe(0)
    },
    seconds(60),
  )

  it(
    'from a KPI’s answer an executive opens the form, which follows the KPI and says what is wrong field by field',
    async () => {
      await become('佐伯 真理子')
      await say('/revops kpi bookings by segment')
      await seen('Bookings')
      await lastMessage().getByRole('button', { name: 'Alert me' }).click()
      await field('by bookings').waitFor()
      expect(await field('by bookings').locator('select').inputValue()).toBe('segment')
      // Money has no test.
      expect(await field('confidence').count()).toBe(0)
      await field('metric').locator('select').selectOption('win_rate')
      await field('confidence').waitFor()
      await field('name').locator('input').fill('Win rate watch')
      await field('by win_rate').locator('select').selectOption('segment')
      await field('condition').locator('select').selectOption('below')
      await field('value').locator('input').fill('99')
      await field('clears').locator('input').fill('90')
      await field('schedule').locator('input').fill('someday at 9')
      await field('channel').locator('select').selectOption('sales-alerts')
      await page.getByTestId('modal-submit').click()
      await seen('“someday at 9” is no schedule', () => field('schedule'))
      await seen('0.9 is under the line of 0.99', () => field('clears'))
    },
    seconds(60),
  )

  it(
    'the preview says what it would tell today, and what was typed stays',
    async () => {
      await page.getByTestId('action-rule_preview').click()
      await seen('This has to be mended first:', modal)
      await field('schedule').locator('input').fill('weekdays at 09:00')
      await field('clears').locator('input').fill('')
      await field('atLeast').locator('input').fill('１')
      await page.getByTestId('action-rule_preview').click()
      await seen('would fire:', modal)
      await modal().getByRole('img', { name: 'Win rate' }).waitFor()
      await seen('Win rate of', modal)
      expect(await field('name').locator('input').inputValue()).toBe('Win rate watch')
      expect(await field('value').locator('input').inputValue()).toBe('99')
      await page.getByTestId('modal-submit').click()
      await seen('Win rate watch is saved.', modal)
      await seen('Fires when Win rate of a segment', modal)
      await modal().getByRole('button', { name: 'Close' }).click()
    },
    seconds(60),
  )

  it(
    'the next morning it speaks in its channel, is worked with there, and everybody sees who has it in hand',
    async () => {
      await moveTo('2026-11-25T00:01:00Z')
      await page.getByTestId('channel-sales-alerts').click()
      const message = () => page.getByTestId('message').filter({ hasText: 'Win rate watch' }).first()
      await seen('Win rate of', message)
      await message().getByRole('button', { name: 'Acknowledge' }).click()
      await seen('You are looking at it. It will not be told again until it changes or is over.')
      await seen('Looking at it: 佐伯 真理子', message)
      expect(await message().getByRole('button', { name: 'Acknowledge' }).count()).toBe(0)
      await message().getByTestId('action-alert_snooze').selectOption('week')
      await seen('Quiet for a week. That it is over will be told all the same.')
      await seen('Quiet until', message)
      await message().getByTestId('action-alert_snooze').selectOption('reason')
      await field('reason').locator('input').fill('  ')
      await page.getByTestId('modal-submit').click()
      await seen('Say why, in a few words.', () => field('reason'))
      await field('for').locator('select').selectOption('change')
      await field('reason').locator('input').fill('Budget freeze <until> *January*')
      await page.getByTestId('modal-submit').click()
      await seen('Quiet until it changes. That it is over will be told all the same.')
      await seen('Quiet until it changes, asked for by 佐伯 真理子: “Budget freeze <until> *January*”', message)
      await message().getByTestId('action-alert_assign').selectOption({ label: '﨑山 由美' })
      await seen('Assigned to 﨑山 由美.')
      await seen('Assigned to 﨑山 由美 by 佐伯 真理子', message)
      await message().getByRole('button', { name: 'Not useful' }).click()
      await seen('In 90 days this rule sent 1 message, with 1 mark “not useful”.')
      await message().getByRole('button', { name: 'Why?' }).click()
      await seen('Whole company · by segment')
    },
    seconds(300),
  )

  it(
    'it is listed with who made it, changed, and deleted after a question',
    async () => {
      await page.getByTestId('channel-general').click()
      await say('/revops alerts')
      await seen('Made in Slack')
      await seen('made by 佐伯 真理子')
      await lastMessage().getByRole('button', { name: 'Edit' }).click()
      await field('name').waitFor()
      expect(await field('value').locator('input').inputValue()).toBe('99')
      expect(await field('condition').locator('select').inputValue()).toBe('below')
      await field('name').locator('input').fill('Win rate at risk')
      await page.getByTestId('modal-submit').click()
      await seen('Win rate at risk is saved.', modal)
      await modal().getByRole('button', { name: 'Close' }).click()
      await become('﨑山 由美')
      await say('/revops alerts')
      await seen('Win rate at risk')
      // A manager makes rules of their own, and changes nobody else's.
      expect(await lastMessage().getByRole('button', { name: 'Edit' }).count()).toBe(0)
      expect(await lastMessage().getByRole('button', { name: 'New alert' }).count()).toBe(1)
      await become('佐伯 真理子')
      await say('/revops alerts')
      await seen('Win rate at risk')
      await lastMessage().getByRole('button', { name: 'Delete' }).click()
      await page.getByTestId('confirm').getByRole('button', { name: 'Delete' }).click()
      await seen('“Win rate at risk” is deleted.')
    },
    seconds(90),
  )
})
