import type { Locator } from 'playwright-core'
import { roleShots } from './role-shots.ts'
import type { Studio } from './studio.ts'

/** As wide as Slack is on a laptop. */
const usual = 1_080

/** What each role asks, and the form they open. */
export async function shootAsked({ locale, page, hands, camera }: Studio): Promise<void> {
  for (const { role, who, asked, subscribes, form } of roleShots) {
    const shoot = (name: string, shown: Locator, width = usual) =>
      camera.shoot(`roles/${role}-${name}.${locale}`, shown, width)
    await hands.be(who[locale])
    await hands.go('general')
    for (const { name, what, table, width } of asked) {
      const answer = await hands.ask(`/revops ${what[locale]}`)
      await shoot(name, table ? answer.locator('.table-frame', { hasText: table[locale] }).first() : answer, width)
    }
    if (subscribes) await hands.ask(`/revops ${subscribes[locale]}`)
    if (form) {
      await hands.type(`/revops ${form.what[locale]}`)
      // What stands there while the form is made has no button to send it.
      await page.getByTestId('modal-submit').waitFor()
      await shoot(form.name, page.getByTestId('modal'))
      await page.keyboard.press('Escape')
    }
  }
}

/** What came by itself, and home tabs as they stand then. */
export async function shootArrived({ locale, page, hands, camera }: Studio): Promise<void> {
  for (const { role, who, arrived, home } of roleShots) {
    await hands.be(who[locale])
    for (const { name, what } of arrived) {
      await hands.go(what.channel)
      const shown = page.getByTestId('message').filter({ hasText: what[locale] }).first()
      await camera.shoot(`roles/${role}-${name}.${locale}`, shown, usual)
    }
    if (home) await camera.shoot(`roles/${role}-home.${locale}`, await hands.home(), usual)
  }
}
