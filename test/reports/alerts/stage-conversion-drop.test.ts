import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { Observation, Told } from '../../../src/define/alert.ts'
import type { Locale } from '../../../src/define/words.ts'
import { postOf } from '../../support/alert-post.ts'
import type { Row } from '../../support/rows.ts'
import { shown, useWorld } from '../../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo. MQLs are given 14 days: the present is 5 October to 1 November, the past the
// 180 days before.
const at = '2026-11-16T00:00:00Z'
const world = await useWorld({ at })
const bare = await useWorld({ at, without: ['leads'] })
const alert = world.catalog.alerts.get('stage_conversion_drop')
if (!alert) throw new Error('no alert is called stage_conversion_drop')

/** `n` MQLs of a day, `converted` of them SQL after so many days. */
function mqls(segment: string | null, day: string, n: number, converted: number, after = 3): Row<'leads'>[] {
  const sql_at = Temporal.PlainDate.from(day).add({ days: after }).toString()
  return Array.from({ length: n }, (_, i) => ({
    segment,
    mql_at: `${day}T09:00`,
    sql_at: i < converted ? `${sql_at}T09:00` : null,
  }))
}

/** 40 of 100 in the past, and the present given. */
const present = (n: number, converted: number, segment = 'SMB') => [
  ...mqls(segment, '2026-07-01', 100, 40),
  ...mqls(segment, '2026-10-20', n, converted),
]

async function observe(leads: Row<'leads'>[]): Promise<Observation[]> {
  await world.fill({ leads })
  return [...((await alert?.observe(await world.context())) ?? [])]
}

describe('when it fires', () => {
  it.each<[string, Row<'leads'>[], Partial<Observation>]>([
    // 16 % after 40 %: z = 2.97, p = 0.003
    ['less than half as often, on 50: fires', present(50, 8), { breached: true, cleared: false, enough: true }],
    // 26.7 % after 40 %: a third less, but z = 1.33, p = 0.18
    ['a third less on 30 may be chance', present(30, 8), { breached: false, cleared: false, enough: true }],
    ['29 are too few, whatever they say', present(29, 0), { breached: false, cleared: false, enough: false }],
    // 34 % after 40 % on thousands: sure, but only 15 % less
    [
      'sure but small does not fire, and is not over',
      [...mqls('SMB', '2026-07-01', 2_000, 800), ...mqls('SMB', '2026-10-20', 2_000, 680)],
      { breached: false, cleared: false, enough: true },
    ],
    ['within a tenth it is over', present(50, 19), { breached: false, cleared: true, enough: true }],
    ['better than before is over', present(50, 30), { breached: false, cleared: true, enough: true }],
    [
      'without a past there is nothing to fall from',
      mqls('SMB', '2026-10-20', 50, 10),
      { breached: false, enough: false },
    ],
    [
      'a past of nought neither',
      [...mqls('SMB', '2026-07-01', 100, 0), ...mqls('SMB', '2026-10-20', 50, 0)],
      { breached: false, enough: false },
    ],
    [
      'a later SQL does not count',
      [...mqls('SMB', '2026-07-01', 100, 40), ...mqls('SMB', '2026-10-20', 50, 50, 15)],
      { breached: true },
    ],
    [
      'one on the last day does',
      [...mqls('SMB', '2026-07-01', 100, 40), ...mqls('SMB', '2026-10-20', 50, 50, 14)],
      { breached: false, cleared: true },
    ],
    [
      'MQLs of the last 14 days are not ripe',
      [...present(50, 20), ...mqls('SMB', '2026-11-02', 500, 0)],
      { breached: false, cleared: true },
    ],
    ['and the first ripe day is', [...present(50, 20), ...mqls('SMB', '2026-11-01', 500, 0)], { breached: true }],
    [
      'what is older than the past does not count',
      [...present(50, 19), ...mqls('SMB', '2026-03-01', 500, 500)],
      { breached: false, cleared: true },
    ],
  ])('%s', async (_, leads, expected) => {
    expect(await observe(leads)).toMatchObject([expected])
  })

  it('each segment by itself, and none for leads without one', async () => {
    const leads = [...present(50, 8), ...present(50, 20, 'Enterprise'), ...mqls(null, '2026-10-20', 90, 0)]
    const found = await observe(leads)
    expect(found.map(({ series, breached }) => [series, breached]).sort()).toEqual([
      ['Enterprise', false],
      ['SMB', true],
    ])
  })

  it('nothing is observed where nothing is', async () => {
    expect(await observe([])).toEqual([])
    expect((await alert?.observe(await bare.context()))?.filter(({ breached }) => breached)).toEqual([])
  })
})

async function first(): Promise<Observation> {
  const [observation] = await observe(present(50, 8))
  if (!observation) throw new Error('nothing was observed')
  return observation
}

async function messageOf(change: Partial<Told> = {}, locale: Locale = 'en', leads = present(50, 8)) {
  const [observation] = await observe(leads)
  if (!observation) throw new Error('nothing was observed')
  const message = await alert?.message(
    await world.context({ locale }),
    postOf({
      news: 'fired',
      observation,
      since: '2026-11-09T00:00:00Z',
      before: null,
      ...change,
    }),
  )
  if (!message) throw new Error('there was no message')
  return message
}

describe('the message', () => {
  it('what, against what, how sure, on how many, and what to do', async () => {
    const message = await messageOf()
    expect(message.text).toBe(
      'MQL to SQL conversion is falling, SMB: MQL to SQL of SMB, over 28 days, each given 14 days, is 16.0% (n = 50); in the 180 days before it was 40.0% (▼ −60%).',
    )
    const seen = shown(message)
    expect(seen).toContain('MQL to SQL conversion is falling · SMB\n*New*')
    expect(seen).toContain('Ask sales why these MQLs were turned down')
    expect(seen).toContain('28 days (5 Oct – 1 Nov 2026) · chance explains a change this large in 3 in 1,000 cases')
  })

  it('in Japanese', async () => {
    const message = await messageOf({}, 'ja')
    expect(message.text).toBe(
      'MQLからSQLへの転換率が低下・SMB：SMBのMQLからSQLへの転換率は28日間（各14日の猶予）で16.0%（n = 50）。それ以前の180日間は40.0%（▼ −60%）。',
    )
    expect(shown(message, 'ja')).toContain('偶然にこの変化が起こる確率は約0.3%')
  })

  it('draws nine times 28 days against the usual', async () => {
    const [chart] = (await messageOf()).charts
    expect(chart).toMatchObject({ kind: 'trend', threshold: { value: 0.4 } })
    const values = chart?.kind === 'trend' ? chart.series[0]?.values : []
    expect(values).toHaveLength(9)
    // 1 July lies in the fourth stretch before the present one.
    expect(values).toEqual([null, null, null, null, 0.4, null, null, null, 0.16])
  })

  it.each<[string, Partial<Told>, string]>([
    ['is over', { news: 'recovered' }, 'Over: MQL to SQL conversion is falling · SMB\n*Over* after 7 days'],
  ])('that it %s neither draws nor advises', async (_, change, line) => {
    const message = await messageOf(change)
    expect(message.text).toMatch(/^MQL to SQL conversion is falling, SMB: /)
    const seen = shown(message)
    expect(seen).toContain(line)
    expect(seen).not.toContain('Ask sales')
    expect(message.charts).toEqual([])
  })

  it('the answer in its thread is one line, also of what is gone', async () => {
    const told = { news: 'recovered', observation: await first(), since: '2026-11-09T00:00:00Z', before: null } as const
    const reply = async (change: Partial<Told>) =>
      shown(await alert.message(await world.context(), postOf({ ...told, ...change }, { as: 'reply' })))
    expect(await reply({})).toMatch(/^\*Over\* after 7 days · it had been firing since .*\nMQL to SQL of \*SMB\*/)
    expect(await reply({ gone: true })).toContain('Nothing is seen of *SMB* any more.')
  })

  it('shows any segment as text', async () => {
    const message = await messageOf({}, 'en', present(50, 8, '<!here> *S&M*'))
    expect(shown(message)).toContain('<!here> *S&M*')
    expect(JSON.stringify([message.text, message.blocks.slice(1)])).not.toContain('<!here>')
  })
})
