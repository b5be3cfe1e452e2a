import type { App } from '@slack/bolt'
import type { Temporal } from 'temporal-polyfill'
import type { Log } from '../log.ts'
import { forEphemeral } from '../present/surface.ts'
import type { Conversation } from './conversation.ts'

/** The app's home tab: what can be asked. */
export function onHome(app: App, conversation: Conversation, now: () => Temporal.Instant, log: Log): void {
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return
    try {
      const outcome = await conversation.ask({ text: 'help', userId: event.user, now: now() })
      const blocks =
        outcome.kind === 'sorry'
          ? [{ type: 'section', text: { type: 'plain_text', text: outcome.text } }]
          : forEphemeral(outcome.answered.message, outcome.locale).blocks
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: blocks as never } })
    } catch (error) {
      log.error({ err: error }, 'the home tab was not published')
    }
  })
}
