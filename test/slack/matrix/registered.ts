import { App } from '@slack/bolt'
import { vi } from 'vitest'

const kinds = ['command', 'event', 'message', 'action', 'view', 'shortcut', 'options'] as const

/** What is started, and all that it registers with Bolt meanwhile: `action share`, `view rule_form` … */
export async function registering<T>(start: () => Promise<T>): Promise<{ started: T; registered: string[] }> {
  // Their overloads are nothing that a list of names could be typed by.
  const listening = App.prototype as unknown as Record<(typeof kinds)[number], (...given: unknown[]) => unknown>
  const spies = kinds.map((kind) => ({ kind, spy: vi.spyOn(listening, kind) }))
  try {
    const started = await start()
    const registered = spies.flatMap(({ kind, spy }) =>
      spy.mock.calls.flatMap(([constraint]) => idsOf(constraint).map((id) => `${kind} ${id}`)),
    )
    return { started, registered: [...new Set(registered)] }
  } finally {
    for (const { spy } of spies) spy.mockRestore()
  }
}

/** The ids that a listener hears of. */
export function idsOf(constraint: unknown): string[] {
  if (typeof constraint === 'string') return [constraint]
  if (constraint instanceof RegExp) return alternatives(constraint)
  if (typeof constraint === 'object' && constraint !== null) {
    const { action_id: action, callback_id: callback } = constraint as { action_id?: unknown; callback_id?: unknown }
    if (action !== undefined || callback !== undefined) return idsOf(action ?? callback)
  }
  throw new Error(`what is heard is not named: ${String(constraint)}`)
}

/** All that a pattern such as `^home_(period|refresh)$` matches; 0 stands for any number. */
function alternatives(pattern: RegExp): string[] {
  const text = pattern.source.replace(/^\^/, '').replace(/\$$/, '').replaceAll('\\d+', '0')
  const [, before = '', inner = text, after = ''] = /^(.*)\(([^()]*)\)(.*)$/.exec(text) ?? []
  const ids = inner.split('|').map((each) => before + each + after)
  const odd = ids.find((id) => !/^\w+$/.test(id) || !pattern.test(id))
  if (odd !== undefined) throw new Error(`not understood: ${pattern.source}`)
  return ids
}
