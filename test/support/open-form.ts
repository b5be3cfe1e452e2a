import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, SmallBot } from './bot.ts'

interface Field {
  readonly type: string
  readonly action_id: string
  readonly initial_value?: string
  readonly initial_conversation?: string
  readonly initial_option?: { readonly value: string }
  readonly options?: readonly { readonly value: string }[]
  readonly option_groups?: readonly { readonly options: readonly { readonly value: string }[] }[]
}

interface FormBlock {
  readonly type: string
  readonly block_id?: string
  readonly element?: Field
}

/** A form that somebody has open in Slack, filled in field by field. */
export interface OpenForm {
  readonly id: string
  /** Block ids of its fields: none where a sentence stands in its place. */
  fields(): string[]
  /** What a menu offers. */
  choices(field: string): string[]
  /** From now on this stands in its fields, in those that are there. */
  fill(fields: Readonly<Record<string, string>>): void
  /** Chooses in a menu that speaks up, or presses a button of the form. */
  press(actionId: string, value?: string): Promise<Answer>
  send(): Promise<Answer>
}

type Slack = Pick<SmallBot, 'sandbox' | 'control'>

const wait = /One moment|準備しています/
const patienceMs = 10_000

/** The form that a command, or a press, opens for somebody; undefined where none is opened. */
export async function formIn(bot: Slack, user: string, opening: Promise<Answer>): Promise<OpenForm | undefined> {
  const id = (await opening).view?.id
  return id === undefined ? undefined : formOf(bot, user, id)
}

/** The form that somebody has open under this id, once it is there. */
export async function formOf({ sandbox, control }: Slack, user: string, id: string): Promise<OpenForm> {
  const blocks = (): readonly FormBlock[] => {
    const found = sandbox.workspace.view(id)?.view.blocks
    return Array.isArray(found) ? (found as FormBlock[]) : []
  }
  const began = performance.now()
  while (wait.test(JSON.stringify(blocks())) && performance.now() - began < patienceMs) await sleep(20)

  let typed: Readonly<Record<string, string>> = {}
  const inputs = (): FormBlock[] => blocks().filter(({ type }) => type === 'input')
  /** What was filled in, and what stood in the other fields from the beginning. */
  const values = () =>
    Object.fromEntries(
      inputs().map(({ block_id = '', element }) => {
        const { type = '', action_id = '', initial_value, initial_option, initial_conversation } = element ?? {}
        const value = typed[block_id] ?? initial_option?.value ?? initial_conversation ?? initial_value ?? ''
        return [block_id, { [action_id]: { type, ...(value !== '' && held(type, value)) } }]
      }),
    )
  return {
    id,
    fields: () => inputs().map(({ block_id = '' }) => block_id),
    choices(field) {
      const element = inputs().find(({ block_id }) => block_id === field)?.element
      const groups = element?.option_groups ?? [{ options: element?.options ?? [] }]
      return groups.flatMap(({ options }) => options.map(({ value }) => value))
    },
    fill(fields) {
      typed = { ...typed, ...fields }
    },
    press: (action_id, value) => control('click', { user, view_id: id, action_id, value, values: values() }),
    send: () => control('submit', { user, view_id: id, values: values() }),
  }
}

function held(type: string, value: string): object {
  if (type === 'static_select') return { selected_option: { value } }
  return type === 'conversations_select' ? { selected_conversation: value } : { value }
}
