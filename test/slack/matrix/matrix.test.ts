import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../support/roles.ts'
import { isSentence, type Row } from './expected.ts'
import { messageRows } from './messages.ts'
import { idsOf } from './registered.ts'
import { prepare, type Stage } from './stage.ts'
import { viewRows } from './views.ts'
import { wordRows } from './words.ts'

/** Everything that the bot hears from Slack × every role: what it does for them, or the sentence that says why not. */

const rows: readonly Row[] = [...wordRows, ...messageRows, ...viewRows]
/** What no person does. */
const slacksOwn = ['event app_uninstalled', 'event tokens_revoked']
/** Menus whose choices are the catalogue's own: any of them does. */
const ofCatalogue = ['ask0', 'rule_metric']

let stage: Stage
beforeAll(async () => {
  stage = await prepare()
}, 120_000)
afterAll(() => stage?.bot.stop(), 60_000)

describe('what is heard', () => {
  it('is all in the matrix', () => {
    const heard = new Set(rows.map((row) => row.heard))
    expect(stage.registered.filter((each) => !heard.has(each) && !slacksOwn.includes(each))).toEqual([])
  })

  it('and nothing else is', () => {
    expect([...new Set(rows.map((row) => row.heard))].filter((each) => !stage.registered.includes(each))).toEqual([])
  })

  it('is read from patterns as well', () => {
    expect(idsOf(/^home_(period|refresh)$/)).toEqual(['home_period', 'home_refresh'])
    expect(idsOf(/^(a|b_c)$/)).toEqual(['a', 'b_c'])
    expect(idsOf({ type: 'block_actions', action_id: /^ask\d+$/ })).toEqual(['ask0'])
    expect(idsOf({ callback_id: 'rule_form' })).toEqual(['rule_form'])
    expect(() => idsOf(/^a.*$/)).toThrow('not understood')
    expect(() => idsOf({ type: 'block_actions' })).toThrow('not named')
  })
})

describe('each of it, by everybody', () => {
  it.each(rows.map((row) => [`${row.heard}${row.choice === undefined ? '' : `: ${row.choice}`}`, row] as const))(
    '%s',
    async (_, { act, expected }) => {
      const said = await Promise.all(roles.map(async (role) => [role, await act(stage, role)] as const))
      for (const [role, words] of said) {
        const wanted = expected[role]
        expect(words, role).toMatch('refused' in wanted ? wanted.refused : wanted)
        if ('refused' in wanted) expect(isSentence(words), `${role}: ${words}`).toBe(true)
      }
    },
  )
})

it('every choice of a menu that somebody was shown is in the matrix', () => {
  const { workspace } = stage.bot.sandbox
  const shown: unknown[] = [
    ...workspace.messages.all.map(({ blocks }) => blocks),
    ...workspace.people
      .flatMap(({ id }) => [workspace.homeOf(id), ...workspace.modalsOf(id)])
      .map((view) => view?.view),
    ...Object.values(stage.views).map(({ view }) => view),
  ]
  const covered = new Set(rows.flatMap(({ heard, choice }) => (choice === undefined ? [] : [`${heard}: ${choice}`])))
  const speaking = new Set(stage.registered.flatMap((each) => /^action (.+)$/.exec(each)?.[1] ?? []))
  const offered = menusIn(shown).filter(({ id }) => speaking.has(id) && !ofCatalogue.includes(id))
  expect(new Set(offered.map(({ id }) => id))).toContain('alert_snooze')
  const missing = offered.map(({ id, value }) => `action ${id}: ${value}`).filter((each) => !covered.has(each))
  expect([...new Set(missing)]).toEqual([])
})

/** Every choice of every menu, however deep. */
function menusIn(node: unknown): { readonly id: string; readonly value: string }[] {
  if (typeof node !== 'object' || node === null) return []
  const { action_id: id, options, option_groups: groups } = node as Record<string, unknown>
  const own = typeof id === 'string' ? valuesIn([options, groups]).map((value) => ({ id, value })) : []
  return [...own, ...Object.values(node).flatMap(menusIn)]
}

function valuesIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  const { value } = node as { value?: unknown }
  return [...(typeof value === 'string' ? [value] : []), ...Object.values(node).flatMap(valuesIn)]
}
