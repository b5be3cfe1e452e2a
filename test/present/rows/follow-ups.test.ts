import { afterAll, describe, expect, it } from 'vitest'
import { validateMessage } from '../../../src/blocks/validate.ts'
import type { Message } from '../../../src/define/message.ts'
import type { Reading } from '../../../src/define/reading.ts'
import { fitted, forEphemeral } from '../../../src/present/surface.ts'
import { withButtons } from '../../../src/slack/share.ts'
import { type AskedAs, answersOver } from '../../support/answers.ts'
import { companyNow, createCompanyDatabase } from '../../support/company.ts'
import { shown, tableOf, useWorld } from '../../support/world.ts'

const database = await createCompanyDatabase()
afterAll(() => database.drop())
const company = await answersOver(database, { at: companyNow })

/** The last columns of a file, summed: what its rows add to the figure. */
function sums({ file }: Message, columns: number): number[] {
  const lines = (file?.content ?? '').trim().split('\r\n').slice(1)
  const cells = lines.map((line) => line.split(','))
  return Array.from({ length: columns }, (_, i) =>
    cells.reduce((all, row) => all + Number(row[row.length - columns + i] ?? 0), 0),
  )
}

const rowsOf = (message: Message) =>
  (message.followUps ?? []).filter(({ question }) => question.startsWith('rows ')).map(({ question }) => question)

async function addsUp(question: string, reading: Reading | undefined, asked: AskedAs): Promise<void> {
  const file = await company.ask(`${question} csv`, asked)
  if (!reading) throw new Error(`${question} has no reading`)
  const [figure] = file.readings
  // The rows are those of the very figure that was shown.
  expect([figure?.value, figure?.numerator, figure?.denominator], question).toEqual([
    reading.value,
    reading.numerator,
    reading.denominator,
  ])
  if (reading.denominator === null) expect(sums(file, 1)[0], question).toBeCloseTo(reading.value ?? 0, 3)
  else {
    const [above, below] = sums(file, 2)
    expect(above, question).toBeCloseTo(reading.numerator ?? 0, 3)
    expect(below, question).toBeCloseTo(reading.denominator, 3)
  }
}

const rep = { as: 'kenta.ishikawa@kazahana.example' }

describe('from a funnel to the rows of its steps', () => {
  it.each<[string, AskedAs]>([
    ['funnel last quarter', {}],
    ['funnel period last quarter where segment=Enterprise', {}],
    ['funnel last quarter', rep],
    ['funnel last quarter as of 2026-09-30', {}],
    ['ファネル 先四半期', { locale: 'ja' }],
  ])('%s', async (text, asked) => {
    const message = await company.ask(text, asked)
    const questions = rowsOf(message)
    const steps = [
      ...new Set(message.readings.flatMap(({ metric, by }) => (metric === 'funnel_volume' ? [by.step] : []))),
    ]
    expect(questions).toHaveLength(steps.length)
    for (const [i, question] of questions.entries()) {
      const of = message.readings.filter(({ by }) => by.step === steps[i])
      const next = steps[i + 1]
      const moved = of.find(({ metric, by }) => metric === 'funnel_conversion' && by.to === next)
      await addsUp(question, moved ?? of.find(({ metric }) => metric === 'funnel_volume'), asked)
    }
  })

  it('marketing, who sees deals as totals, gets those of leads', async () => {
    const as = 'aya.fujii@kazahana.example'
    expect(rowsOf(await company.ask('funnel last quarter', { as }))).toEqual([
      'rows funnel Lead last quarter',
      'rows funnel MQL last quarter',
      'rows funnel SQL last quarter',
    ])
    expect(await company.mistake('rows funnel Won last quarter', { as })).toContain('only as totals')
  })
})

describe('from several KPIs, a scorecard and a pipeline to the rows of each', () => {
  it.each<[string, AskedAs]>([
    ['kpi bookings, win_rate, mrr last quarter where segment=Enterprise', {}],
    ['kpi bookings, win_rate last quarter as of 2026-09-01', {}],
    ['kpi leads, mqls trend 3 months', {}],
    ['kpi', rep],
    ['kpi last quarter', {}],
    ['pipeline', {}],
    ['pipeline last quarter', {}],
    ['pipeline', rep],
  ])('%s', async (text, asked) => {
    const message = await company.ask(text, asked)
    const questions = rowsOf(message)
    expect(questions.length).toBeGreaterThan(1)
    for (const question of questions) {
      const id = question.split(' ')[1] ?? ''
      const kind = company.catalog.metrics.get(id)?.kind
      // The rows of a formula or of a median are its parts', and add up to those.
      if (kind !== 'sum' && kind !== 'ratio') {
        expect((await company.ask(question, asked)).readings.length).toBeGreaterThan(0)
        continue
      }
      await addsUp(
        question,
        message.readings.find(({ metric }) => metric === id),
        asked,
      )
    }
  })

  it('a part of what the asker sees has none: its rows would add up to more', async () => {
    expect(rowsOf(await company.ask('pipeline @kenta.ishikawa@kazahana.example'))).toEqual([])
  })
})

describe('the buttons leave room for the answer', () => {
  it.each(['kpi', 'funnel last quarter', 'pipeline'])('%s', async (text) => {
    for (const as of ['executive', 'manager', 'marketing', 'cs', 'ops', 'rep']) {
      const who = (await company.context()).people.find(({ role, active }) => active && role === as)
      for (const locale of ['en', 'ja'] as const) {
        const message = await company.ask(text, { as: who?.email ?? '', locale })
        const whole = withButtons(
          forEphemeral(message, locale),
          text,
          { ...message, direct: false, linked: true },
          locale,
        )
        expect(validateMessage(whole)).toEqual([])
        expect(fitted(whole, locale).blocks).toHaveLength(whole.blocks.length)
      }
    }
  })
})

describe('the rows of a step, by hand', async () => {
  const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
  await world.fill({
    leads: Array.from({ length: 4 }, (_, i) => ({
      id: `l${i}`,
      owner_id: i < 3 ? 'ann' : 'bob',
      created_at: '2026-04-10T09:00',
      mql_at: '2026-04-12T09:00',
      sql_at: i < 1 ? '2026-04-15T09:00' : null,
    })),
  })

  it('each MQL counts below, the one that became an SQL above', async () => {
    const message = await world.ask('rows funnel mql 2026Q2')
    expect(tableOf(message, 'Funnel: MQL → SQL').map((row) => [row[0], ...row.slice(-2)])).toEqual([
      ['l0', '1', '1'],
      ['l1', '0', '1'],
      ['l2', '0', '1'],
      ['l3', '0', '1'],
    ])
    expect(shown(message)).toContain('Rows behind Funnel: MQL → SQL')
    expect(shown(message)).toContain('`/revops rows funnel mql 2026Q2 csv`')
    const own = await world.ask('rows funnel mql 2026Q2', { as: 'ann@example.com' })
    expect(tableOf(own, 'Funnel: MQL').map(([id]) => id)).toEqual(['l0', 'l1', 'l2'])
    expect((await world.ask('rows funnel mql 2026Q2 csv')).file?.name).toBe('funnel_MQL_2026-04-01_2026-06-30.csv')
  })

  it.each([
    ['rows funnel', 'Which step of the funnel? For example `/revops rows funnel mql last quarter`.'],
    [
      'rows funnel mlq',
      'The funnel has no step “mlq”. It has: Lead, MQL, SQL, Opportunity, Won. For example `/revops rows funnel MQL`.',
    ],
  ])('%s', async (text, sentence) => expect(await world.mistake(text)).toBe(sentence))
})
