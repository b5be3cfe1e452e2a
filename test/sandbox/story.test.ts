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

/** What a newcomer does, in a real browser: ask as two people, share, then let Monday come. */
describe('the demo in a browser', () => {
  let demo: Demo
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    if (!existsSync(webRoot)) throw new Error('the page is not built: npm run build')
    demo = await startWatchedDemo({
      port: 0,
      webRoot,
      folder: mkdtempSync(path.join(tmpdir(), 'revops-story-')),
      writeConfig: (file, text) => writeFileSync(file, text),
      // A Saturday evening in Tokyo.
      start: Temporal.Instant.from('2026-11-21T13:00:00Z'),
    })
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1_280, height: 1_000 } })
    await page.goto(demo.sandbox.url)
  }, seconds(90))
  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  }, seconds(60))

  const lastMessage = () => page.getByTestId('message').last()

  async function say(text: string): Promise<void> {
    const before = await page.getByTestId('message').count()
    await page.getByTestId('composer').fill(text)
    await page.keyboard.press('Escape')
    await page.getByTestId('send').click()
    await expect.poll(() => page.getByTestId('message').count(), { timeout: seconds(15) }).toBeGreaterThan(before)
  }

  async function become(name: string): Promise<void> {
    const option = page.getByTestId('person-switcher').locator('option', { hasText: name })
    await page.getByTestId('person-switcher').selectOption((await option.first().getAttribute('value')) ?? '')
  }

  it(
    'gives a rep their own pipeline, and the CRO the company’s',
    async () => {
      await page.getByTestId('channel-general').click()
      await become('Kenta Ishikawa')
      await say('/revops pipeline')
      await expect.poll(() => lastMessage().textContent(), { timeout: seconds(10) }).toContain('Kenta Ishikawa')
      await become('佐伯 真理子')
      await say('/revops pipeline')
      await expect.poll(() => lastMessage().textContent(), { timeout: seconds(10) }).toContain('Whole company')
    },
    seconds(60),
  )

  it(
    'answers in Japanese whoever’s Slack is Japanese',
    async () => {
      await page.getByTestId('locale-ja').click()
      // The bot remembers what Slack says of somebody for five seconds.
      await page.waitForTimeout(seconds(5.2))
      await say('/revops ファネル 先四半期')
      await expect.poll(() => lastMessage().textContent(), { timeout: seconds(10) }).toContain('コホート')
      await page.getByTestId('locale-en').click()
    },
    seconds(60),
  )

  it(
    'shares an answer in a channel whose members may all see it, and says where some may not',
    async () => {
      await page.waitForTimeout(seconds(5.2))
      await say('/revops kpi win_rate last quarter')
      await lastMessage().getByTestId('action-share').click()
      await expect
        .poll(() => lastMessage().textContent(), { timeout: seconds(15) })
        .toContain('may not see all of this, so it is not shared here')
      await page.getByTestId('channel-revenue').click()
      await say('/revops kpi win_rate last quarter')
      await lastMessage().getByTestId('action-share').click()
      await expect
        .poll(() => demo.sandbox.messages('revenue').filter(({ ephemeral }) => !ephemeral).length, {
          timeout: seconds(15),
        })
        .toBe(1)
      const [shared] = demo.sandbox.messages('revenue').filter(({ ephemeral }) => !ephemeral)
      expect(shared?.text).toContain('Win rate')
    },
    seconds(60),
  )

  it(
    'posts the weekly digest and the alerts for what is planted when Monday comes, each once',
    async () => {
      await page.getByTestId('clock-next-monday').click()
      await expect
        .poll(() => demo.sandbox.messages('cs-alerts').length, { timeout: seconds(60), interval: 500 })
        .toBeGreaterThan(0)
      await expect
        .poll(() => page.getByTestId('clock').textContent(), { timeout: seconds(90), interval: 500 })
        .toContain('09:00')

      await page.getByTestId('channel-revenue').click()
      await expect.poll(() => lastMessage().textContent(), { timeout: seconds(10) }).toContain('Weekly revenue digest')
      const pictures = page.getByTestId('message').last().locator('img[alt]')
      expect(await pictures.count()).toBeGreaterThan(0)

      await page.getByTestId('channel-sales-alerts').click()
      const sales = page.getByTestId('message').allTextContents()
      expect((await sales).join('\n')).toContain('MQL to SQL conversion is falling · SMB')
      expect((await sales).join('\n')).toContain('Deals are getting stuck · Negotiation')
      // Whoever else's deals were caught by what is planted in negotiation may be named with him.
      expect((await sales).join('\n')).toMatch(/Open deals stand still · .*Yuto Hayashi/)

      await page.getByTestId('channel-cs-alerts').click()
      const churn = (await page.getByTestId('message').allTextContents()).join('\n')
      expect(churn).toContain('Churn risk · 青嵐重工業株式会社')
      expect(churn).toContain('Churn risk · Borealis Freight Group')
      expect(churn).toContain('Renewals without an opportunity · 青嵐重工業株式会社')
      // Nothing else is amiss: the other rules hold their peace.
      expect(demo.sandbox.messages('sales-alerts')).toHaveLength(3)
      expect(demo.sandbox.messages('marketing-alerts')).toEqual([])
      expect(demo.sandbox.messages('revops')).toEqual([])

      for (const channel of ['revenue', 'sales-alerts', 'cs-alerts']) {
        const posts = demo.sandbox.messages(channel).filter(({ ephemeral }) => !ephemeral)
        const texts = posts.map(({ text }) => text)
        expect(new Set(texts).size).toBe(texts.length)
      }
    },
    seconds(150),
  )

  it(
    'tells of the third decaying customer only when it falls, a week later',
    async () => {
      const told = () =>
        demo.sandbox
          .messages('cs-alerts')
          .filter(({ text }) => text.startsWith('Churn risk') && text.includes('霧島リテールホールディングス')).length
      expect(told()).toBe(0)
      const monday = await fetch(`${demo.sandbox.url}/sandbox/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ at: '2026-12-02T01:00:00Z' }),
      })
      expect(monday.status).toBe(200)
      expect(told()).toBe(1)
    },
    seconds(150),
  )
})
