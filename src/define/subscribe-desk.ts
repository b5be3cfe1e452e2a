import type { Asked } from './context.ts'
import type { FormMaker, FormNotes, Modal, SavedForm, SentForm } from './form.ts'
import type { Topic } from './subscription.ts'

/** What a form begins with: a topic, if any, or a subscription that there is. */
export type SubscribeSeed =
  | { readonly kind: 'new'; readonly topic?: (Topic & { readonly label: string }) | undefined }
  | { readonly kind: 'edit'; readonly id: string }

/** Whoever fills it in, with what the command knows of who typed it. */
export interface Subscriber extends FormMaker, Pick<Asked, 'zone' | 'unfit'> {}

/** Where subscriptions are made and changed by a form. Throws a UserError where there are none to be had. */
export interface SubscribeDesk extends FormNotes {
  /** `here`: the channel that it was opened in. */
  form(maker: Subscriber, seed: SubscribeSeed, here: string | undefined): Promise<Modal>
  /** The form again, with the fields that what was chosen in it asks for. */
  redraw(maker: Subscriber, sent: SentForm): Promise<Modal>
  save(maker: Subscriber, sent: SentForm): Promise<SavedForm>
}
