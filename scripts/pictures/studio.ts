import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'
import { startDemo } from '../../sandbox/demo.ts'
import type { Locale } from '../../src/define/words.ts'
import { createLog } from '../../src/log.ts'
import { type Hands, handsOn } from '../../test/sandbox/hands.ts'
import { type Camera, cameraOn, usualSize } from './camera.ts'

/** A demo in one language, its page in a browser, and a camera before it. */
export interface Studio {
  readonly locale: Locale
  readonly page: Page
  readonly hands: Hands
  readonly camera: Camera
  /** Moves the demo's clock; resolves once all that fell due is posted. */
  moveTo(at: string): Promise<void>
  close(): Promise<void>
}

const pictures = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))
const webRoot = fileURLToPath(new URL('../../dist/sandbox/web/', import.meta.url))

/** Always the same company at the same moment, so that a picture changes only when the product does. */
const start = Temporal.Instant.from('2026-11-21T13:00:00Z')

export async function openStudio(browser: Browser, locale: Locale): Promise<Studio> {
  const demo = await startDemo({
    port: 0,
    webRoot,
    folder: mkdtempSync(path.join(tmpdir(), 'revops-pictures-')),
    writeConfig: (file, text) => writeFileSync(file, text),
    log: createLog('error'),
    start,
    locale,
  })
  const page = await browser.newPage({ viewport: usualSize })
  await page.goto(demo.sandbox.url)
  return {
    locale,
    page,
    hands: handsOn(page),
    camera: cameraOn(page, pictures),
    async moveTo(at) {
      const answer = await fetch(`${demo.sandbox.url}/sandbox/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ at }),
      })
      if (!answer.ok) throw new Error(`the clock was not moved: ${await answer.text()}`)
    },
    async close() {
      await page.close()
      await demo.stop()
    },
  }
}
