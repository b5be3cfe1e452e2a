import { describe, expect, it } from 'vitest'
import type { Change } from '../../src/alerting/changes.ts'
import { silenceParts } from '../../src/alerting/silence.ts'
import type { News, Told } from '../../src/define/alert.ts'
import { groupNews } from '../../src/schedule/group.ts'
import type { AlertPlace, SeriesState } from '../../src/state/series.ts'
import { instant, observation } from './rig.ts'

const since = instant('2026-11-05T00:00:00Z')

function stands(fields: Partial<SeriesState> = {}): SeriesState {
  return {
    state: 'firing',
    since,
    began: since,
    pendingSince: null,
    clearedSince: null,
    toldAt: since,
    told: null,
    latest: null,
    post: null,
    acknowledged: false,
    snoozed: null,
    ...fields,
  }
}

function change(series: string, news: News | undefined, weight = 1, post: AlertPlace | null = null): Change {
  const seen = observation(series, { weight })
  const told: Told | undefined = news && { news, observation: seen, since: since.toString(), before: null }
  return {
    series,
    before: post || news !== 'fired' ? stands({ post, told: seen }) : undefined,
    state: stands({ latest: seen, told: seen }),
    transition: undefined,
    told,
  }
}

const place = { channel: 'C1', locale: 'en' } as const
const grouping = (kind: 'together' | 'each', placeOf = (_: Told): typeof place | undefined => place) => ({
  rule: { grouping: kind },
  placeOf,
  keyOf: (channel: string, series: string) => `new ${channel} ${series}`.trim(),
  standingOf: ({ key }: AlertPlace) => [{ observation: observation(`all of ${key}`), since: since.toString() }],
})

const said = (changes: readonly Change[], kind: 'together' | 'each' = 'together') =>
  groupNews(changes, grouping(kind)).map(
    ({ post, isNew, told }) =>
      `${isNew ? 'post' : 'edit'} ${post.key}: ${told.map(({ observation: { series }, news }) => `${series} ${news}`).join(', ')}`,
  )

describe('what fires', () => {
  it('comes as one message, worst first', () => {
    expect(said([change('a', 'fired', 1), change('b', 'fired', 9), change('c', undefined)])).toEqual([
      'post new C1: b fired, a fired',
    ])
  })

  it('comes one by one where a rule says so', () => {
    expect(said([change('a', 'fired', 1), change('b', 'fired', 9)], 'each')).toEqual([
      'post new C1 b: b fired',
      'post new C1 a: a fired',
    ])
  })

  it('goes to a channel of its own where the series has one, and nowhere where there is none', () => {
    const { placeOf: _, ...rest } = grouping('together')
    const places = { a: { channel: 'C2', locale: 'ja' }, b: undefined } as const
    const found = groupNews([change('a', 'fired'), change('b', 'fired'), change('c', 'fired')], {
      ...rest,
      placeOf: ({ observation: { series } }) => (series in places ? places[series as 'a' | 'b'] : place),
    })
    expect(found.map(({ post }) => [post.channel, post.locale])).toEqual([
      ['C2', 'ja'],
      ['C1', 'en'],
    ])
  })
})

describe('what is new about a series that was told', () => {
  const post: AlertPlace = { key: 'k', channel: 'C9', locale: 'ja' }
  it('goes to its message, which shows all that it is about', () => {
    const [group] = groupNews(
      [change('a', 'recovered', 1, post), change('b', 'changed', 2, post)],
      grouping('together'),
    )
    expect(group).toMatchObject({ post, isNew: false, standing: [{ observation: { series: 'all of k' } }] })
    expect(group?.told.map(({ observation: { series } }) => series)).toEqual(['b', 'a'])
  })

  it('comes as a new message once it fires again', () => {
    expect(said([change('a', 'fired', 1, post)])).toEqual(['post new C1: a fired'])
  })

  it('comes as a message where none is known', () => {
    expect(said([change('a', 'repeated')])).toEqual(['post new C1: a repeated'])
  })
})

describe('while the company as a whole fires', () => {
  const parts = [change('', 'fired', 9), change('a', 'fired'), change('b', 'repeated'), change('c', 'recovered')]

  it('its parts are not told, except that they are over', () => {
    const told = silenceParts(parts, true).map(({ series, told: each }) => [series, each?.news])
    expect(told).toEqual([
      ['', 'fired'],
      ['a', undefined],
      ['b', undefined],
      ['c', 'recovered'],
    ])
  })

  it('a part that fired is kept as never told, so that it is once the whole is over', () => {
    expect(silenceParts(parts, true)[1]?.state).toMatchObject({ state: 'firing', told: null })
  })

  it('else they are', () => {
    expect(silenceParts(parts, false)).toEqual(parts)
  })
})
