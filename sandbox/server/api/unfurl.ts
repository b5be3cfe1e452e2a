import { validateBlocks } from '../../../src/blocks/validate.ts'
import { asObject } from '../http.ts'
import { registeredLinks, unfurlId } from '../links.ts'
import type { Message, Unfurl } from '../model.ts'
import { type Call, type Method, SlackRefusal } from './call.ts'

/** Previews below a message somebody else wrote, in any conversation: the app need not be in it. */
const unfurl: Method = {
  scopes: ['links:write'],
  perMinute: 50,
  handle(call) {
    const { workspace, args } = call
    if (args.text('unfurls') === '') throw new SlackRefusal('missing_unfurls')
    const given = asObject(args.json('unfurls', 'invalid_unfurls_format'))
    if (!given) throw new SlackRefusal('invalid_unfurls_format')
    const message = messageNamed(call)
    if (workspace.unfurlDomains.length === 0) throw new SlackRefusal('cannot_find_service')
    const unfurls = Object.entries(given).map(([url, preview]) => unfurlOf(call, message, url, preview))
    workspace.messages.unfurl(message, unfurls, 'api')
    return {}
  },
}

/** By channel and ts, or by what the event called it. */
function messageNamed({ workspace, args }: Call): Message {
  const [id, source] = [args.text('unfurl_id'), args.text('source')]
  if (id !== '' && source !== '') {
    const found = workspace.messages.all.find((message) => unfurlId(message) === id)
    if (!found) throw new SlackRefusal('cannot_find_message')
    return found
  }
  const [channel, ts] = [args.text('channel'), args.text('ts')]
  if (channel === '') throw new SlackRefusal('missing_channel')
  if (ts === '') throw new SlackRefusal('missing_ts')
  if (!workspace.channels.some((each) => each.id === channel)) throw new SlackRefusal('cannot_find_channel')
  const found = workspace.messages.find(channel, ts)
  if (!found) throw new SlackRefusal('cannot_find_message')
  return found
}

function unfurlOf({ workspace }: Call, { text }: Message, url: string, preview: unknown): Unfurl {
  const inText = text.includes(`<${url.replaceAll('&', '&amp;')}`)
  if (!inText) throw new SlackRefusal('cannot_unfurl_message')
  if (!registeredLinks(workspace, text).some((link) => link.url === url)) throw new SlackRefusal('cannot_unfurl_url')
  const blocks = asObject(preview)?.blocks
  if (!Array.isArray(blocks)) throw new SlackRefusal('cannot_parse_attachment')
  const faults = validateBlocks(blocks)
  if (faults.length > 0) throw new SlackRefusal('invalid_blocks', { errors: faults.map(({ message }) => message) })
  return { url, blocks }
}

export const unfurlMethods: Readonly<Record<string, Method>> = { 'chat.unfurl': unfurl }
