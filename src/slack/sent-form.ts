import { z } from 'zod'
import type { FormValues, SentForm } from '../define/form.ts'

/** What somebody chose or typed in it, by block id. */
const viewState = z.record(
  z.string(),
  z.record(
    z.string(),
    z.looseObject({
      value: z.string().nullish(),
      selected_option: z.looseObject({ value: z.string() }).nullish(),
      selected_conversation: z.string().nullish(),
    }),
  ),
)

/** What a view says of itself, and what was chosen or typed in it. */
export function sentForm(view: { private_metadata: string; state: { values: unknown } }): SentForm {
  const read = viewState.safeParse(view.state.values)
  const values: FormValues = Object.fromEntries(
    Object.entries(read.data ?? {}).map(([block, fields]) => {
      const [field] = Object.values(fields)
      return [block, field?.selected_option?.value ?? field?.selected_conversation ?? field?.value ?? '']
    }),
  )
  return { metadata: view.private_metadata, values }
}
