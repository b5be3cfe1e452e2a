/** An error as a log has it. */
export interface ToldError {
  readonly type: string
  readonly message: string
  /** PostgreSQL's, Node's, or Slack's SDK's own. */
  readonly code?: string | number
  /** What Slack said: `channel_not_found`. */
  readonly slack?: string
  /** Where it was thrown, line by line, without the message. */
  readonly stack: readonly string[]
  readonly cause?: ToldError
}

/** Causes of causes that are told. */
const deepest = 4

/**
 * Of an error only what is named here: libraries hang requests with their tokens on their errors, and PostgreSQL the row
 * that it could not take. Its messages about values (classes 22 and 23) quote these: they are cut where they begin to.
 */
export function toldError(error: unknown, depth = 0): ToldError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error', stack: [] }
  const { code, slack } = named(error)
  const { cause } = error
  return {
    type: error.name,
    message: withoutValues(error.message, code),
    ...(code === undefined ? {} : { code }),
    ...(slack === undefined ? {} : { slack }),
    stack: frames(error.stack),
    ...(cause === undefined || depth >= deepest ? {} : { cause: toldError(cause, depth + 1) }),
  }
}

function named(error: Error): Pick<ToldError, 'code' | 'slack'> {
  const { code, data } = error as { code?: unknown; data?: { error?: unknown } }
  return {
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof data?.error === 'string' ? { slack: data.error } : {}),
  }
}

function withoutValues(message: string, code: string | number | undefined): string {
  const sqlState = String(code)
  // What a function of a view raises may say anything.
  if (/^P0\w{3}$/.test(sqlState)) return 'an exception raised in the database'
  return /^2[23]\w{3}$/.test(sqlState) ? message.replace(/["«“「‘'].*$/su, '…') : message
}

/** The message stands at the head of a stack, over as many lines as it has. */
const frames = (stack = ''): string[] =>
  stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
