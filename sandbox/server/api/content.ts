import { limits } from '../../../src/blocks/limits.ts'
import { validateBlocks, validateMessage } from '../../../src/blocks/validate.ts'
import { isReady } from '../files.ts'
import { asObject } from '../http.ts'
import type { Content, Metadata } from '../model.ts'
import type { Workspace } from '../workspace.ts'
import { type Args, SlackRefusal } from './call.ts'

/** How Slack words each fault of `blocks`, with its place in the request. */
function refusal(code: string, faults: readonly { message: string; pointer: string }[]): SlackRefusal {
  const errors = faults.map(({ message, pointer }) => `${message} [json-pointer:/blocks${pointer}]`)
  return new SlackRefusal(code, { errors, response_metadata: { messages: errors.map((error) => `[ERROR] ${error}`) } })
}

/** How a message comes to be, on which it depends what it may hold. */
type Way = 'post' | 'update' | 'ephemeral'

/** A message as a sender gives it, or Slack's refusal. Only a message that everybody sees may carry files. */
export function readContent(args: Args, workspace: Workspace, way: Way): Content {
  const blocks = args.json('blocks', 'invalid_blocks_format') ?? []
  if (!Array.isArray(blocks)) throw new SlackRefusal('invalid_blocks_format')
  const text = textIn(args, way)
  checkBlocks(blocks, workspace, way !== 'ephemeral')
  const [fault] = validateMessage({ text, blocks })
  if (fault) throw new SlackRefusal(fault.code)
  return {
    text,
    blocks,
    metadata: readMetadata(args),
    thread_ts: args.text('thread_ts') || undefined,
  }
}

/** A post's text is cut where it is too long, with a warning in the answer; an update takes a tenth of it and cuts nothing. */
function textIn(args: Args, way: Way): string {
  const [text, markdown] = [args.text('text'), args.text('markdown_text')]
  if (markdown !== '' && (text !== '' || args.text('blocks') !== '')) throw new SlackRefusal('markdown_text_conflict')
  if (way === 'update' && text.length > mostUpdated) throw new SlackRefusal('msg_too_long')
  return (way === 'post' ? text.slice(0, limits.messageText) : text) || markdown
}

/** Of `chat.update`, whose documentation names it with `msg_too_long`. */
const mostUpdated = 4_000

/** Refuses blocks that Slack would refuse: their shape, their files and the addresses of their images. */
function checkBlocks(blocks: readonly unknown[], workspace: Workspace, mayCarryFiles: boolean): void {
  const faults = [...validateBlocks(blocks), ...badImages(blocks, workspace, mayCarryFiles)]
  if (faults.length > 0) throw refusal('invalid_blocks', faults)
}

interface Fault {
  readonly message: string
  readonly pointer: string
}

/** Images whose file is unknown or not processed yet, and those whose address Slack's servers could not fetch. */
export function badImages(node: unknown, workspace: Workspace, mayCarryFiles: boolean, pointer = ''): Fault[] {
  if (Array.isArray(node))
    return node.flatMap((item, i) => badImages(item, workspace, mayCarryFiles, `${pointer}/${i}`))
  const object = asObject(node)
  if (!object) return []
  const file = asObject(object.slack_file)
  const faults: Fault[] = []
  if (file && !(mayCarryFiles && isReady(workspace, file))) {
    faults.push({ message: 'invalid slack file', pointer: `${pointer}/slack_file` })
  }
  if (object.type === 'image' && typeof object.image_url === 'string' && !isPublic(object.image_url)) {
    faults.push({ message: 'downloading image failed', pointer: `${pointer}/image_url` })
  }
  const inner = Object.entries(object).flatMap(([key, value]) =>
    typeof value === 'object' ? badImages(value, workspace, mayCarryFiles, `${pointer}/${key}`) : [],
  )
  return [...faults, ...inner]
}

/** Whether a server on the internet could know this address: no loopback, private or unqualified host. */
function isPublic(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') return false
  return (
    hostname.includes('.') &&
    !/^(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\.|\.(local|internal)$/.test(hostname)
  )
}

function readMetadata(args: Args): Metadata | undefined {
  const given = args.json('metadata', 'invalid_metadata_format')
  if (given === undefined) return undefined
  const { event_type, event_payload } = asObject(given) ?? {}
  const payload = asObject(event_payload)
  // An empty object takes metadata away in chat.update.
  if (event_type === undefined && payload === undefined) return undefined
  if (typeof event_type !== 'string' || event_type === '' || !payload) throw new SlackRefusal('invalid_metadata_format')
  return { event_type, event_payload: payload }
}
