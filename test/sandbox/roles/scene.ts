import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demo } from '../../../sandbox/demo.ts'
import type { Locale, Words } from '../../../src/define/words.ts'
import type { Hands } from '../hands.ts'

/** One demo, its page in a browser, and in whose language somebody is looking at it. */
export interface Scene {
  readonly demo: Demo
  readonly page: Page
  readonly hands: Hands
  readonly locale: Locale
  /** What a person must be able to read there, soon. */
  sees(shown: Locator, ...texts: readonly string[]): Promise<void>
}

/** What somebody in a role does, from the first question to the morning after. */
export interface Story {
  readonly role: string
  readonly who: Words
  /** On Saturday: asks, goes on from the answers, subscribes. */
  asks(scene: Scene): Promise<void>
  /** On Tuesday: what came by itself, and what they do with it. */
  acts(scene: Scene): Promise<void>
}

/** Long enough for an answer beside another job on two cores. */
const soonMs = 15_000

export const sceneOf = (parts: Omit<Scene, 'sees'>): Scene => ({
  ...parts,
  async sees(shown, ...texts) {
    for (const text of texts) {
      await expect.poll(() => parts.hands.read(shown), { timeout: soonMs, interval: 50 }).toContain(text)
    }
  },
})

/** A post in the channel that is looked at, by words in it; what only one person sees there is none. */
export const postWith = ({ page }: Scene, text: string): Locator =>
  page
    .getByTestId('message')
    .filter({ hasText: text, hasNot: page.locator('.only-you') })
    .first()
