// Makes the pictures of the README and of docs/roles from the sandbox: real answers of the demo, in a real browser, in
// both languages. Run: npm run pictures
import { launchBrowser } from '../test/sandbox/browser.ts'
import { shootMonday, shootReadme } from './pictures/readme.ts'
import { shootArrived, shootAsked } from './pictures/roles.ts'
import { openStudio } from './pictures/studio.ts'

const browser = await launchBrowser()
for (const locale of ['en', 'ja'] as const) {
  const studio = await openStudio(browser, locale)
  await shootReadme(studio)
  await shootAsked(studio)
  await studio.moveTo('2026-11-23T00:30:00Z')
  if (locale === 'en') await shootMonday(studio)
  await studio.moveTo('2026-11-24T00:10:00Z')
  await shootArrived(studio)
  await studio.close()
}
await browser.close()
process.exit(0)
