import { longestText } from '../answers/dispatch.ts'

/** Each is a call to Slack; a question names one or two people. */
const mostMentions = 5

/** `<@U123|name>`; of an e-mail typed after an @, Slack may take the first part for a mention of its own. */
const mention = /<@([A-Z0-9]+)(?:\|[^>]*)?>(?:@[\w.-]+)?/g

/**
 * What Slack made of a text, as people typed it and the grammar knows it: a mention becomes `@email`, a channel its id, an
 * address what was typed. Who cannot be looked up stays an id. What is too long to be a question stays as it is.
 */
export async function asTyped(text: string, emailOf: (id: string) => Promise<string | undefined>): Promise<string> {
  if (text.length > longestText) return text
  const ids = new Set([...text.matchAll(mention)].map(([, id = '']) => id))
  const found = [...ids]
    .slice(0, mostMentions)
    .map(async (id) => [id, await emailOf(id).catch(() => undefined)] as const)
  const emails = new Map(await Promise.all(found))
  return unescaped(
    text
      .replace(mention, (_, id: string) => `@${emails.get(id) ?? id}`)
      .replace(/<#([A-Z0-9]+)(?:\|[^>]*)?>/g, '#$1')
      .replace(/<mailto:([^|>]+)(?:\|[^>]*)?>/g, '$1')
      .replace(/<(https?:\/\/[^|>]+)(?:\|([^>]*))?>/g, (_, url: string, label: string | undefined) =>
        label !== undefined && isAdded(url, label) ? label : url,
      ),
  )
}

/** Slack makes a link of whatever looks like a host: `acme.com` becomes `<http://acme.com|acme.com>`. */
const isAdded = (url: string, label: string): boolean => /^https?:\/\//.exec(url)?.[0] + label === url

/** Slack escapes three characters in the text of a command. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
