import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Demo } from '../../../sandbox/demo.ts'
import type { Locale } from '../../../src/define/words.ts'
import { launchBrowser } from '../browser.ts'
import { handsOn } from '../hands.ts'
import { startWatchedDemo } from '../watched-demo.ts'
import { cro } from './cro.ts'
import { csm } from './csm.ts'
import { manager } from './manager.ts'
import { marketing } from './marketing.ts'
import { ops } from './ops.ts'
import { rep } from './rep.ts'
import { type Story, sceneOf } from './scene.ts'

const webRoot = fileURLToPath(new URL('../../../dist/sandbox/web/', import.meta.url))
const seconds = (n: number): number => n * 1_000

const stories: readonly Story[] = [rep, manager, cro, csm, marketing, ops]
const told = (['en', 'ja'] as const).flatMap((locale) => stories.map((story) => ({ ...story, locale })))

/** Every role's days with the bot in a real browser, in both languages, in one company. */
describe('each role’s story', () => {
  let demo: Demo
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    if (!existsSync(webRoot)) throw new Error('the page is not built: npm run build')
    demo = await startWatchedDemo({
      port: 0,
      webRoot,
      folder: mkdtempSync(path.join(tmpdir(), 'revops-roles-')),
      writeConfig: (file, text) => writeFileSync(file, text),
      // A Saturday evening in Tokyo.
      start: Temporal.Instant.from('2026-11-21T13:00:00Z'),
      business: {
        channelLocales: { 'cs-alerts': 'ja' },
        access: { metrics: { cac: ['executive', 'ops'] } },
        questionsPerMinute: null,
      },
    })
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1_280, height: 1_000 } })
    page.setDefaultTimeout(seconds(30))
    await page.goto(demo.sandbox.url)
    // Who is Japanese from the beginning need not be waited for: the bot remembers what Slack says of somebody for seconds.
    for (const { who } of stories) if (who.ja !== who.en) await speaks(who.ja, 'ja')
  }, seconds(90))
  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  }, seconds(60))

  const post = async (what: string, body: object): Promise<void> => {
    const answer = await fetch(`${demo.sandbox.url}/sandbox/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(200)
  }

  const speaks = async (name: string, locale: Locale): Promise<void> => {
    const people: readonly { id: string; name: string }[] = demo.sandbox.workspace.people
    await post('people', { user: people.find((each) => each.name === name)?.id, locale })
  }

  const scene = async ({ who, locale }: (typeof told)[number]) => {
    const hands = handsOn(page)
    await speaks(who[locale], locale)
    await hands.be(who[locale])
    return sceneOf({ demo, page, hands, locale })
  }

  it.each(told)(
    '$role ($locale) asks, goes on from the answers, is refused what is not theirs, and subscribes',
    async (story) => story.asks(await scene(story)),
    seconds(90),
  )

  it('then Monday comes, and Tuesday', () => post('clock', { at: '2026-11-24T00:10:00Z' }), seconds(180))

  it.each(told)(
    '$role ($locale) finds what came by itself, and acts on it',
    async (story) => story.acts(await scene(story)),
    seconds(90),
  )
})
