import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createAnswers } from '../../src/answers/answer.ts'
import type { TrendSpec } from '../../src/blocks/chart.ts'
import { validateView } from '../../src/blocks/validate.ts'
import { loadCatalog } from '../../src/catalog.ts'
import { loadConfig } from '../../src/config.ts'
import type { Unfit } from '../../src/define/context.ts'
import type { Modal, SentForm } from '../../src/define/form.ts'
import type { RuleMaker } from '../../src/define/rule-desk.ts'
import { createRuleDesk } from '../../src/schedule/rule-desk.ts'
import { createDatabase } from '../support/database.ts'
import { writeWorld } from '../support/rows.ts'
import { createFakeSlack } from './fake-slack.ts'
import { createReplica, instant, stopped } from './rig.ts'

const database = await createDatabase()
await writeWorld(database, 'UTC', {})
const at = '2026-11-06T12:00:00Z'
const catalog = await loadCatalog()
// Rules of files may name channels that are not there; these are for the form.
const replica = createReplica({
  url: database.url,
  clock: stopped(at),
  sender: createFakeSlack(),
  catalog: { ...catalog, alerts: new Map(), reports: new Map() },
})
await replica.start()
afterAll(async () => {
  await replica.stop()
  await database.drop()
})
const { workshop } = replica.scheduler
const loaded = loadConfig({ SSOT_URL: database.url })
const config = { ...loaded, business: { ...loaded.business, channels: { sales: 'C0SALES', alerts: 'C0ALERTS' } } }
const desk = createRuleDesk({ workshop, config, clock: stopped(at) })

const as = (name: string, locale: 'en' | 'ja' = 'en', unfit: Readonly<Record<string, Unfit>> = {}): RuleMaker => ({
  email: `${name}@example.com`,
  locale,
  unfit: async (channel) => unfit[channel],
})
const rules = () => workshop.rules?.all() ?? []
beforeEach(async () => {
  await database.query('delete from revops.alert_rules; delete from revops.alert_marks')
})

const values = {
  metric: 'win_rate',
  name: 'Wins',
  'by win_rate': 'segment',
  over: 'days:28',
  condition: 'before:180',
  value: '20',
  atLeast: '30',
  forDays: '0',
  schedule: 'weekdays at 09:00',
  channel: 'sales',
  severity: 'warning',
}
const sent = (fields: Readonly<Record<string, string>> = {}, metadata = ''): SentForm => ({
  metadata,
  values: { ...values, ...fields },
})
const blockIds = ({ blocks }: Modal) => blocks.flatMap((block) => (block.type === 'input' ? [block.block_id] : []))

describe('the form', () => {
  it.each(['en', 'ja'] as const)('is one that Slack takes, for every KPI (%s)', async (locale) => {
    for (const [id, { kind }] of catalog.metrics) {
      if (kind === 'table') continue
      const form = await desk.form(as('rex', locale), { kind: 'new', metric: id })
      expect(validateView(form), id).toEqual([])
    }
  })

  it('offers confidence only where the KPI has a test, and a breakdown of its own for each', async () => {
    expect(blockIds(await desk.form(as('rex'), { kind: 'new', metric: 'win_rate' }))).toContain('confidence')
    const money = await desk.redraw(as('rex'), sent({ metric: 'bookings' }))
    expect(blockIds(money)).not.toContain('confidence')
    expect(blockIds(money)).toContain('by bookings')
  })
})

describe('the preview', () => {
  it('says what it would tell today, and when it would have told before', async () => {
    // Three leads on Tuesday 20 October: from Wednesday on, seven days hold fewer than five. Later they hold none, which is
    // too few rows to be judged by, so it goes on.
    await database.query(
      `insert into ssot.leads (id, created_at) select 'l' || i, '2026-10-20T10:00Z' from generate_series(1, 3) i`,
    )
    const fields = { metric: 'leads', 'by leads': '', over: 'days:7', condition: 'below', value: '5', atLeast: '1' }
    const form = await desk.preview(as('rex'), sent(fields))
    const text = JSON.stringify(form)
    expect(text).toContain('Today it would not fire')
    expect(text).toContain('Before today')
    expect(text).toContain('21 Oct 2026')
    expect(text).not.toContain('22 Oct 2026')
    // The past half year has some 130 weekdays, so each point stands for seven: Friday the 6th, Wednesday the 28th, Monday the
    // 19th, two days before it began to fire.
    const { categories, series } = form.chart as TrendSpec
    expect(categories.slice(-3)).toEqual(['Mon 19 Oct', 'Wed 28 Oct ●', 'Fri 6 Nov ●'])
    expect(series.map(({ name, values }) => [name, values.at(-1)])).toEqual([
      ['Leads', 0],
      ['Held against', 5],
    ])
    expect(text).toContain('● would have been firing')
    await database.query('delete from ssot.leads')
  })
})

describe('the rows that a rule needs', () => {
  // In the 28 days up to yesterday: 3 leads of one source, 9 of another, 5 of a third, whose median is 5: half of it is 2.
  const fill = () =>
    database.query(
      `insert into ssot.leads (id, source, created_at) select s || i, s, '2026-10-20T10:00Z'
       from (values ('web', 3), ('event', 9), ('ads', 5)) v (s, n), generate_series(1, n) i`,
    )
  const atLeastOf = ({ blocks }: Modal) =>
    blocks.flatMap((block) =>
      block.type === 'input' && block.block_id === 'atLeast' && 'initial_value' in block.element
        ? [block.element.initial_value]
        : [],
    )

  it('are half of what the groups of an answer have, and 30 where nothing is known', async () => {
    const seed = { kind: 'new', metric: 'leads', by: 'source' } as const
    expect(atLeastOf(await desk.form(as('rex'), seed))).toEqual(['30'])
    await fill()
    expect(atLeastOf(await desk.form(as('rex'), seed))).toEqual(['2'])
    // All 17 together.
    expect(atLeastOf(await desk.form(as('rex'), { kind: 'new', metric: 'leads' }))).toEqual(['8'])
    await database.query('delete from ssot.leads')
  })

  it('are told in the preview where there never were so many', async () => {
    await fill()
    const fields = { metric: 'leads', 'by leads': 'source', over: 'days:7', condition: 'below', value: '5' }
    const never = 'At no time was there enough to judge by: 30 rows or more in one group'
    expect(JSON.stringify(await desk.preview(as('rex'), sent({ ...fields, atLeast: '30' })))).toContain(never)
    expect(JSON.stringify(await desk.preview(as('rex'), sent({ ...fields, atLeast: '2' })))).not.toContain('At no time')
    await database.query('delete from ssot.leads')
  })
})

describe('what is wrong is told beside its field', () => {
  it.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    [
      'a schedule',
      { schedule: 'someday' },
      { schedule: '「someday」は日時として読めません。例：「平日 9:00」「毎週月曜 8:00」「毎時」' },
    ],
    ['a schedule that rings all the time', { schedule: 'every 15 minutes' }, { schedule: '最短で1時間ごとです。' }],
    ['too few rows', { atLeast: '0' }, { atLeast: '0：1以上の件数（整数）を指定してください' }],
    [
      'a share that clears where it fires',
      { clears: '20' },
      { clears: '解消の割合0.2は発生の割合0.2より小さくしてください' },
    ],
    ['no number', { value: '多め' }, { value: '「多め」は数値ではありません。' }],
    [
      'the pace of what does not add up',
      { over: 'quarter to date', condition: 'target pace' },
      { condition: '受注率は期間で積み上がらないため、目標ペースはありません。「目標」を指定してください' },
    ],
    [
      'the owner of nobody’s',
      { channel: 'owner' },
      { channel: '担当者が決まりません。担当者・マネージャー・CSM別にするか、チャンネルを指定してください' },
    ],
  ])('%s', async (_, fields, errors) => {
    expect(await desk.save(as('rex', 'ja'), sent(fields))).toEqual({ errors })
    expect(await rules()).toEqual([])
  })
})

describe('a channel in which a subscription would be refused', () => {
  const external = 'That channel is shared with another company, so company figures do not go there.'
  it.each<[Unfit, 'en' | 'ja', string]>([
    ['external', 'en', external],
    ['external', 'ja', 'そのチャンネルは社外と共有されているため、社内の数値は投稿できません。'],
    ['uninvited', 'en', 'I am not in that channel and cannot post there. Type /invite @RevOps in it, then try again.'],
    ['archived', 'en', 'That channel is archived, so nothing can be posted there.'],
    ['foreign', 'en', 'You are not in that channel, so you cannot have anything posted there.'],
  ])('%s (%s) is told beside it, and nothing is kept', async (why, locale, channel) => {
    expect(await desk.save(as('rex', locale, { C0SALES: why }), sent())).toEqual({ errors: { channel } })
    expect(await rules()).toEqual([])
  })

  it('is told with what else is wrong, and another channel is none of it', async () => {
    const maker = as('rex', 'en', { C0SALES: 'external' })
    expect(await desk.save(maker, sent({ value: 'much' }))).toEqual({
      errors: { channel: external, value: '“much” is no number.' },
    })
    expect(await desk.save(maker, sent({ channel: 'alerts' }))).toHaveProperty('saved')
  })

  it('is refused to a rule that is changed; only that its changer is not in it does not matter', async () => {
    await desk.save(as('mia'), sent())
    const [{ id } = { id: '' }] = await rules()
    expect(await desk.save(as('rex', 'en', { C0SALES: 'external' }), sent({}, id))).toEqual({
      errors: { channel: external },
    })
    const foreign = as('rex', 'en', { C0SALES: 'foreign', C0ALERTS: 'foreign' })
    expect(await desk.save(foreign, sent({ value: '30' }, id))).toHaveProperty('saved')
    expect(await desk.save(foreign, sent({ channel: 'alerts' }, id))).toHaveProperty('errors.channel')
  })
})

describe('a KPI that is the company’s own', () => {
  const fields = { metric: 'web_traffic', 'by web_traffic': '', confidence: '' }
  const refused = 'Web traffic is a figure of the whole company; your role sees its own records only.'

  it('is refused to a manager beside its field, before anything is kept', async () => {
    expect(await desk.save(as('mia'), sent(fields))).toEqual({ errors: { metric: refused } })
    expect(await desk.save(as('mia'), sent({ ...fields, value: 'much' }))).toEqual({
      errors: { metric: refused, value: '“much” is no number.' },
    })
    expect(await rules()).toEqual([])
  })

  it('leaves the form as it was filled in when it is previewed', async () => {
    const form = await desk.preview(as('mia'), sent(fields))
    expect(blockIds(form)).toContain('condition')
    expect(JSON.stringify(form)).toContain(refused)
    expect(JSON.stringify(form)).toContain('"initial_value":"Wins"')
  })

  it('is anybody’s who sees the company', async () => {
    expect(await desk.save(as('rex'), sent(fields))).toHaveProperty('saved')
  })
})

describe('who makes rules', () => {
  it('operations make them of the company, a manager of their own people', async () => {
    expect(await desk.save(as('rex'), sent())).toHaveProperty('saved')
    expect(await desk.save(as('mia'), sent())).toHaveProperty('saved')
    expect((await rules()).map(({ madeBy, scope, knownSince }) => [madeBy, scope, knownSince.toString()])).toEqual([
      ['rex', 'company', at],
      ['mia', 'team', at],
    ])
  })

  it.each(['ann', 'cleo'])('%s makes none', async (name) => {
    await expect(desk.form(as(name), { kind: 'new' })).rejects.toThrow('made by executives, RevOps and managers')
    await expect(desk.save(as(name), sent())).rejects.toThrow('made by executives')
  })

  it('a manager changes their own, operations anybody’s; what was deleted is gone', async () => {
    await desk.save(as('rex'), sent())
    await desk.save(as('mia'), sent())
    const [rexs, mias] = (await rules()).map(({ id }) => id)
    if (!rexs || !mias) throw new Error('not saved')
    await expect(desk.save(as('mia'), sent({}, rexs))).rejects.toThrow('somebody else’s')
    await expect(desk.remove(as('mia'), rexs)).rejects.toThrow('somebody else’s')
    expect(await desk.save(as('rex'), sent({ name: 'By Rex' }, mias))).toHaveProperty('saved')
    expect((await rules()).map(({ name, madeBy, scope }) => [name, madeBy, scope])).toEqual([
      ['Wins', 'rex', 'company'],
      ['By Rex', 'mia', 'team'],
    ])
    expect(await desk.remove(as('mia'), mias)).toBe('“By Rex” is deleted.')
    await expect(desk.remove(as('mia'), mias)).rejects.toThrow('somebody has deleted it')
  })
})

describe('the list', () => {
  const answers = createAnswers(workshop)
  const list = async (name: string, locale: 'en' | 'ja' = 'en') => {
    const asking = { text: 'alerts', email: `${name}@example.com`, locale, now: instant(at) }
    return JSON.stringify((await answers.answer(asking)).message.blocks)
  }

  it('says who made a rule and why one is off; buttons are for who may press them', async () => {
    await desk.save(as('mia'), sent())
    expect(await list('mia')).toContain('rule_edit')
    expect(await list('mia')).toContain('_made by Mia · of their own people_')
    expect(await list('ann')).not.toContain('rule_edit')
    await database.query(`update revops.alert_rules set off = '{"en": "no such KPI", "ja": "KPIなし"}'`)
    expect(await list('rex')).toContain('*switched off:* no such KPI')
    expect(await list('rex', 'ja')).toContain('_作成：Miaさん · ')
    await database.query(`update revops.alert_rules set made_by = 'nobody'`)
    expect(await list('rex')).toContain('_made by somebody who left · ')
    expect(await list('rex', 'ja')).toContain('_作成：退職した方 · ')
  })

  it('tells its maker what people thought of it, and from three marks on what to change', async () => {
    await desk.save(as('mia'), sent())
    const [rule] = await rules()
    const mark = (who: string) =>
      database.query(
        `insert into revops.alert_marks (alert, post_key, series, mark, who, at) values ($1, $2, '{}', 'not useful', $2, $3)`,
        [rule?.id, who, at],
      )
    await mark('ann')
    expect(await list('mia')).toContain('_1 mark “not useful” on 1 message in 90 days._')
    expect(await list('ann')).not.toContain('not useful')
    await mark('bob')
    await mark('cleo')
    expect(await list('rex')).toContain('3 marks “not useful” on 3 messages in 90 days. It may fire too easily')
  })
})
