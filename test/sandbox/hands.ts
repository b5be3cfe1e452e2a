import type { Locator, Page } from 'playwright-core'

/** What people do on the sandbox's page. What asks the bot resolves with the bot's answer, once it is there. */
export interface Hands {
  /** By a name, as the switcher shows it. */
  be(name: string): Promise<void>
  /** A channel by its name; `dm`: what they and the bot write to each other. */
  go(channel: string): Promise<void>
  /** Types and sends, and waits for nothing. */
  type(text: string): Promise<void>
  ask(text: string): Promise<Locator>
  /** A button of a message that is answered with another. */
  press(message: Locator, label: string): Promise<Locator>
  /** Something of a menu, by the words in it. */
  choose(message: Locator, menu: string, label: string): Promise<Locator>
  /** The app's home tab. */
  home(): Promise<Locator>
  /** All that can be read, but for what is in menus: those offer everybody. */
  read(shown?: Locator): Promise<string>
}

const patienceMs = 20_000

/** What is used here of an element, whose types only a browser has. */
interface Shown {
  readonly textContent: string
  getAttribute(name: string): string | null
  cloneNode(deep: boolean): Shown
  querySelectorAll(selector: string): Iterable<{ remove(): void }>
}

export function handsOn(page: Page): Hands {
  const said = page.getByTestId('message').filter({ has: page.locator('.app-tag') })
  const stamps = (): Promise<(string | null)[]> =>
    said.evaluateAll((all: readonly Shown[]) => all.map((each) => each.getAttribute('data-ts')))

  /** The bot's newest message, once there is one that was not there before. */
  async function answerTo(act: () => Promise<unknown>): Promise<Locator> {
    const before = new Set(await stamps())
    await act()
    const deadline = performance.now() + patienceMs
    while (performance.now() < deadline) {
      const ts = (await stamps()).findLast((each) => !before.has(each))
      // While it is worked on, what stands there may be a word of patience that gives way to the answer.
      if (ts && (await page.locator('.thinking').count()) === 0) return page.locator(`[data-ts="${ts}"]`)
      await page.waitForTimeout(50)
    }
    throw new Error(`no answer: ${await read()}`)
  }

  async function type(text: string): Promise<void> {
    await page.getByTestId('composer').fill(text)
    await page.keyboard.press('Escape')
    await page.getByTestId('send').click()
  }

  const read = (shown: Locator = page.locator('main')): Promise<string> =>
    shown.evaluate((element: Shown) => {
      const copy = element.cloneNode(true)
      for (const menu of copy.querySelectorAll('select')) menu.remove()
      return copy.textContent
    })

  return {
    type,
    read,
    async be(name) {
      const option = page.getByTestId('person-switcher').locator('option', { hasText: `${name} ·` })
      await page.getByTestId('person-switcher').selectOption((await option.first().getAttribute('value')) ?? '')
    },
    go: (channel) => page.getByTestId(`channel-${channel}`).click(),
    ask: (text) => answerTo(() => type(text)),
    press: (message, label) => answerTo(() => message.getByRole('button', { name: label, exact: true }).click()),
    choose: (message, menu, label) => answerTo(() => message.getByLabel(menu, { exact: true }).selectOption({ label })),
    async home() {
      await page.getByTestId('channel-dm').click()
      await page.getByTestId('tab-home').click()
      const home = page.getByTestId('home')
      // The page of before stays until the bot has published it anew.
      await home.getByRole('button').first().waitFor({ timeout: patienceMs })
      await page.waitForTimeout(300)
      return home
    },
  }
}
