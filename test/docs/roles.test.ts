import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { people } from '../../sandbox/company/people.ts'
import { roleShots } from '../../scripts/pictures/role-shots.ts'
import type { Locale } from '../../src/define/words.ts'
import { answersOver } from '../support/answers.ts'
import { createCompanyDatabase } from '../support/company.ts'
import { useSubscriptions } from '../support/subscriptions-kept.ts'
import { plain, toldBy } from './role-page.ts'

const folder = new URL('../../docs/roles/', import.meta.url)
const locales: readonly Locale[] = ['en', 'ja']
const pages = roleShots.flatMap(({ role, who }) =>
  locales.map((locale) => {
    const name = locale === 'en' ? `${role}.md` : `${role}.${locale}.md`
    const as = people.find((each) => each.name === who[locale])?.email ?? ''
    return { name, locale, as, text: readFileSync(new URL(name, folder), 'utf8') }
  }),
)

const database = await createCompanyDatabase()
const subscriptions = await useSubscriptions(database)
const company = await answersOver(database, { subscriptions })
afterAll(() => database.drop())

/** As somebody types it in #general. */
const asked = { channel: 'C0GENERAL1', zone: 'Asia/Tokyo', unfit: async () => undefined }

it('there is a page for each role, in both languages', () => {
  expect(readdirSync(folder).sort()).toEqual(pages.map(({ name }) => name).sort())
})

describe('what a page tells people to type is answered, as it says', () => {
  const cases = pages.flatMap(({ text, ...page }) => toldBy(text).map((told) => ({ ...page, ...told })))
  it.each(cases)('$name: $question', async ({ question, quoted, locale, as }) => {
    const { text, blocks } = await company.ask(question, { as, locale, asked })
    const answer = plain(JSON.stringify([text, blocks]))
    for (const line of quoted) expect(answer).toContain(JSON.stringify(line).slice(1, -1))
  })

  it.each(pages)('$name asks enough to begin with', ({ text }) => {
    expect(toldBy(text).length).toBeGreaterThanOrEqual(10)
  })
})
