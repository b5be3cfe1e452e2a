/** Five minutes either way, as Slack's documentation asks. */
const mostSkewSeconds = 300

/** Whether a request's timestamp is near machine time; a request without one is left to the signature check. */
export function isFresh(timestamp: string | string[] | undefined): boolean {
  if (typeof timestamp !== 'string') return true
  return Math.abs(Date.now() / 1_000 - Number(timestamp)) <= mostSkewSeconds
}
