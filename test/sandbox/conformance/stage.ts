/** A Slack with the same company in it, whoever built it: what the script needs to know of it. */
export interface Stage {
  /** Ends in `/api/`. */
  readonly apiUrl: string
  readonly token: string
  readonly ids: {
    /** Public, and the bot is in it. */
    readonly sales: string
    /** Private, and the bot is not. */
    readonly finance: string
    /** Public and archived; the bot was in it. */
    readonly old: string
    readonly rep: string
    /** A message of the rep's in #sales. */
    readonly ts: string
  }
  /** A trigger for the rep; within the named modal where there is one. */
  trigger(view?: string): Promise<string>
  /** Where an app can be installed: what the browser brings back when somebody allows it. */
  code?(): Promise<string>
  /** A message of the rep's in #sales with a link that the app has registered. */
  readonly linked?: { readonly ts: string; readonly url: string }
  close(): Promise<void>
}

export const repEmail = 'rep@example.com'

export type Body = Readonly<Record<string, unknown>> & { readonly ok?: boolean; readonly error?: string }

/** One call as an SDK makes it: a form, nested values as JSON. */
export async function call(
  { apiUrl, token: own }: Pick<Stage, 'apiUrl' | 'token'>,
  method: string,
  args: Readonly<Record<string, unknown>> = {},
  token = own,
): Promise<Body> {
  const form = Object.entries(args).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)]],
  )
  const response = await fetch(`${apiUrl}${method}`, {
    method: 'POST',
    headers: token === '' ? {} : { authorization: `Bearer ${token}` },
    body: new URLSearchParams(form),
  })
  return (await response.json()) as Body
}
