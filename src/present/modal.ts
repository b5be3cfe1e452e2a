import { section } from '../blocks/build.ts'
import { plain } from '../blocks/text.ts'
import type { Modal } from '../define/form.ts'

/** A modal that only says something; it cannot be sent. */
export const noteModal = (formId: string, title: string, close: string, text: string): Modal => ({
  type: 'modal',
  callback_id: formId,
  private_metadata: '',
  title: plain(title),
  close: plain(close),
  blocks: [section(text)],
})
