import type { Fault } from './model.ts'

export interface Outcome {
  readonly ok?: boolean
  readonly error?: string
  readonly ms?: number
  readonly response_action?: string
  readonly errors?: Readonly<Record<string, string>>
}

/** What was ordered to go wrong and has not yet. */
export async function faultsToCome(): Promise<readonly Fault[]> {
  const response = await fetch('/sandbox/faults')
  return (await response.json()) as readonly Fault[]
}

/** One request to the sandbox's control interface; a failed one is an outcome too. */
export async function send(path: string, body: object): Promise<Outcome> {
  try {
    const response = await fetch(`/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await response.json()) as Outcome
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) }
  }
}
