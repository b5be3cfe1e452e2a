import { writeFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { indexed } from './indexed.ts'

/** Takes pictures of what is shown, each whole: the page is as tall as that takes. */
export interface Camera {
  /** `name`: `folder/name`, without its ending; `width`: of the page, in pixels. */
  shoot(name: string, shown: Locator, width?: number): Promise<void>
  /** The page as a laptop has it. */
  shootPage(name: string): Promise<void>
}

export const usualSize = { width: 1_180, height: 900 }
/** Tall enough for the longest message. */
const tall = 4_200

export function cameraOn(page: Page, folder: string): Camera {
  const keep = async (name: string, picture: Buffer): Promise<void> =>
    writeFileSync(`${folder}${name}.png`, await indexed(picture))
  return {
    async shoot(name, shown, width = usualSize.width) {
      await page.setViewportSize({ width, height: tall })
      if (width > usualSize.width) await page.addStyleTag({ content: '.message-body { max-width: none }' })
      await shown.waitFor()
      // Charts are drawn anew at this size, and fonts arrive.
      await page.waitForTimeout(700)
      await keep(name, await shown.screenshot())
      await page.setViewportSize(usualSize)
    },
    async shootPage(name) {
      await page.waitForTimeout(700)
      await keep(name, await page.screenshot())
    },
  }
}
