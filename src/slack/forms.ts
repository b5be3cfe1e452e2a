import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import type { Config } from '../config.ts'
import type { FormMaker, FormNotes, Modal, SavedForm } from '../define/form.ts'
import type { Log } from '../log.ts'
import { sorry } from './conversation.ts'

export interface FormParts {
  /** Asked once: the right to open a modal is spent by one try. */
  readonly post: WebClient
  readonly config: Config
  readonly log: Log
}

/** Slack's errors for a view that was changed or closed since it was seen. */
const overtaken = ['hash_conflict', 'not_found']

/** An answer to a form that was sent, as Slack takes it. */
type Reply = { response_action: 'errors'; errors: Record<string, string> } | { response_action: 'update'; view: never }

/** Forms of one kind: opened at once, filled when it is known who asks, and answered when they are sent. None of it throws. */
export interface Forms<Maker extends FormMaker> {
  /** Opens a form for who has just typed or pressed something. */
  open(userId: string, triggerId: string, make: (maker: Maker) => Promise<Modal>): Promise<void>
  /** Shows what comes of the work in a view that is open; a view that was changed since is left as it is. */
  show(view: { id: string; hash?: string }, userId: string, make: (maker: Maker) => Promise<Modal>): Promise<void>
  save(userId: string, work: (maker: Maker) => Promise<SavedForm>): Promise<Reply>
}

/** `makerOf` tells who a Slack user is. */
export function createForms<Maker extends FormMaker>(
  notes: FormNotes,
  makerOf: (userId: string) => Promise<Maker>,
  { post, config, log }: FormParts,
): Forms<Maker> {
  // Ours are a superset of the SDK's types, which lack Slack's newest blocks.
  const update = ({ id, hash }: { id: string; hash?: string }, view: Modal) =>
    post.views.update({ view_id: id, ...(hash === undefined ? {} : { hash }), view: view as never })

  const forms: Forms<Maker> = {
    async open(userId, triggerId, make) {
      try {
        const { view } = await post.views.open({ trigger_id: triggerId, view: notes.waiting(config.locale) as never })
        if (view?.id !== undefined) await forms.show({ id: view.id }, userId, make)
      } catch (error) {
        log.error({ err: error }, 'a form was not opened')
      }
    },
    async show(view, userId, make) {
      let locale = config.locale
      try {
        const maker = await makerOf(userId)
        locale = maker.locale
        await update(view, await make(maker))
      } catch (error) {
        // Somebody was faster: what they did, closing it included, is what they want to see.
        if (error instanceof WebAPIPlatformError && overtaken.includes(error.data.error)) return
        await update(view, notes.sorry(locale, sorry(error, locale, log))).catch((failed: unknown) =>
          log.error({ err: failed }, 'a form was not shown'),
        )
      }
    },
    async save(userId, work) {
      let { locale } = config
      try {
        const maker = await makerOf(userId)
        locale = maker.locale
        const result = await work(maker)
        if ('errors' in result) return { response_action: 'errors', errors: { ...result.errors } }
        return { response_action: 'update', view: result.saved as never }
      } catch (error) {
        return { response_action: 'update', view: notes.sorry(locale, sorry(error, locale, log)) as never }
      }
    },
  }
  return forms
}
