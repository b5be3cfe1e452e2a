import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import type { Block } from '../blocks/types.ts'
import type { ChartRenderer } from '../chart/renderer.ts'
import type { Config } from '../config.ts'
import type { FormMaker, FormNotes, Modal, SavedForm } from '../define/form.ts'
import type { Log } from '../log.ts'
import { chartAsText } from '../present/surface.ts'
import type { Gate, Visitor } from './gate.ts'
import { sorry } from './sorry.ts'
import { showPicture } from './view-picture.ts'

export interface FormParts {
  /** Asked once: the right to open a modal is spent by one try. */
  readonly post: WebClient
  readonly renderer: ChartRenderer
  readonly gate: Gate
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
  open(errand: FormErrand, triggerId: string, make: (maker: Maker) => Promise<Modal>): Promise<void>
  /** Shows what comes of the work in a view that is open; a view that was changed since is left as it is. */
  show(view: { id: string; hash?: string }, errand: FormErrand, make: (maker: Maker) => Promise<Modal>): Promise<void>
  save(errand: FormErrand, work: (maker: Maker) => Promise<SavedForm>): Promise<Reply>
}

/** Who does what in a form. What is only drawn anew has no question, and is not written down. */
export interface FormErrand {
  readonly userId: string
  /** As somebody would type it. */
  readonly question?: string
  readonly channel?: string | undefined
}

const errandOf = ({ userId, question, channel }: FormErrand) => ({ act: 'asked', userId, question, channel }) as const
const done = { scope: undefined, outcome: 'answered' } as const
const refused = { scope: undefined, outcome: 'refused' } as const

/** `makerOf` tells who a visitor is to the form. */
export function createForms<Maker extends FormMaker>(
  notes: FormNotes,
  makerOf: (visitor: Visitor) => Maker,
  { post, renderer, gate, config, log }: FormParts,
): Forms<Maker> {
  // Ours are a superset of the SDK's types, which lack Slack's newest blocks.
  const update = (
    { id, hash }: { id: string; hash?: string | undefined },
    { chart, ...view }: Modal,
    picture?: Block,
  ) => {
    const blocks = chart ? [...view.blocks, picture ?? chartAsText(chart)] : view.blocks
    return post.views.update({
      view_id: id,
      ...(hash === undefined ? {} : { hash }),
      view: { ...view, blocks } as never,
    })
  }

  const forms: Forms<Maker> = {
    async open(errand, triggerId, make) {
      try {
        const { view } = await post.views.open({ trigger_id: triggerId, view: notes.waiting(config.locale) as never })
        if (view?.id !== undefined) await forms.show({ id: view.id }, errand, make)
      } catch (error) {
        log.error({ err: error }, 'a form was not opened')
      }
    },
    async show(view, errand, make) {
      const made = await gate.pass(
        errandOf(errand),
        (visitor) => make(makerOf(visitor)),
        () => done,
      )
      try {
        const modal = made.kind === 'sorry' ? notes.sorry(made.locale, made.text) : made.result
        const { view: shown } = await update(view, modal)
        if (!modal.chart) return
        const now = { id: view.id, hash: shown?.hash }
        await showPicture(modal.chart, (picture) => update(now, modal, picture), { post, renderer, log })
      } catch (error) {
        // Somebody was faster: what they did, closing it included, is what they want to see.
        if (error instanceof WebAPIPlatformError && overtaken.includes(error.data.error)) return
        await update(view, notes.sorry(made.locale, sorry(error, made.locale, log))).catch((failed: unknown) =>
          log.error({ err: failed }, 'a form was not shown'),
        )
      }
    },
    async save(errand, work) {
      const saved = await gate.pass(
        errandOf(errand),
        (visitor) => work(makerOf(visitor)),
        (result) => ('errors' in result ? refused : done),
      )
      if (saved.kind === 'sorry') {
        return { response_action: 'update', view: notes.sorry(saved.locale, saved.text) as never }
      }
      const { result } = saved
      if ('errors' in result) return { response_action: 'errors', errors: { ...result.errors } }
      return { response_action: 'update', view: result.saved as never }
    },
  }
  return forms
}
