import { existsSync, readdirSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { validateMessage } from '../src/blocks/validate.ts'
import type { Locale, Words } from '../src/define/words.ts'
import { forPost } from '../src/present/post.ts'
import { forEphemeral } from '../src/present/surface.ts'
import { answersOver } from './support/answers.ts'
import { rawAsterisksIn } from './support/bold.ts'
import { createCompanyDatabase } from './support/company.ts'
import { createDatabase } from './support/database.ts'

const root = new URL('../', import.meta.url)
const namesIn = (folder: string): string[] =>
  readdirSync(new URL(folder, root)).filter((name) => /^[a-z0-9-]+\.ts$/.test(name))

describe('every definition has a test beside it', () => {
  const folders = {
    'src/metrics/': 'metrics/',
    'commands/': 'commands/',
    'reports/': 'reports/',
    'reports/alerts/': 'reports/alerts/',
  }
  const files = Object.entries(folders).flatMap(([folder, tests]) =>
    namesIn(folder).map((name) => [folder + name, tests + name.replace('.ts', '.test.ts')]),
  )
  it.each(files)('%s has test/%s', (_, test = '') => {
    expect(existsSync(new URL(test, new URL('test/', root)))).toBe(true)
  })
})

const full = await createCompanyDatabase()
const empty = await createDatabase()
await empty.query(`insert into ssot.users (id, name, email, role) values
  ('exec', 'Eve', 'eve@empty.example', 'executive'), ('rep', 'Rob', 'rob@empty.example', 'rep'),
  ('cs', 'Cy', 'cy@empty.example', 'cs'), ('mkt', 'Mia', 'mia@empty.example', 'marketing')`)
const company = await answersOver(full)
const nothing = await answersOver(empty, { as: 'eve@empty.example' })
const { catalog } = company
afterAll(async () => {
  await Promise.all([full.drop(), empty.drop()])
})

const locales: readonly Locale[] = ['en', 'ja']
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/

describe('words', () => {
  const all: [string, Words][] = [
    ...[...catalog.metrics].flatMap(([id, { label, description }]): [string, Words][] => [
      [`${id} label`, label],
      [`${id} description`, description],
    ]),
    ...[...catalog.commands].map(([id, { summary }]): [string, Words] => [`/${id}`, summary]),
    ...[...catalog.reports, ...catalog.alerts].flatMap(([id, { title, summary }]): [string, Words][] => [
      [`${id} title`, title],
      [`${id} summary`, summary],
    ]),
  ]
  it.each(all)('%s are there in English and Japanese', (name, words) => {
    expect(words.en).toMatch(/[A-Za-z]/)
    expect(words.ja.length).toBeGreaterThan(0)
    if (!/^(mrr|arr|nrr|grr|leads|mqls|sqls)/.test(name)) expect(words.ja).toMatch(japanese)
  })
})

describe('every KPI answers', () => {
  it.each([...catalog.metrics.keys()])('%s has a value on the sample company', async (id) => {
    const { readings } = await company.ask(`kpi ${id}`)
    // A table has a reading for each column and row; any other KPI one.
    const table = catalog.metrics.get(id)?.kind === 'table'
    if (table) expect(readings.length).toBeGreaterThan(1)
    else expect(readings).toHaveLength(1)
    expect(readings[0]?.value).not.toBeNull()
  })

  it.each([...catalog.metrics])('%s says nothing it does not know on an empty one', async (id, metric) => {
    const { readings, text } = await nothing.ask(`kpi ${id}`)
    if (metric.kind === 'table') expect(readings).toEqual([])
    else if (metric.kind === 'sum') expect(readings[0]?.value).toBe(0)
    else {
      expect(readings[0]?.value).toBeNull()
      expect(readings[0]?.reason).not.toBeNull()
      expect(text).not.toContain('0.0%')
    }
  })
})

const people = {
  rep: 'kenta.ishikawa@kazahana.example',
  manager: 'yumi.sakiyama@kazahana.example',
  executive: 'mariko.saeki@kazahana.example',
  cs: 'megumi.yoshida@kazahana.example',
  marketing: 'aya.fujii@kazahana.example',
  ops: 'priya.raman@kazahana.example',
}

describe('every example of every command answers with a message Slack takes', () => {
  const cases = [...catalog.commands].flatMap(([, command]) =>
    locales.flatMap((locale) => command.examples[locale].map((text) => ({ locale, text }))),
  )
  it.each(cases)('$locale $text', async ({ locale, text }) => {
    for (const [role, as] of Object.entries(people)) {
      const asked = await company.ask(text, { as, locale }).catch((error: Error) => error)
      // Some questions are not for every role, and some names are not theirs: that is a sentence too.
      if (asked instanceof Error) {
        expect(asked.name, `${role}: ${asked.stack}`).toBe('UserError')
        continue
      }
      const answer = forEphemeral(asked, locale)
      expect(validateMessage(answer), role).toEqual([])
      expect(rawAsterisksIn(answer.blocks), role).toEqual([])
      expect(asked.text.length).toBeGreaterThan(0)
    }
  })

  it.each(['eve', 'rob', 'cy', 'mia'])('and on an empty company, for %s', async (name) => {
    for (const text of ['pipeline', 'funnel', 'accounts at-risk', 'alerts', 'status', 'help', 'kpi', 'digest']) {
      const message = await nothing.ask(text, { as: `${name}@empty.example` })
      expect(validateMessage(forEphemeral(message, 'en')), text).toEqual([])
    }
  })
})

describe('every report and alert runs', () => {
  const scheduled = [...catalog.reports.keys()]
  it.each(scheduled)('%s makes a message Slack takes', async (id) => {
    for (const [answers, locale] of [
      [company, 'en'],
      [company, 'ja'],
      [nothing, 'en'],
    ] as const) {
      const message = await catalog.reports.get(id)?.run(await answers.context({ locale }))
      const post = message && forPost(message, new Map(), locale)
      if (post) expect([validateMessage(post), rawAsterisksIn(post.blocks)]).toEqual([[], []])
    }
  })

  it.each([...catalog.alerts])('%s observes the sample company, and nothing on an empty one', async (_, alert) => {
    expect((await alert.observe(await company.context())).length).toBeGreaterThan(0)
    const silent = await alert.observe(await nothing.context())
    expect(silent.filter(({ breached }) => breached)).toEqual([])
  })
})
