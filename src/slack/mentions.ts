import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import { escapeMrkdwn } from '../blocks/build.ts'
import type { Person } from '../ssot/people.ts'

/** How messages name a person of the SSOT until it is known who that is in Slack. */
const placeholder = /<@person:([^>]+)>/g

/** Turns `<@person:ID>` into a mention, or the person's name where Slack does not know them. */
export interface Mentions {
  resolve<T>(value: T): Promise<T>
}

/** Somebody may join, or have another e-mail. */
const usuallyMs = 300_000

export function createMentions(
  client: WebClient,
  people: () => Promise<readonly Person[]>,
  rememberMs = usuallyMs,
): Mentions {
  const known = new Map<string, { readonly text: string; readonly at: number }>()

  async function mention(id: string): Promise<string> {
    const found = known.get(id)
    if (found && performance.now() - found.at < rememberMs) return found.text
    const person = (await people()).find((each) => each.id === id)
    if (!person) return ''
    try {
      const { user } = await client.users.lookupByEmail({ email: person.email })
      const text = user?.id ? `<@${user.id}>` : escapeMrkdwn(person.name)
      known.set(id, { text, at: performance.now() })
      return text
    } catch (error) {
      if (!(error instanceof WebAPIPlatformError)) throw error
      return escapeMrkdwn(person.name)
    }
  }

  return {
    async resolve(value) {
      const json = JSON.stringify(value)
      const ids = new Set([...json.matchAll(placeholder)].map(([, id = '']) => id))
      if (ids.size === 0) return value
      const texts = new Map(await Promise.all([...ids].map(async (id) => [id, await mention(id)] as const)))
      const replaced = json.replace(placeholder, (_, id: string) => JSON.stringify(texts.get(id) ?? '').slice(1, -1))
      return JSON.parse(replaced) as typeof value
    },
  }
}
