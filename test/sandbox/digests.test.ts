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

/** The four digests and a subscription of one's own, in a real browser: nobody asks, and they arrive. */
describe('digests in a browser', () => {
  let demo: Demo
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    if (!existsSync(webRoot)) throw new Error('the page is not built: npm run build')
    demo = await startWatchedDemo({
      port: 0,
      webRoot,
      folder: mkdtempSync(path.join(tmpdir(), 'revops-digests-')),
      writeConfig: (file, text) => writeFileSync(file, text),
      // A Saturday evening in Tokyo; the Monday after it is a holiday there.
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
  const seen = (text: string, message = lastMessage) =>
    expect.poll(() => message().textContent(), { timeout: seconds(15) }).toContain(text)

  async function become(name: string): Promise<void> {
    const option = page.getByTestId('person-switcher').locator('option', { hasText: name })
    await page.getByTestId('person-switcher').selectOption((await option.first().getAttribute('value')) ?? '')
  }

  async function say(text: string): Promise<void> {
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
    'a rep subscribes, sees it listed, and is refused what is not theirs',
    async () => {
      await page.getByTestId('channel-general').click()
      await become('Kenta Ishikawa')
      await say('/revops subscribe kpi bookings mondays at 9')
      await seen('Subscribed: Bookings, Mondays at 09:00 (Asia/Tokyo), as a direct message.')
      await say('/revops subscribe standup weekdays at 08:40')
      await seen('Subscribed: Daily stand-up, weekdays at 08:40')
      await say('/revops subscribe weekly-digest here')
      await seen('only executives and RevOps can have figures posted in one.')
      await say('/revops subscriptions')
      await seen('2 subscriptions')
      await lastMessage().getByRole('button', { name: 'Stop Bookings' }).click()
      await seen('Unsubscribed: Bookings')
    },
    seconds(60),
  )

  it(
    'a manager has the team’s posted in a channel by its name, and ends it there',
    async () => {
      await become('﨑山 由美')
      await say('/revops subscribe standup weekdays at 09:30 #general')
      await seen('Subscribed: Daily stand-up, weekdays at 09:30 (Asia/Tokyo), in #general')
      await say('/revops unsubscribe standup here')
      await seen('Unsubscribed: Daily stand-up')
    },
    seconds(60),
  )

  it(
    'on Monday the CRO’s week is in #revenue, and a CSM’s in her direct messages',
    async () => {
      await moveTo('2026-11-23T00:30:00Z')
      await become('佐伯 真理子')
      await page.getByTestId('channel-revenue').click()
      await seen('Weekly revenue digest')
      await become('吉田 恵')
      await page.getByTestId('channel-dm').click()
      await seen('Your customers this week')
      await seen('What to do first')
    },
    seconds(150),
  )

  it(
    'on the first business day the team’s stand-up is in its channel, and the rep’s own in his direct messages',
    async () => {
      // Monday was a holiday: the team's comes on business days, his own on weekdays.
      expect(demo.sandbox.messages('team-mid-market')).toEqual([])
      await moveTo('2026-11-24T00:00:00Z')
      await page.getByTestId('channel-team-mid-market').click()
      await seen('Daily stand-up')
      await seen('Mid-Market Japan (')
      await become('Kenta Ishikawa')
      await page.getByTestId('channel-dm').click()
      await seen('You subscribed to this: weekdays at 08:40')
      expect(await page.getByTestId('message').allTextContents()).toHaveLength(2)
      expect((await page.getByTestId('message').allTextContents()).join('\n')).not.toContain('Bookings, ')
    },
    seconds(150),
  )

  it(
    'on the third business day of the month the board’s is with the CRO, and nobody is named in it',
    async () => {
      await moveTo('2026-12-03T00:00:00Z')
      await become('佐伯 真理子')
      await page.getByTestId('channel-dm').click()
      await seen('Monthly board report')
      await seen('ARR ended Nov 2026')
      expect(await lastMessage().textContent()).not.toMatch(/株式会社|K\.K\.|Ishikawa/)
    },
    seconds(200),
  )
})
