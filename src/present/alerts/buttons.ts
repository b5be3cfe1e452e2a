import { actions, button } from '../../blocks/build.ts'
import type { Element } from '../../blocks/elements.ts'
import { plain } from '../../blocks/text.ts'
import type { ActionsBlock } from '../../blocks/types.ts'
import type { Locale } from '../../define/words.ts'
import { bilingual } from '../words.ts'

/** Action ids of an alert's buttons; whoever handles the clicks reads them here. */
export const alertActions = {
  acknowledge: 'alert_acknowledge',
  snooze: 'alert_snooze',
  assign: 'alert_assign',
  notUseful: 'alert_not_useful',
} as const

/** Values of the snooze menu: for so long, or until the fact changes. */
export const snoozes = ['day', 'week', 'change'] as const
export type Snooze = (typeof snoozes)[number]
/** Opens a form instead. */
export const withReason = 'reason'

export const snoozeWords = bilingual<Record<Snooze, string>>({
  en: { day: 'For a day', week: 'For a week', change: 'Until it changes' },
  ja: { day: '1日', week: '1週間', change: '変化があるまで' },
})

/** Block ids carry the message's key: a menu's own value is what was chosen from it. */
const alertBlock = (key: string): string => `alert ${key}`
export const keyOfBlock = (blockId: string): string | undefined => /^alert (.+)$/.exec(blockId)?.[1]

export interface ButtonsFor {
  readonly key: string
  readonly locale: Locale
  /** What the "Why?" button asks, as it would be typed after `/revops`. */
  readonly ask: string | undefined
  readonly acknowledged: boolean
  /** Nothing of it goes on any more: only what is thought of it can still be said. */
  readonly over: boolean
}

export function alertButtons({ key, locale, ask, acknowledged, over }: ButtonsFor): ActionsBlock {
  const say = words[locale]
  const why: Element[] =
    ask === undefined ? [] : [button({ text: say.why, actionId: 'ask0', value: JSON.stringify({ q: ask }) })]
  const notUseful = button({ text: say.notUseful, actionId: alertActions.notUseful, value: key })
  if (over) return actions([...why, notUseful], alertBlock(key))
  return actions(
    [
      ...(acknowledged
        ? []
        : [button({ text: say.acknowledge, actionId: alertActions.acknowledge, value: key, style: 'primary' })]),
      {
        type: 'static_select',
        action_id: alertActions.snooze,
        placeholder: plain(say.snooze),
        options: [
          ...snoozes.map((value) => ({ text: plain(snoozeWords[locale][value]), value })),
          { text: plain(say.withReason), value: withReason },
        ],
      },
      { type: 'users_select', action_id: alertActions.assign, placeholder: plain(say.assign) },
      ...why,
      notUseful,
    ],
    alertBlock(key),
  )
}

const words = bilingual({
  en: {
    acknowledge: 'Acknowledge',
    snooze: 'Snooze',
    withReason: 'With a reason…',
    assign: 'Assign to',
    why: 'Why?',
    notUseful: 'Not useful',
  },
  ja: {
    acknowledge: '確認しました',
    snooze: 'スヌーズ',
    withReason: '理由を添えて…',
    assign: '担当を割り当て',
    why: 'なぜ？',
    notUseful: '役に立たない',
  },
})
