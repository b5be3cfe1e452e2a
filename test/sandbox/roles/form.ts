import type { Scene } from './scene.ts'

/** The form that is open, by the ids of its fields. */
export interface Form {
  fill(field: string, text: string): Promise<void>
  /** By the choice's value, which is the same in every language. */
  pick(field: string, value: string): Promise<void>
  send(): Promise<void>
  /** The field is there, and what stands beside it. */
  seesAt(field: string, ...texts: readonly string[]): Promise<void>
  sees(...texts: readonly string[]): Promise<void>
  close(label: string): Promise<void>
}

export function formOn({ page, sees }: Scene): Form {
  const modal = page.getByTestId('modal')
  const at = (field: string) => page.getByTestId(`field-${field}`)
  return {
    fill: (field, text) => at(field).locator('input').fill(text),
    async pick(field, value) {
      await at(field).locator('select').selectOption(value)
    },
    send: () => page.getByTestId('modal-submit').click(),
    async seesAt(field, ...texts) {
      await at(field).waitFor()
      await sees(at(field), ...texts)
    },
    sees: (...texts) => sees(modal, ...texts),
    close: (label) => modal.getByRole('button', { name: label }).click(),
  }
}
