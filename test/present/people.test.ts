import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { contextFor } from '../../src/answers/context.ts'
import type { Locale } from '../../src/define/words.ts'
import { takeWhose } from '../../src/present/people.ts'
import { useWorld } from '../support/world.ts'

const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
const user = (id: string, name: string, role: string, manager_id: string | null = null, rest = {}) => ({
  id,
  name,
  email: `${id}@example.com`,
  role,
  manager_id,
  ...rest,
})
await world.fill({
  users: [
    user('eve', 'Eve', 'executive'),
    user('vp', 'Vi Prez', 'manager'),
    user('mia.sato', '佐藤 美亜', 'manager', 'vp'),
    user('ann.lee', 'Ann Lee', 'rep', 'mia.sato'),
    user('ann.ito', 'Ann Ito', 'rep', 'mia.sato'),
    user('bob', 'Bob', 'rep', 'vp'),
    user('left', 'Lefty', 'rep', 'mia.sato', { active: false }),
    user('max', 'Max', 'marketing'),
    user('noemail', 'Nora', 'rep', 'vp', { email: null }),
    user('jo.e', 'Joe One', 'rep', 'eve'),
    user('joe', 'Joe Two', 'rep', 'eve'),
  ],
})

async function whose(id: string, text: string, locale: Locale = 'en') {
  const { people } = await world.workshop.source.snapshot()
  const who = people.find((each) => each.id === id)
  if (!who) throw new Error(`nobody is called ${id}`)
  const context = await contextFor(world.workshop, { who, locale, now: Temporal.Instant.from('2026-11-16T00:00:00Z') })
  return takeWhose(text.split(' ').filter(Boolean), context)
}

describe('whose records are meant', () => {
  it.each<[string, string, string, readonly string[], string | undefined]>([
    ['nothing said: all that a rep sees is their own', 'bob', '', ['bob'], 'bob'],
    ['and a manager’s all is their people', 'mia.sato', '', ['mia.sato', 'ann.ito', 'ann.lee', 'left'], undefined],
    ['me', 'mia.sato', 'me', ['mia.sato'], 'mia.sato'],
    ['自分', 'mia.sato', '自分', ['mia.sato'], 'mia.sato'],
    [
      'the team, to any depth',
      'vp',
      'team',
      ['vp', 'bob', 'mia.sato', 'noemail', 'ann.ito', 'ann.lee', 'left'],
      undefined,
    ],
    ['somebody by e-mail', 'eve', '@bob@example.com', ['bob'], 'bob'],
    ['by the first part of it', 'eve', '@ann.lee', ['ann.lee'], 'ann.lee'],
    ['whose e-mail is like another’s but for a dot', 'eve', '@jo.e@example.com', ['jo.e'], 'jo.e'],
    ['and the other', 'eve', '@JOE@example.com', ['joe'], 'joe'],
    ['without the dot', 'eve', '@annlee', ['ann.lee'], 'ann.lee'],
    ['by one word of the name', 'eve', '@Lee', ['ann.lee'], 'ann.lee'],
    ['in Japanese', 'eve', '@佐藤', ['mia.sato', 'ann.ito', 'ann.lee', 'left'], 'mia.sato'],
    ['a manager with all of theirs', 'eve', '@mia.sato', ['mia.sato', 'ann.ito', 'ann.lee', 'left'], 'mia.sato'],
    ['by id without an e-mail', 'eve', '@noemail', ['noemail'], 'noemail'],
  ])('%s', async (_, id, text, ids, person) => {
    const found = await whose(id, text)
    expect(found.whose.scope).toEqual({ kind: 'people', ids })
    expect(found.whose.person?.id).toBe(person)
  })

  it('all is everything for who may see it; other words are left alone', async () => {
    expect(await whose('eve', 'x all y')).toMatchObject({ whose: { scope: { kind: 'everything' } }, rest: ['x', 'y'] })
    expect(await whose('max', '全社')).toMatchObject({ whose: { scope: { kind: 'aggregates' } } })
  })

  it.each<[string, string, string, string]>([
    ['bob', '@ann.lee', 'Ann Lee’s records are not yours to see.', 'Ann Leeのデータは閲覧できません。'],
    ['mia.sato', '@vp', 'Vi Prez’s records are not yours to see.', 'Vi Prezのデータは閲覧できません。'],
    ['bob', 'all', 'Your role sees its own records.', '閲覧できるのはご自身の担当分です。'],
    ['bob', 'team', 'Nobody reports to you', '部下が登録されていない'],
    ['max', 'me', 'Your role sees these figures only as totals', '合計のみ閲覧できます'],
    ['max', '@bobb', 'Your role sees these figures only as totals', '合計のみ閲覧できます'],
    ['bob', '@Ann', 'Ann’s records are not yours to see.', 'Annのデータは閲覧できません。'],
    ['mia.sato', '@vi.prezz', 'I know nobody called “vi.prezz”. Use their e-mail', '見つかりません。メールアドレスで'],
    ['max', '@bob', 'Your role sees these figures only as totals', '合計のみ閲覧できます'],
    ['eve', 'me all', 'That names two people or teams.', '対象が2つあります。'],
    [
      'eve',
      '@Ann',
      'There is more than one “Ann”. Say `@ann.ito@example.com` or `@ann.lee@example.com`.',
      '「Ann」は複数います。`@ann.ito@example.com` または `@ann.lee@example.com`',
    ],
    ['eve', '@lefty', 'I know nobody called “lefty”.', '「lefty」という担当者は見つかりません。'],
    ['eve', '@bobb', 'Did you mean `@bob@example.com`?', '`@bob@example.com` のことですか？'],
    ['eve', '@bobb@example.com', 'Did you mean `@bob@example.com`?', '`@bob@example.com` のことですか？'],
    ['eve', '@bob@exmaple.com', 'Did you mean `@bob@example.com`?', '`@bob@example.com` のことですか？'],
    // Two letters of three make another name: that the company is the same makes nobody alike.
    ['eve', '@sue@example.com', 'Use their e-mail, for example', 'メールアドレスで指定してください。'],
    ['eve', '@norra', 'Did you mean `@noemail`?', '`@noemail` のことですか？'],
    ['eve', '@', 'I know nobody called “”.', '「」という担当者は見つかりません。'],
    [
      'eve',
      '@<!channel>',
      'I know nobody called “&lt;!channel&gt;”.',
      '「&lt;!channel&gt;」という担当者は見つかりません。',
    ],
  ])('%s asking for %s is told: %s', async (id, text, english, japanese) => {
    await expect(whose(id, text)).rejects.toThrow(english)
    await expect(whose(id, text, 'ja')).rejects.toThrow(japanese)
  })
})
