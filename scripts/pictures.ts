// Makes the README's pictures from the sandbox: real answers of the demo, in a real browser. Run: npm run pictures
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'
import { startDemo } from '../sandbox/demo.ts'
import { launchBrowser } from '../test/sandbox/browser.ts'

const pictures = fileURLToPath(new URL('../docs/pictures/', import.meta.url))
mkdirSync(pictures, { recursive: true })
const demo = await startDemo({
  port: 0,
  webRoot: fileURLToPath(new URL('../dist/sandbox/web/', import.meta.url)),
  folder: mkdtempSync(path.join(tmpdir(), 'revops-pictures-')),
  writeConfig: (file, text) => writeFileSync(file, text),
  logLevel: 'error',
  // Always the same company at the same moment, so that a picture changes only when the product does.
  start: Temporal.Instant.from('2026-11-21T13:00:00Z'),
})
const browser = await launchBrowser()
const page = await browser.newPage({ viewport: { width: 1_180, height: 900 } })
await page.goto(demo.sandbox.url)

async function as(name: string): Promise<void> {
  const option = page.getByTestId('person-switcher').locator('option', { hasText: name }).first()
  await page.getByTestId('person-switcher').selectOption((await option.getAttribute('value')) ?? '')
}

async function ask(text: string): Promise<void> {
  const before = await page.getByTestId('message').count()
  await page.getByTestId('composer').fill(text)
  await page.keyboard.press('Escape')
  await page.getByTestId('send').click()
  for (let waited = 0; (await page.getByTestId('message').count()) <= before && waited < 15_000; waited += 100) {
    await page.waitForTimeout(100)
  }
  await page.waitForTimeout(600)
}

async function shoot(name: string, which: (page: Page) => ReturnType<Page['locator']> = lastMessage): Promise<void> {
  // Tall enough that the whole message is on the page.
  await page.setViewportSize({ width: 1_180, height: 2_600 })
  await page.waitForTimeout(600)
  await which(page).screenshot({ path: `${pictures}${name}.png` })
  await page.setViewportSize({ width: 1_180, height: 900 })
}

const lastMessage = (from: Page) => from.getByTestId('message').last()
const rememberedMs = 5_500

await page.getByTestId('channel-general').click()
await as('Kenta Ishikawa')
await ask('/revops pipeline')
await shoot('pipeline')
await page.screenshot({ path: `${pictures}sandbox.png` })
await as('佐伯 真理子')
await ask('/revops funnel last quarter by segment')
await shoot('funnel')
await ask('/revops kpi win_rate last 4 quarters by segment')
await shoot('kpi')
await page.getByTestId('locale-ja').click()
await page.waitForTimeout(rememberedMs)
await ask('/revops パイプライン')
await shoot('pipeline-ja')
await ask('/revops 受注率 直近4四半期 セグメント別')
await shoot('kpi-ja')
await page.getByTestId('locale-en').click()
await fetch(`${demo.sandbox.url}/sandbox/clock`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ at: '2026-11-23T00:30:00Z' }),
})
for (const [channel, name] of [
  ['revenue', 'digest'],
  ['sales-alerts', 'alert-conversion'],
  ['cs-alerts', 'alert-churn'],
] as const) {
  await page.getByTestId(`channel-${channel}`).click()
  await page.waitForTimeout(1_500)
  await shoot(name, (from) => from.getByTestId('message').first())
}
await browser.close()
await demo.stop()
process.exit(0)
