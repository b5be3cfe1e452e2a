import type { App, BlockAction, ButtonAction, StaticSelectAction } from '@slack/bolt'
import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import type { Temporal } from 'temporal-polyfill'
import { actions, button, section } from '../blocks/build.ts'
import { limits } from '../blocks/limits.ts'
import { plain } from '../blocks/text.ts'
import type { Block } from '../blocks/types.ts'
import type { Locale } from '../define/words.ts'
import type { Log } from '../log.ts'
import { subscribeButton } from '../present/subscriptions/form/buttons.ts'
import { chartAsText } from '../present/surface.ts'
import { bilingual } from '../present/words.ts'
import type { Conversation, Outcome } from './conversation.ts'

const actionIds = { period: 'home_period', refresh: 'home_refresh' } as const

export interface HomeParts {
  readonly conversation: Conversation
  now(): Temporal.Instant
  readonly log: Log
}

/** The app's home tab: the asker's own page, of a period they choose, made anew whenever it is opened. */
export function onHome(app: App, { conversation, now, log }: HomeParts): void {
  async function publish(client: WebClient, userId: string, question: string, hash?: string): Promise<void> {
    try {
      const outcome = await conversation.ask({ text: question, userId, now: now() })
      // Ours are a superset of the SDK's types, which lack Slack's newest blocks.
      const view = { type: 'home' as const, blocks: homeBlocks(outcome, question) as never }
      await client.views.publish({ user_id: userId, view, ...(hash === undefined ? {} : { hash }) })
    } catch (error) {
      // Somebody else's newer page stands there already: two clicks, or two windows.
      if (error instanceof WebAPIPlatformError && error.data.error === 'hash_conflict') return
      log.error({ err: error }, 'the home tab was not published')
    }
  }

  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab === 'home') await publish(client, event.user, questionOf(undefined))
  })
  app.action<BlockAction<ButtonAction | StaticSelectAction>>(
    { type: 'block_actions', action_id: /^home_(period|refresh)$/ },
    async ({ ack, body, action, client }) => {
      await ack()
      const chosen = action.type === 'static_select' ? action.selected_option?.value : action.value
      await publish(client, body.user.id, questionOf(chosen), body.view?.hash)
    },
  )
}

/** What people choose from; the first is each KPI's own period. */
const periods = ['', 'this month', 'this quarter', 'last quarter', 'this year'] as const
type Choice = (typeof periods)[number]

const questionOf = (chosen: string | undefined): string =>
  `home ${periods.find((each) => each === chosen) ?? ''}`.trim()

function homeBlocks(outcome: Outcome, question: string): Block[] {
  if (outcome.kind === 'sorry') return [section(outcome.text)]
  const { message } = outcome.answered
  const shown = message.blocks.map((block) =>
    block.type === 'chart' ? chartAsText(message.charts[block.chart]) : block,
  )
  // The last block says as of when: it stays, whatever has to go.
  const room = limits.blocks.home - 1
  const kept = shown.length <= room ? shown : [...shown.slice(0, room - 1), ...shown.slice(-1)]
  return [controls(question, outcome.locale), ...kept]
}

function controls(question: string, locale: Locale): Block {
  const say = words[locale]
  const current = periods.find((each) => each === question.replace(/^home ?/, '')) ?? ''
  const option = (choice: Choice) => ({ text: plain(say.periods[choice]), value: choice === '' ? 'own' : choice })
  const select = {
    type: 'static_select' as const,
    action_id: actionIds.period,
    options: periods.map(option),
    initial_option: option(current),
  }
  const refresh = button({ text: say.refresh, actionId: actionIds.refresh, value: current || 'own' })
  return actions([select, refresh, subscribeButton(locale, {})], 'home')
}

const words = bilingual({
  en: {
    refresh: 'Refresh',
    periods: {
      '': 'Each KPI’s own period',
      'this month': 'This month',
      'this quarter': 'This quarter',
      'last quarter': 'Last quarter',
      'this year': 'This year',
    } as Record<Choice, string>,
  },
  ja: {
    refresh: '更新',
    periods: {
      '': 'KPIごとの標準期間',
      'this month': '今月',
      'this quarter': '今四半期',
      'last quarter': '先四半期',
      'this year': '今年',
    },
  },
})
