import type { ChartSpec } from '../blocks/chart.ts'
import type { PlainText } from '../blocks/text.ts'
import type { Block } from '../blocks/types.ts'
import type { Locale } from './words.ts'

/** A modal as Slack takes it. */
export interface Modal {
  readonly type: 'modal'
  readonly callback_id: string
  readonly private_metadata: string
  readonly title: PlainText
  readonly submit?: PlainText
  readonly close: PlainText
  readonly blocks: readonly Block[]
  /** Below the blocks: as text at first, and as a picture once Slack has it. */
  readonly chart?: ChartSpec
}

/** Whoever fills a form in, as Slack knows them. */
export interface FormMaker {
  readonly email: string | undefined
  readonly locale: Locale
}

/** What stands in a form, by block id. */
export type FormValues = Readonly<Record<string, string>>

/** A form as it was sent: what it is about, and what stands in it. */
export interface SentForm {
  readonly metadata: string
  readonly values: FormValues
}

/** What came of sending a form: what to show in its place, or what is wrong, by block id. */
export type SavedForm = { readonly saved: Modal } | { readonly errors: Readonly<Record<string, string>> }

/** What stands in a form's place while it is made, or where there is none to be had. */
export interface FormNotes {
  /** Shown while a form is made: the right to open one lasts three seconds. */
  waiting(locale: Locale): Modal
  /** What could not be done, in the form's place. */
  sorry(locale: Locale, text: string): Modal
}
