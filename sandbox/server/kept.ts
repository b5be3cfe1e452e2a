/** As much of a request or an answer as a log keeps: any form is told whole by it, a long history is not. */
const most = 20_000

/** What proves who somebody is has no place in a log. */
const secrets: ReadonlySet<string> = new Set(['token', 'access_token', 'refresh_token', 'client_secret', 'ticket'])

/** A payload as the log keeps it: as JSON, without secrets, and cut where it is very long. */
export function kept(payload: unknown): string {
  const json = JSON.stringify(payload, (name, value: unknown) => (secrets.has(name) ? '…' : value)) ?? ''
  return json.length <= most ? json : `${json.slice(0, most)}… (${json.length} characters)`
}
