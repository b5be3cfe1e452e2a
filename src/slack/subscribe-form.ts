import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt'
import { z } from 'zod'
import type { SubscribeDesk, Subscriber, SubscribeSeed } from '../define/subscribe-desk.ts'
import { subscribeActions } from '../present/subscriptions/form/actions.ts'
import { createForms, type FormParts } from './forms.ts'
import type { Visitor } from './gate.ts'
import type { MayPost } from './may-post.ts'
import { sentForm } from './sent-form.ts'

export interface SubscribeFormParts extends FormParts {
  readonly desk: SubscribeDesk
  readonly mayPost: MayPost
}

const seed = z.object({
  topic: z.object({ kind: z.enum(['report', 'kpi', 'account']), topic: z.string(), label: z.string() }).optional(),
})

const opening = /^\s*(subscribe|follow|購読|配信)\s*$/i

/** `/revops subscribe` without what: it opens a form instead of being answered. */
export const opensSubscribeForm = (text: string): boolean => opening.test(text.normalize('NFKC'))

export interface SubscribeForm {
  /** Opens the form for who has just typed or pressed something, in a channel if it was in one. Never throws. */
  open(userId: string, triggerId: string, seed: SubscribeSeed, here?: string): Promise<void>
}

/** The form of a subscription: it asks for what its choices need, and is checked field by field when it is sent. */
export function onSubscribeForm(app: App, { desk, mayPost, ...parts }: SubscribeFormParts): SubscribeForm {
  const makerOf = ({ userId, email, locale, zone }: Visitor): Subscriber => ({
    email,
    locale,
    zone,
    unfit: (channel) => mayPost(channel, userId),
  })
  const forms = createForms(desk, makerOf, parts)
  const open: SubscribeForm['open'] = (userId, triggerId, from, here) => {
    const question = from.kind === 'new' ? 'subscribe' : `subscribe edit ${from.id}`
    return forms.open({ userId, question, channel: here }, triggerId, (maker) => desk.form(maker, from, here))
  }

  app.action<BlockAction<ButtonAction>>({ action_id: subscribeActions.new }, async ({ ack, body, action }) => {
    await ack()
    const given = seed.safeParse(JSON.parse(action.value ?? '{}'))
    await open(body.user.id, body.trigger_id, { kind: 'new', topic: given.data?.topic }, body.channel?.id)
  })
  app.action<BlockAction<ButtonAction>>({ action_id: subscribeActions.edit }, async ({ ack, body, action }) => {
    await ack()
    await open(body.user.id, body.trigger_id, { kind: 'edit', id: action.value ?? '' }, body.channel?.id)
  })
  const { what, every, place } = subscribeActions
  app.action<BlockAction>(
    { type: 'block_actions', action_id: new RegExp(`^(${what}|${every}|${place})$`) },
    async ({ ack, body }) => {
      await ack()
      const { view } = body
      if (!view) return
      await forms.show({ id: view.id, hash: view.hash }, { userId: body.user.id }, (maker) =>
        desk.redraw(maker, sentForm(view)),
      )
    },
  )
  app.view<ViewSubmitAction>(subscribeActions.form, async ({ ack, body, view }) => {
    const sent = sentForm(view)
    const question = ['subscribe save', sent.values.what].filter(Boolean).join(' ')
    await ack(await forms.save({ userId: body.user.id, question }, (maker) => desk.save(maker, sent)))
  })
  return { open }
}
