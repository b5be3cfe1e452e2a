import { setTimeout as sleep } from 'node:timers/promises'
import type { Acknowledgement } from './deliver.ts'
import { asObject } from './http.ts'
import { applyResponse, type Interaction } from './interactions.ts'
import type { Change, Message, StoredView } from './model.ts'
import type { Workspace } from './workspace.ts'

/** How long an answer may take, and how long it must be quiet for the answer to be whole; in milliseconds. */
const patience = 15_000
const quiet = 150
const settleAtMost = 1_500

export interface Answer {
  readonly ok: boolean
  readonly error?: string
  /** From the request to the last message of the answer. */
  readonly ms: number
  readonly messages: readonly Message[]
  readonly view?: StoredView
}

/** Sends what a person did to the app, and waits for what they get to see. */
export async function awaitAnswer(
  workspace: Workspace,
  interaction: Interaction,
  send: () => Promise<Acknowledgement>,
): Promise<Answer> {
  const started = performance.now()
  const seen = new Map<string, Message>()
  let last = 0
  let view: StoredView | undefined
  const unsubscribe = workspace.subscribe((change) => {
    if (!concerns(change, interaction)) return
    last = performance.now()
    if (change.type === 'view') view = change.view
    else if (change.type === 'delete') seen.delete(change.message.ts)
    else if ('message' in change) seen.set(change.message.ts, change.message)
  })
  const result = (error?: string): Answer => ({
    ok: error === undefined,
    ...(error && { error }),
    ms: Math.round((last || performance.now()) - started),
    messages: [...seen.values()],
    ...(view && { view }),
  })
  try {
    const acknowledged = await send()
    if (acknowledged.error) return result(acknowledged.error)
    const body = responseIn(acknowledged.body)
    if (body) applyResponse(workspace, interaction, body)
    while (last === 0) {
      if (performance.now() - started > patience) return result('no_answer')
      await sleep(10)
    }
    const settling = performance.now()
    while (performance.now() - last < quiet && performance.now() - settling < settleAtMost) await sleep(10)
    return result()
  } finally {
    unsubscribe()
  }
}

/** A message in the acknowledgement itself: JSON, or bare text. */
function responseIn(body: unknown): Record<string, unknown> | undefined {
  if (typeof body === 'string') return body.trim() === '' ? undefined : { text: body }
  const given = asObject(body)
  return given && ('text' in given || 'blocks' in given) ? given : undefined
}

/** Whether a change answers this interaction: it came back through it, or shows up where the person is looking. */
function concerns(change: Change, { id, person, channel }: Interaction): boolean {
  if (change.type === 'view') return change.view.user === person.id
  if (change.type !== 'message' && change.type !== 'update' && change.type !== 'delete') return false
  if (change.via === id) return true
  const { message } = change
  const here = message.channel === channel.id || message.channel === `D${person.id.slice(1)}`
  return change.via === 'api' && here && (message.onlyFor === null || message.onlyFor === person.id)
}
