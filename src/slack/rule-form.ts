import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt'
import { z } from 'zod'
import type { FormMaker } from '../define/form.ts'
import type { FormSeed, RuleDesk } from '../define/rule-desk.ts'
import { newWords } from '../present/alerts/command.ts'
import { ruleActions } from '../present/alerts/rules/actions.ts'
import { sorry } from './conversation.ts'
import { createForms, type FormParts } from './forms.ts'
import type { SlackUsers } from './people.ts'
import { isSlackUrl, respondTo } from './respond.ts'
import { sentForm } from './sent-form.ts'

export interface RuleFormParts extends FormParts {
  readonly rules: RuleDesk
  readonly users: SlackUsers
}

const seed = z.object({ metric: z.string().optional(), by: z.string().optional() })

const opening = new RegExp(`^\\s*(alerts?|アラート)\\s*(${newWords.join('|')})\\s*$`, 'i')

/** `/revops alerts new`, in the words that open a form instead of being answered. */
export const opensRuleForm = (text: string): boolean => opening.test(text.normalize('NFKC'))

export interface RuleForm {
  /** Opens the form for who has just typed or pressed something. Never throws. */
  open(userId: string, triggerId: string, seed: FormSeed): Promise<void>
}

/** The form of a rule, checked field by field when it is sent. */
export function onRuleForm(app: App, { rules, users, ...parts }: RuleFormParts): RuleForm {
  const { config, log } = parts
  async function makerOf(userId: string): Promise<FormMaker> {
    const { email, locale } = await users.find(userId)
    return { email, locale: locale ?? config.locale }
  }
  const forms = createForms(rules, makerOf, parts)
  const open = (userId: string, triggerId: string, from: FormSeed): Promise<void> =>
    forms.open(userId, triggerId, (maker) => rules.form(maker, from))

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
      await forms.show({ id: view.id, hash: view.hash }, body.user.id, (maker) => make(maker, sentForm(view)))
    })
  }
  app.view<ViewSubmitAction>(ruleActions.form, async ({ ack, body, view }) => {
    await ack(await forms.save(body.user.id, (maker) => rules.save(maker, sentForm(view))))
  })
  return { open }
}
