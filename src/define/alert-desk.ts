import type { Locale } from './words.ts'

/** A press of one of the buttons of an alert's message. */
export type Press =
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'snooze'; readonly for: 'day' | 'week' | 'change'; readonly reason?: string }
  /** To whoever has this address. */
  | { readonly kind: 'assign'; readonly email: string | undefined }
  | { readonly kind: 'not useful' }

export interface Presser {
  readonly email: string | undefined
  readonly locale: Locale
}

/** Where people's presses of an alert's buttons go. */
export interface AlertDesk {
  /**
   * Writes a press down, shows it in the message, and says what came of it, to whoever pressed. Throws a UserError for who
   * is not in the SSOT.
   */
  press(key: string, press: Press, presser: Presser): Promise<string>
}
