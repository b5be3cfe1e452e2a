import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { afterAll, describe, expect, it } from 'vitest'
import { people } from '../../sandbox/company/people.ts'
import { roleShots } from '../../scripts/pictures/role-shots.ts'
import { createSubscribeDesk } from '../../src/answers/subscribe-desk.ts'
import type { Modal } from '../../src/define/form.ts'
import type { Locale } from '../../src/define/words.ts'
import { opensSubscribeForm } from '../../src/slack/subscribe-form.ts'
import { answersOver } from '../support/answers.ts'
import { companyNow, createCompanyDatabase } from '../support/company.ts'
import { useSubscriptions } from '../support/subscriptions-kept.ts'
import { picturesOf, plain, toldBy } from './role-page.ts'

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

const desk = createSubscribeDesk(company.workshop, { now: () => Temporal.Instant.from(companyNow) })
const asMessage = ({ title, blocks }: Modal) => ({ text: title.text, blocks })

/** As somebody types it in #general. */
const asked = { channel: 'C0GENERAL1', zone: 'Asia/Tokyo', unfit: async () => undefined }

it('there is a page for each role, in both languages', () => {
  expect(readdirSync(folder).sort()).toEqual(pages.map(({ name }) => name).sort())
})

describe('what a page tells people to type is answered, as it says', () => {
  const cases = pages.flatMap(({ text, ...page }) => toldBy(text).map((told) => ({ ...page, ...told })))
  it.each(cases)('$name: $question', async ({ question, quoted, locale, as }) => {
    const { text, blocks } = await (opensSubscribeForm(question)
      ? desk.form({ email: as, locale, ...asked }, { kind: 'new' }, asked.channel).then(asMessage)
      : company.ask(question, { as, locale, asked }))
    const answer = plain(JSON.stringify([text, blocks]))
    expect(blocks.length).toBeGreaterThan(0)
    for (const line of quoted) expect(answer).toContain(JSON.stringify(line).slice(1, -1))
  })

  it.each(pages)('$name asks enough to begin with, and quotes real answers', ({ text }) => {
    const told = toldBy(text)
    expect(told.length).toBeGreaterThanOrEqual(10)
    expect(told.filter(({ quoted }) => quoted.length > 0).length).toBeGreaterThanOrEqual(2)
  })
})

describe('what is not always there is said to be so', () => {
  const conditions = {
    en: [
      [/\*Copy link\*/g, /where RevOps has a public address, \*Copy link\*/gi],
      [/\*Share in channel\*/g, /\*Share in channel\* [^.]*?\([^)]*comes with a file\)/g],
    ],
    ja: [
      [/「リンクを取得」/g, /「リンクを取得」（公開URLを設定している場合）/g],
      [/「チャンネルに共有」/g, /「チャンネルに共有」（ファイル付きの回答を除く）/g],
    ],
  } as const

  it.each(pages)('$name', ({ text, locale }) => {
    const [[link]] = conditions[locale]
    expect(text).toMatch(link)
    for (const [named, told] of conditions[locale]) {
      expect(text.match(told)?.length ?? 0).toBe(text.match(named)?.length ?? 0)
    }
  })
})

describe('pictures', () => {
  it.each(pages)('$name shows at least three, in its language, small and described', ({ text, locale }) => {
    const pictures = picturesOf(text)
    expect(pictures.length).toBeGreaterThanOrEqual(3)
    for (const { file, alt } of pictures) {
      expect(file).toMatch(new RegExp(`\\.${locale}\\.png$`))
      expect(alt.length).toBeGreaterThan(10)
      expect(statSync(new URL(file, folder)).size).toBeLessThan(120_000)
    }
  })

  it('none is left that no page shows', () => {
    const shown = pages.flatMap(({ text }) => picturesOf(text).map(({ file }) => path.basename(file)))
    expect(readdirSync(new URL('../pictures/roles/', folder)).sort()).toEqual([...new Set(shown)].sort())
  })

  it('the two languages of a page tell of the same things', () => {
    for (const { role } of roleShots) {
      const [en, ja] = pages.filter(({ name }) => name.startsWith(`${role}.`))
      const outline = (text: string | undefined) => [
        text?.match(/^## /gm)?.length,
        picturesOf(text ?? '').map(({ file }) => file.replace(/\.(en|ja)\.png$/, '')),
      ]
      expect(outline(ja?.text), role).toEqual(outline(en?.text))
    }
  })
})
