/** What came of a press. */
export interface Pressed {
  readonly text: string
  /** It did something that must not be done twice, or may have. */
  readonly done: boolean
}

/** Two presses this near to each other are one, in machine time. */
const usuallyMs = 10_000

/** Presses of the same that come twice count once: the second hears what came of the first. */
export function createOnce(rememberMs = usuallyMs): (key: string, work: () => Promise<Pressed>) => Promise<string> {
  const known = new Map<string, Promise<Pressed>>()
  return async (key, work) => {
    const found = known.get(key)
    if (found) return (await found).text
    const made = work()
    known.set(key, made)
    const forget = (): boolean => known.delete(key)
    made.then(({ done }) => (done ? setTimeout(forget, rememberMs).unref() : forget()), forget)
    return (await made).text
  }
}
