import type { KeyboardEvent } from 'react'

/**
 * For a menu whose choice acts at once. On a closed one the browser takes each arrow and each letter for a choice: they
 * open it instead, so that nothing is chosen in passing.
 */
export function keysOpen(event: KeyboardEvent<HTMLSelectElement>): void {
  const { key, altKey, ctrlKey, metaKey } = event
  if (altKey || ctrlKey || metaKey) return
  const chooses = /^(Arrow|Page|Home|End)/.test(key) || (key.length === 1 && key !== ' ')
  if (!chooses) return
  event.preventDefault()
  event.currentTarget.showPicker()
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/** Arrows move the focus among the buttons of a list; at its ends it stays. */
export function arrowsMove(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key]
  if (step === undefined) return
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const place = buttons.findIndex((button) => button.matches(':focus'))
  buttons[place + step]?.focus()
  event.preventDefault()
}
