import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt'
import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { FormSeed, Modal, RuleDesk, RuleMaker } from '../define/rule-desk.ts'
import type { Log } from '../log.ts'
import { newWords } from '../present/alerts/command.ts'
import { ruleActions } from '../present/alerts/rules/actions.ts'
import { sorry } from './conversation.ts'
import type { SlackUsers } from './people.ts'
import { isSlackUrl, respondTo } from './respond.ts'
import { sentForm } from './sent-form.ts'

export interface RuleFormParts {
  readonly rules: RuleDesk
  readonly users: SlackUsers
  /** Asked once: the right to open a modal is spent by one try. */
  readonly post: WebClient
  readonly config: Config
  readonly log: Log
}

const seed = z.object({ metric: z.string().optional(), by: z.string().optional() })

/** Slack's errors for a view that was changed or closed since it was seen. */
const overtaken = ['hash_conflict', 'not_found']

const opening = new RegExp(`^\\s*(alerts?|アラート)\\s*(${newWords.join('|')})\\s*$`, 'i')

/** `/revops alerts new`, in the words that open a form instead of being answered. */
export const opensRuleForm = (text: string): boolean => opening.test(text.normalize('NFKC'))

export interface RuleForm {
  /** Opens the form for who has just typed or pressed something. Never throws. */
  open(userId: string, triggerId: string, seed: FormSeed): Promise<void>
}

/** The form of a rule: opened at once, filled when it is known who asks, checked field by field when it is sent. */
export function onRuleForm(app: App, { rules, users, post, config, log }: RuleFormParts): RuleForm {
  async function makerOf(userId: string): Promise<RuleMaker> {
    const { email, locale } = await users.find(userId)
    return { email, locale: locale ?? config.locale }
  }

  /** Shows what comes of the work in a view that is open; a view that was changed since is left as it is. */
  async function show(view: { id: string; hash?: string }, userId: string, make: (maker: RuleMaker) => Promise<Modal>) {
    let locale = config.locale
    try {
      const maker = await makerOf(userId)
      locale = maker.locale
      await update(view, await make(maker))
    } catch (error) {
      // Somebody was faster: what they did, closing it included, is what they want to see.
      if (error instanceof WebAPIPlatformError && overtaken.includes(error.data.error)) return
      await update(view, rules.sorry(locale, sorry(error, locale, log))).catch((failed: unknown) =>
        log.error({ err: failed }, 'a form was not shown'),
      )
    }
  }

  // Ours are a superset of the SDK's types, which lack Slack's newest blocks.
  const update = ({ id, hash }: { id: string; hash?: string }, view: Modal) =>
    post.views.update({ view_id: id, ...(hash === undefined ? {} : { hash }), view: view as never })

  async function open(userId: string, triggerId: string, from: FormSeed): Promise<void> {
    try {
      const { view } = await post.views.open({ trigger_id: triggerId, view: rules.waiting(config.locale) as never })
      if (view?.id !== undefined) await show({ id: view.id }, userId, (maker) => rules.form(maker, from))
    } catch (error) {
      log.error({ err: error }, 'a form was not opened')
    }
  }

  app.action<BlockAction<ButtonAction>>({ action_id: ruleActions.new }, async ({ ack, body, action }) => {
    await ack()
    const given = seed.safeParse(JSON.parse(action.value ?? '{}'))
    await open(body.user.id, body.trigger_id, { kind: 'new', ...(given.success ? given.data : {}) })
  })
  app.action<BlockAction<ButtonAction>>({ action_id: ruleActions.edit }, async ({ ack, body, action }) => {
    await ack()
    await open(body.user.id, body.trigger_id, { kind: 'edit', id: action.value ?? '' })
  })
  app.action<BlockAction<ButtonAction>>({ action_id: ruleActions.delete }, async ({ ack, body, action }) => {
    await ack()
    const url = body.response_url
    if (!isSlackUrl(url, config.slack.apiUrl)) return
    let { locale } = config
    const done = async (): Promise<string> => {
      const maker = await makerOf(body.user.id)
      locale = maker.locale
      return rules.remove(maker, action.value ?? '')
    }
    const text = await done().catch((error: unknown) => sorry(error, locale, log))
    await respondTo(url, { text, replace_original: false }).catch((failed: unknown) =>
      log.error({ err: failed }, 'an answer was not delivered'),
    )
  })
  for (const [actionId, make] of [
    [ruleActions.metric, rules.redraw],
    [ruleActions.preview, rules.preview],
  ] as const) {
    app.action<BlockAction>({ action_id: actionId }, async ({ ack, body }) => {
      await ack()
      const { view } = body
      if (!view) return
      await show({ id: view.id, hash: view.hash }, body.user.id, (maker) => make(maker, sentForm(view)))
    })
  }
  app.view<ViewSubmitAction>(ruleActions.form, async ({ ack, body, view }) => {
    let { locale } = config
    try {
      const maker = await makerOf(body.user.id)
      locale = maker.locale
      const result = await rules.save(maker, sentForm(view))
      if ('errors' in result) await ack({ response_action: 'errors', errors: result.errors })
      else await ack({ response_action: 'update', view: result.saved as never })
    } catch (error) {
      await ack({ response_action: 'update', view: rules.sorry(locale, sorry(error, locale, log)) as never })
    }
  })
  return { open }
}
