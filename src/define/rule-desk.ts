import type { Asked } from './context.ts'
import type { FormMaker, FormNotes, Modal, SavedForm, SentForm } from './form.ts'

/** What a form begins with: nothing, a KPI's answer, or a rule that there is. */
export type FormSeed =
  | { readonly kind: 'new'; readonly metric?: string | undefined; readonly by?: string | undefined }
  | { readonly kind: 'edit'; readonly id: string }

/** Whoever fills it in, and where they may have something posted. */
export interface RuleMaker extends FormMaker, Pick<Asked, 'unfit'> {}

/** Where rules are made, changed and deleted. Throws a UserError for who may not. */
export interface RuleDesk extends FormNotes {
  form(maker: FormMaker, seed: FormSeed): Promise<Modal>
  /** The form again, for the KPI that is chosen in it now. */
  redraw(maker: FormMaker, sent: SentForm): Promise<Modal>
  /** The form again, with what the rule would say today. */
  preview(maker: FormMaker, sent: SentForm): Promise<Modal>
  save(maker: RuleMaker, sent: SentForm): Promise<SavedForm>
  /** Deletes a rule, and says so. */
  remove(maker: FormMaker, id: string): Promise<string>
}
