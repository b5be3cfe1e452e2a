import { expect, it } from 'vitest'
import type { Asked } from '../../src/define/context.ts'
import { shown, useWorld } from '../support/world.ts'

const at = '2026-11-16T00:00:00Z'
const world = await useWorld({ at, subscribing: true })
const asked: Asked = { channel: 'C0TEAM00', zone: 'Asia/Tokyo', unfit: async () => undefined }
const list = (as: string, locale: 'en' | 'ja' = 'en') => world.ask('subscriptions', { as, asked, locale })

it('who has none is told how to begin', async () => {
  expect(shown(await list('ann@example.com'))).toBe(
    'Subscriptions\nYou have no subscriptions. For example `/revops subscribe weekly-digest`.\nNew subscription',
  )
})

it('one’s own with their next time and a button that ends each; others’ of the channel beside', async () => {
  for (const text of ['subscribe standup here', 'subscribe kpi bookings fridays at 17:00'])
    await world.ask(text, { as: 'mia@example.com', asked })
  await world.ask('subscribe weekly-digest here', { as: 'rex@example.com', asked })
  const message = await list('mia@example.com')
  expect(shown(message).split('\n')).toEqual([
    'Subscriptions',
    '*2* subscriptions',
    '• *Daily stand-up* · business days at 08:45 (Asia/Tokyo), in <#C0TEAM00> · next Tue 17 Nov 2026, 08:45 JST',
    'Change',
    '• *Bookings* · Fridays at 17:00 (Asia/Tokyo), as a direct message · next Fri 20 Nov 2026, 17:00 JST',
    'Change',
    '*Also comes to this channel*',
    '• Weekly revenue digest · Mondays at 08:00 (Asia/Tokyo), in <#C0TEAM00> · by Rex',
    'New subscription',
  ])
  expect(message.followUps?.map(({ question }) => question)).toEqual([
    'unsubscribe daily-standup #C0TEAM00',
    'unsubscribe kpi bookings dm',
  ])
  // What a button asks is understood.
  for (const { question } of message.followUps ?? []) await world.ask(question, { as: 'mia@example.com', asked })
  expect(shown(await list('mia@example.com'))).toContain('You have no subscriptions')
})

it('a channel’s subscription of somebody who is known no more is told as theirs', async () => {
  await world.ask('subscribe board here', { as: 'rex@example.com', asked })
  await world.database.query(`update revops.subscriptions set person = 'nobody' where topic = 'board_monthly'`)
  expect(shown(await list('ann@example.com'))).toContain('· by somebody who left')
  expect(shown(await list('ann@example.com', 'ja'), 'ja')).toContain('· 設定：退職した方\n')
})

it('one that is paused says why nothing comes', async () => {
  await world.ask('subscribe weekly-digest', { as: 'ann@example.com', asked })
  await world.database.query(`update revops.subscriptions set paused = 'x' where person = 'ann'`)
  expect(shown(await list('ann@example.com'))).toContain('_paused, for you may not have it there any more_')
  expect(shown(await list('ann@example.com', 'ja'), 'ja')).toContain('停止中')
})
