import { clip, escapeMrkdwn, link } from '../blocks/build.ts'

/** Longest name that a line repeats; Slack refuses a block over 3,000 characters. */
const longest = 120

/** Where a record is, as configuration says it; `{id}` in the address is the record. */
export const recordUrl = (address: string | undefined, id: string): string | undefined =>
  address?.replaceAll('{id}', () => encodeURIComponent(id))

/** A record's name in bold, or as a link to it where configuration says where it is. */
export function recordName(address: string | undefined, id: string, name: string | null): string {
  const shown = clip(name ?? id, longest)
  const url = recordUrl(address, id)
  // A blank beside the asterisk would leave both of them as they are.
  return url ? link(url, shown) : `*${escapeMrkdwn(shown).trim() || escapeMrkdwn(id)}*`
}

/** A name as text inside a line. */
export const lineName = (name: string): string => escapeMrkdwn(clip(name, longest))

/** The same for a name that stands beside others: a link, or plain text. */
export function lineRecord(address: string | undefined, id: string, name: string): string {
  const url = recordUrl(address, id)
  return url ? link(url, clip(name, longest)) : lineName(name)
}
