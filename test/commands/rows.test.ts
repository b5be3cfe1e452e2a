import { afterAll, describe, expect, it } from 'vitest'
import { factsOf } from '../../src/query/plan.ts'
import { answersOver } from '../support/answers.ts'
import { companyNow, createCompanyDatabase } from '../support/company.ts'
import { deals } from '../support/rows.ts'
import { periodOf } from '../support/ssot.ts'
import { shown, tableOf, useWorld } from '../support/world.ts'

const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
await world.fill({
  ...deals(
    { id: 'o1', name: 'One', created_at: '2026-07-01', amount: 300, life: [['2026-08-01T12:00', { stage_id: 'won' }]] },
    {
      id: 'o2',
      name: '=cmd|"A1",',
      created_at: '2026-07-02',
      owner_id: 'bob',
      account_id: 'globex',
      amount: null,
      life: [['2026-08-02T12:00', { stage_id: 'won' }]],
    },
    {
      id: 'o3',
      name: 'Three',
      created_at: '2026-07-03',
      amount: 50,
      life: [['2026-08-03T12:00', { stage_id: 'lost' }]],
    },
    {
      id: 'o4',
      name: 'Four',
      created_at: '2026-07-04',
      type: 'renewal',
      amount: 20,
      life: [['2026-08-04T12:00', { stage_id: 'won' }]],
    },
  ),
})

describe('the rows behind an answer', () => {
  it('are those that it counts, each with what it adds', async () => {
    const message = await world.ask('rows win_rate last quarter')
    // The renewal does not count; each other deal counts 1 below, each won one 1 above.
    expect(tableOf(message, 'Win rate').map((row) => [row[0], row[2], row[3], ...row.slice(-2)])).toEqual([
      ['=cmd|"A1",', 'Bob', 'Won', '1', '1'],
      ['One', 'Ann', 'Won', '1', '1'],
      ['Three', 'Ann', 'Lost', '0', '1'],
    ])
    expect(shown(message)).toContain('*3 rows* · Numerator 2 · Denominator 3')
  })

  it('of a sum show what is counted without an amount', async () => {
    const message = await world.ask('rows bookings last quarter')
    expect(tableOf(message, 'Bookings').map((row) => [row[0], row.at(-1)])).toEqual([
      ['One', '¥300'],
      ['Four', '¥20'],
      ['=cmd|"A1",', '¥0'],
    ])
  })

  it('of a formula are those of its parts', async () => {
    await world.ask('rows quota_attainment last quarter').then((message) => {
      expect(tableOf(message, 'Bookings')).toHaveLength(3)
    })
  })

  it('are only the asker’s own', async () => {
    const seen = JSON.stringify(await world.ask('rows bookings last quarter', { as: 'ann@example.com' }))
    expect(seen).toContain('One')
    expect(seen).not.toContain('cmd')
  })
})

it('pages neither repeat nor skip, whatever reads the same', async () => {
  const many = await useWorld({ at: '2026-11-16T00:00:00Z' })
  const life = [['2026-08-01T12:00', { stage_id: 'won' }]] as const
  const ids = Array.from({ length: 40 }, (_, i) => `deal-${i}`)
  // Written in turn from both ends, so that no order of the table's own is the order of their ids.
  const mixed = ids.map((_, i) => ids[i % 2 ? 39 - (i - 1) / 2 : i / 2] ?? '')
  await many.fill(deals(...mixed.map((id) => ({ id, name: 'Renewal', created_at: '2026-07-01', life }))))
  const context = await many.context()
  const metric = many.catalog.metrics.get('bookings')
  if (metric?.kind !== 'sum') throw new Error('bookings is no sum')
  const pages = await Promise.all(
    [1, 2, 3].map(async (page) => {
      const message = await many.ask(`rows bookings last quarter page ${page}`)
      const window = { period: periodOf('2026-Q3'), asOf: context.now }
      const behind = await context.rowsBehind(metric, { window, where: [], limit: 15, offset: (page - 1) * 15 })
      return [tableOf(message, 'Bookings').length, behind.rows.map(({ links }) => links[0])] as const
    }),
  )
  expect(pages.map(([length]) => length)).toEqual([15, 15, 10])
  expect(pages.flatMap(([, links]) => links)).toEqual([...ids].sort())
})

describe('what to ask next stands there to be pasted', async () => {
  const many = await useWorld({ at: '2026-11-16T00:00:00Z' })
  const life = [['2026-08-01T12:00', { stage_id: 'won' }]] as const
  const named = (name: string, i: number) => ({ id: `d${i}`, name, type: 'renewal', created_at: '2026-07-01', life })
  const others = Array.from({ length: 18 }, (_, i) => named(`Acme – Renewal ${i}`, i))
  await many.fill(deals(...others, named('Acme', 18), named('Acme Foods – Renewal', 19)))

  it.each([
    [
      'rows bookings last quarter where segment=SMB page 2',
      undefined,
      'a file, in a direct message: `/revops rows bookings last quarter where segment=SMB csv`.',
    ],
    [
      'rows bookings 2026Q3 where "segment=SMB"',
      'Next page: `/revops rows bookings 2026Q3 where segment=SMB page 2`.',
      '`/revops rows bookings 2026Q3 where segment=SMB csv`.',
    ],
    [
      'rows bookings this quarter as of 2026-09-30',
      'Next page: `/revops rows bookings this quarter as of 2026-09-30 page 2`.',
      '`/revops rows bookings this quarter as of 2026-09-30 csv`.',
    ],
  ])('%s', async (text, next, file) => {
    const seen = shown(await many.ask(text))
    expect(seen).toContain(file)
    if (next) expect(seen).toContain(next)
    else expect(seen).not.toContain('Next page')
    expect(seen).not.toMatch(/`[^`]*…[^`]*`/)
    // Each of them answers.
    for (const [, command = ''] of seen.matchAll(/`\/revops ([^`]+)`/g)) expect(await many.ask(command)).toBeDefined()
  })

  it('and a page has no pages of its own', async () => {
    const message = await many.ask('rows bookings last quarter')
    const table = message.blocks.find(({ type }) => type === 'data_table')
    expect(table).toMatchObject({ page_size: 15 })
    expect(tableOf(message, 'Bookings')).toHaveLength(15)
  })

  it('a deal goes without its account’s name, which has a column beside; a type reads as people say it', async () => {
    const rows = tableOf(await many.ask('明細 受注金額 先四半期', { locale: 'ja' }), '受注金額')
    expect(rows.map(([deal, account, , , type]) => [deal, account, type])).toContainEqual(['Renewal 0', 'Acme', '更新'])
    const pages = await Promise.all([1, 2].map((page) => many.ask(`rows bookings last quarter page ${page}`)))
    const names = pages.flatMap((message) => tableOf(message, 'Bookings').map(([name]) => name))
    // Only the account's name, and another account's: both stay.
    expect(names).toEqual(expect.arrayContaining(['Acme', 'Acme Foods – Renewal', 'Renewal 17']))
    expect((await many.ask('rows bookings last quarter csv')).file?.content).toContain('Acme – Renewal 0,Acme')
  })
})

it('every fact that lists its rows says what tells them apart', () => {
  const facts = [...world.catalog.metrics.values()].flatMap(factsOf)
  expect(facts.filter(({ listed, rowKey }) => listed && !rowKey).map(({ id }) => id)).toEqual([])
})

describe('as a file', () => {
  it('all rows, text that looks like a formula defused, commas and quotes quoted', async () => {
    const { file } = await world.ask('rows bookings last quarter csv')
    expect(file?.name).toBe('bookings_2026-07-01_2026-09-30.csv')
    expect(file?.content.split('\r\n')).toEqual([
      '\ufeffOpportunity,Account,Owner,Stage,Type,Amount,Created,Closed,Counted',
      'One,Acme,Ann,Won,new,300,2026-07-01 00:00:00,2026-08-01 12:00:00,300',
      'Four,Acme,Ann,Won,renewal,20,2026-07-04 00:00:00,2026-08-04 12:00:00,20',
      `"'=cmd|""A1"",",Globex,Bob,Won,new,,2026-07-02 00:00:00,2026-08-02 12:00:00,0`,
      '',
    ])
  })

  it('in Japanese', async () => {
    const { file, text } = await world.ask('明細 受注金額 先四半期 csv', { locale: 'ja' })
    expect(file?.content).toContain('商談,アカウント,担当者')
    expect(text).toContain('ダイレクトメッセージ')
  })
})

describe('bad input', () => {
  it.each([
    ['rows', 'Which KPI? For example `/revops rows win_rate`. `/revops kpi` lists them all.'],
    ['rows win_rate last quarter page 2', 'There is no page 2: the last is 1.'],
    ['rows win_rate 2024 page 2', 'There are no rows.'],
    ['rows win_rate page x', 'Which page? For example `page 2`.'],
    [
      'rows web_traffic',
      'Web traffic is a figure of the whole company; your role sees its own records only.',
      'ann@example.com',
    ],
  ])('%s', async (text, sentence, as = 'rex@example.com') => {
    expect(await world.mistake(text, { as })).toBe(sentence)
  })
})

describe('on the sample company', async () => {
  const database = await createCompanyDatabase()
  afterAll(() => database.drop())
  const company = await answersOver(database, { at: companyNow })
  const ids = [...company.catalog.metrics]
    .filter(([, { kind }]) => kind === 'sum' || kind === 'ratio')
    .map(([id]) => id)

  it.each(ids)('the file of %s sums to the answer', async (id) => {
    const past = [`${id} last quarter`, `${id} last quarter as of 2026-09-01`]
    for (const question of [id, ...(company.catalog.metrics.get(id)?.comparable === false ? [] : past)]) {
      const [reading] = (await company.ask(`kpi ${question}`)).readings
      const message = await company.ask(`rows ${question} csv`)
      const [header = '', ...lines] = (message.file?.content ?? '').trim().split('\r\n')
      const cells = lines.map((line) => line.split(','))
      const width = header.split(',').length
      const sum = (back: number): number => cells.reduce((all, row) => all + Number(row[row.length - back] ?? 0), 0)
      expect(cells.every((row) => row.length >= width)).toBe(true)
      const metric = company.catalog.metrics.get(id)
      if (metric?.kind === 'ratio') {
        expect(sum(2), question).toBeCloseTo(reading?.numerator ?? 0, 3)
        expect(sum(1), question).toBeCloseTo(reading?.denominator ?? 0, 3)
      } else expect(sum(1), question).toBeCloseTo(reading?.value ?? 0, 3)
    }
  })

  it('marketing sees the rows of leads, and of nothing else', async () => {
    const as = 'aya.fujii@kazahana.example'
    expect((await company.ask('rows mqls last month', { as })).readings).toHaveLength(1)
    expect(await company.mistake('rows bookings', { as })).toBe(
      'Your role sees these figures only as totals, so their rows are not listed.',
    )
  })
})
