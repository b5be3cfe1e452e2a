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
}

/** Whoever makes a rule, as Slack knows them. */
export interface RuleMaker {
  readonly email: string | undefined
  readonly locale: Locale
}

/** What a form begins with: nothing, a KPI's answer, or a rule that there is. */
export type FormSeed =
  | { readonly kind: 'new'; readonly metric?: string | undefined; readonly by?: string | undefined }
  | { readonly kind: 'edit'; readonly id: string }

/** What stands in a form, by block id. */
export type FormValues = Readonly<Record<string, string>>

/** A form as it was sent: what it is about, and what stands in it. */
export interface SentForm {
  readonly metadata: string
  readonly values: FormValues
}

/** Where rules are made, changed and deleted. Throws a UserError for who may not. */
export interface RuleDesk {
  /** Shown while a form is made: the right to open one lasts three seconds. */
  waiting(locale: Locale): Modal
  /** What could not be done, in the form's place. */
  sorry(locale: Locale, text: string): Modal
  form(maker: RuleMaker, seed: FormSeed): Promise<Modal>
  /** The form again, for the KPI that is chosen in it now. */
  redraw(maker: RuleMaker, sent: SentForm): Promise<Modal>
  /** The form again, with what the rule would say today. */
  preview(maker: RuleMaker, sent: SentForm): Promise<Modal>
  /** Saves it, or says what is wrong, by block id. */
  save(
    maker: RuleMaker,
    sent: SentForm,
  ): Promise<{ readonly saved: Modal } | { readonly errors: Readonly<Record<string, string>> }>
  /** Deletes a rule, and says so. */
  remove(maker: RuleMaker, id: string): Promise<string>
}
