import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt'
import { z } from 'zod'
import type { SentForm } from '../define/form.ts'
import type { FormSeed, RuleDesk, RuleMaker } from '../define/rule-desk.ts'
import { newWords } from '../present/alerts/command.ts'
import { ruleActions } from '../present/alerts/rules/actions.ts'
import { createForms, type FormParts } from './forms.ts'
import type { Visitor } from './gate.ts'
import type { MayPost } from './may-post.ts'
import { isSlackUrl, respondTo } from './respond.ts'
import { sentForm } from './sent-form.ts'

export interface RuleFormParts extends FormParts {
  readonly rules: RuleDesk
  readonly mayPost: MayPost
}

const seed = z.object({ metric: z.string().optional(), by: z.string().optional() })

const opening = new RegExp(`^\\s*(alerts?|アラート)\\s*(${newWords.join('|')})\\s*$`, 'i')

/** `/revops alerts new`, in the words that open a form instead of being answered. */
export const opensRuleForm = (text: string): boolean => opening.test(text.normalize('NFKC'))

export interface RuleForm {
  /** Opens the form for who has just typed or pressed something. Never throws. */
  open(userId: string, triggerId: string, seed: FormSeed, channel?: string): Promise<void>
}

/** The form of a rule, checked field by field when it is sent. */
export function onRuleForm(app: App, { rules, mayPost, ...parts }: RuleFormParts): RuleForm {
  const { gate, config, log } = parts
  const makerOf = ({ userId, email, locale }: Visitor): RuleMaker => ({
    email,
    locale,
    unfit: (channel) => mayPost(channel, userId),
  })
  const forms = createForms(rules, makerOf, parts)
  const open: RuleForm['open'] = (userId, triggerId, from, channel) => {
    const question = from.kind === 'new' ? 'alerts new' : `alerts edit ${from.id}`
    return forms.open({ userId, question, channel }, triggerId, (maker) => rules.form(maker, from))
  }

  app.action<BlockAction<ButtonAction>>({ action_id: ruleActions.new }, async ({ ack, body, action }) => {
    await ack()
    const given = seed.safeParse(JSON.parse(action.value ?? '{}'))
    await open(body.user.id, body.trigger_id, { kind: 'new', ...(given.success ? given.data : {}) }, body.channel?.id)
  })
  app.action<BlockAction<ButtonAction>>({ action_id: ruleActions.edit }, async ({ ack, body, action }) => {
    await ack()
    await open(body.user.id, body.trigger_id, { kind: 'edit', id: action.value ?? '' }, body.channel?.id)
  })
  app.action<BlockAction<ButtonAction>>({ action_id: ruleActions.delete }, async ({ ack, body, action }) => {
    await ack()
    const url = body.response_url
    if (!isSlackUrl(url, config.slack.apiUrl)) return
    const id = action.value ?? ''
    const removed = await gate.pass(
      { act: 'asked', userId: body.user.id, question: `alerts delete ${id}`, channel: body.channel?.id },
      ({ email, locale }) => rules.remove({ email, locale }, id),
      () => ({ scope: undefined, outcome: 'answered' }),
    )
    const text = removed.kind === 'sorry' ? removed.text : removed.result
    await respondTo(url, { text, replace_original: false }).catch((failed: unknown) =>
      log.error({ err: failed }, 'an answer was not delivered'),
    )
  })
  // A preview tells figures.
  for (const [actionId, make, question] of [
    [ruleActions.metric, rules.redraw, undefined],
    [ruleActions.preview, rules.preview, 'alerts preview'],
  ] as const) {
    app.action<BlockAction>({ action_id: actionId }, async ({ ack, body }) => {
      await ack()
      const { view } = body
      if (!view) return
      const sent = sentForm(view)
      const errand = { userId: body.user.id, ...(question && { question: about(question, sent) }) }
      await forms.show({ id: view.id, hash: view.hash }, errand, (maker) => make(maker, sent))
    })
  }
  app.view<ViewSubmitAction>(ruleActions.form, async ({ ack, body, view }) => {
    const sent = sentForm(view)
    const errand = { userId: body.user.id, question: about('alerts save', sent) }
    await ack(await forms.save(errand, (maker) => rules.save(maker, sent)))
  })
  return { open }
}

const about = (question: string, { values }: SentForm): string => [question, values.metric].filter(Boolean).join(' ')
