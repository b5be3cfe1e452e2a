import type {
  App,
  BlockAction,
  ButtonAction,
  StaticSelectAction,
  UsersSelectAction,
  ViewSubmitAction,
} from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { AlertDesk, Press } from '../define/alert-desk.ts'
import type { Log } from '../log.ts'
import { alertActions, keyOfBlock, snoozes, withReason } from '../present/alerts/buttons.ts'
import { reasonFault, snoozeForm, snoozeModal } from '../present/alerts/snooze-form.ts'
import type { SlackUsers } from './people.ts'
import { isSlackUrl, respondTo } from './respond.ts'
import { sentForm } from './sent-form.ts'
import { sorry } from './sorry.ts'

interface Parts {
  readonly desk: AlertDesk
  readonly users: SlackUsers
  /** Opens forms. */
  readonly post: WebClient
  readonly config: Config
  readonly log: Log
}

type Pressed = ButtonAction | StaticSelectAction | UsersSelectAction

const snoozeValue = z.enum(snoozes)
/** What the form of a snooze carries along. */
const carried = z.object({ key: z.string(), url: z.string() })

/** The buttons of alerts: what came of a press is told to whoever pressed, and shown in the message to all. */
export function onAlertActions(app: App, { desk, users, post, config, log }: Parts): void {
  async function pressOf(action: Pressed): Promise<Press | undefined> {
    switch (action.action_id) {
      case alertActions.acknowledge:
        return { kind: 'acknowledge' }
      case alertActions.notUseful:
        return { kind: 'not useful' }
      case alertActions.snooze: {
        const chosen = snoozeValue.safeParse(
          action.type === 'static_select' ? action.selected_option?.value : undefined,
        )
        return chosen.success ? { kind: 'snooze', for: chosen.data } : undefined
      }
      case alertActions.assign: {
        const chosen = action.type === 'users_select' ? action.selected_user : undefined
        return chosen ? { kind: 'assign', email: (await users.find(chosen)).email } : undefined
      }
      default:
        return undefined
    }
  }

  app.action<BlockAction<Pressed>>(
    { type: 'block_actions', action_id: new RegExp(`^(${Object.values(alertActions).join('|')})$`) },
    async ({ ack, body, action }) => {
      await ack()
      const url = body.response_url
      const key = keyOfBlock(action.block_id)
      if (key === undefined || !isSlackUrl(url, config.slack.apiUrl)) return
      const user = await users.find(body.user.id)
      const locale = user.locale ?? config.locale
      const tell = (text: string): Promise<void> => respondTo(url, { text, replace_original: false })
      try {
        if (action.type === 'static_select' && action.selected_option?.value === withReason) {
          const view = snoozeModal(locale, JSON.stringify({ key, url }))
          // Ours are a superset of the SDK's types, which lack Slack's newest blocks.
          await post.views.open({ trigger_id: body.trigger_id, view: view as never })
          return
        }
        const press = await pressOf(action)
        if (press) await tell(await desk.press(key, press, { email: user.email, locale }))
      } catch (error) {
        await tell(sorry(error, locale, log)).catch((failed: unknown) =>
          log.error({ err: failed }, 'an apology was not delivered'),
        )
      }
    },
  )

  app.view<ViewSubmitAction>(snoozeForm, async ({ ack, body, view }) => {
    const user = await users.find(body.user.id)
    const locale = user.locale ?? config.locale
    const { values } = sentForm(view)
    const reason = values.reason ?? ''
    const fault = reasonFault(reason, locale)
    if (fault !== undefined) return ack({ response_action: 'errors', errors: { reason: fault } })
    await ack()
    const from = carried.safeParse(JSON.parse(view.private_metadata))
    const chosen = snoozeValue.safeParse(values.for)
    if (!from.success || !chosen.success || !isSlackUrl(from.data.url, config.slack.apiUrl)) return
    const { key, url } = from.data
    const press = { kind: 'snooze', for: chosen.data, reason: reason.trim() } as const
    const text = await desk
      .press(key, press, { email: user.email, locale })
      .catch((error: unknown) => sorry(error, locale, log))
    await respondTo(url, { text, replace_original: false }).catch((failed: unknown) =>
      log.error({ err: failed }, 'an answer was not delivered'),
    )
  })
}
