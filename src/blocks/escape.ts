/**
 * Slack has no escape for its formatting characters: only `& < >` have entities. A soft hyphen on both sides of a
 * marker takes its power away and shows nothing (*assumed*: widely reported, and what jsx-slack does to quotes). A
 * zero-width space will not do: Slack takes it for a word's edge, so `*` beside it *starts* formatting.
 */
const shield = '\u00ad'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Invisible characters with which a name could reorder or hide the text around it. */
const invisible = /[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g

/** A marker formats only at a word's edge, so `win_rate` and `3*4` need no shield. A backtick formats anywhere. */
const marker = /`|(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])/gu

/** A mention or emoji that Slack would read out of bare text: `@here`, `:fire:`. Times such as `10:30:45` stay. */
const mention = /@(?=(?:channel|here|everyone)\b)|:(?=[a-z0-9_+-]*[a-z_+][a-z0-9_+-]*:)/giu

/** Makes what people wrote safe inside mrkdwn, reading as they wrote it: no formatting, no link, no mention. */
export function escapeMrkdwn(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(invisible, ' ')
    .replace(marker, `${shield}$&${shield}`)
    .replace(mention, `$&${shield}`)
    .replace(/^(\s*)([>＞])/gm, `$1${shield}$2`)
    .replace(/[&<>]/g, (character) => entities[character] ?? character)
}

/** A link in mrkdwn. Not an http(s) address: only its label, escaped. */
export function link(url: string, label: string): string {
  if (!/^https?:\/\//i.test(url)) return escapeMrkdwn(label)
  const target = url.replace(/[<>|\s]/g, encodeURIComponent).replaceAll('&', '&amp;')
  // Inside a link a bar ends the address, and a line break ends the link.
  return `<${target}|${escapeMrkdwn(label).replaceAll('|', '¦').replaceAll('\n', ' ')}>`
}
