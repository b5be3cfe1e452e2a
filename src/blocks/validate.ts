import { limits, messageCeiling } from './limits.ts'
import { blocksFor, type Surface, view } from './schema/surfaces.ts'
import { messageSize } from './size.ts'

/** One fault, as Slack's `blocks.validate` reports it. `pointer` is a JSON pointer into what was given. */
export interface BlockError {
  readonly code: 'failed_constraint' | 'msg_blocks_too_long' | 'msg_too_long' | 'no_text'
  readonly message: string
  readonly pointer: string
}

const schemas = { message: blocksFor('message'), modal: blocksFor('modal'), home: blocksFor('home') }

/** What Slack would say of these blocks on this surface; nothing when they are fine. Pointers start at the array. */
export function validateBlocks(blocks: unknown, surface: Surface = 'message'): BlockError[] {
  return faults(schemas[surface].safeParse(blocks, { reportInput: true }))
}

/** As `validateBlocks`, for a whole modal or home tab. Pointers start at the view. */
export const validateView = (given: unknown): BlockError[] => faults(view.safeParse(given, { reportInput: true }))

/** Everything for which Slack would refuse this message, its size included. */
export function validateMessage(message: { text?: string; blocks?: readonly unknown[] }): BlockError[] {
  const { text = '', blocks = [] } = message
  if (blocks.length === 0) {
    if (text.trim() === '') return [{ code: 'no_text', message: 'No message text provided.', pointer: '' }]
    if (text.length > limits.messageText)
      return [{ code: 'msg_too_long', message: 'Message text is too long', pointer: '' }]
    return []
  }
  const size = messageSize(message)
  const long = size.text > messageCeiling.text || size.json > messageCeiling.json
  const words = `${size.text} characters of text, ${size.json} of JSON`
  const tooLong: BlockError = { code: 'msg_blocks_too_long', message: `blocks are too long: ${words}`, pointer: '' }
  return [...validateBlocks(blocks), ...(long ? [tooLong] : [])]
}

/** The part of a zod issue that says what to tell the sender. */
interface Issue {
  readonly code?: string | undefined
  readonly message: string
  readonly path: readonly PropertyKey[]
  readonly input?: unknown
  readonly origin?: string
  readonly maximum?: number | bigint
  readonly minimum?: number | bigint
  readonly expected?: string
  readonly values?: readonly unknown[]
  readonly keys?: readonly string[]
  readonly errors?: readonly (readonly Issue[])[]
}

function faults(result: { success: boolean; error?: { issues: readonly unknown[] } | undefined }): BlockError[] {
  const issues = (result.error?.issues ?? []) as readonly Issue[]
  return issues.map((issue) => ({
    code: 'failed_constraint',
    message: inSlacksWords(issue),
    pointer: (isMissing(issue) ? issue.path.slice(0, -1) : issue.path).map((step) => `/${String(step)}`).join(''),
  }))
}

/** Slack reports a missing field at the object that lacks it. */
const isMissing = (issue: Issue): boolean => issue.code === 'invalid_type' && issue.input === undefined

function inSlacksWords(issue: Issue): string {
  const field = String(issue.path.at(-1) ?? '')
  switch (issue.code) {
    case 'too_big':
      if (issue.origin === 'string') return `must be less than ${Number(issue.maximum) + 1} characters`
      if (issue.origin === 'array') return `no more than ${issue.maximum} items allowed [${field || 'blocks'}]`
      return `must be at most ${issue.maximum}`
    case 'too_small':
      if (issue.origin === 'string') return `must be more than ${Number(issue.minimum) - 1} characters`
      if (issue.origin === 'array') return `must have at least ${issue.minimum} items [${field || 'blocks'}]`
      return `must be greater than ${issue.minimum}`
    case 'unrecognized_keys':
      return `invalid additional property: ${issue.keys?.join(', ')}`
    case 'invalid_type':
      if (isMissing(issue)) return `missing required field: ${field}`
      return `must provide a valid ${field || 'array'}: ${issue.expected} expected`
    case 'invalid_union':
    case 'invalid_value':
      return field === 'type' ? `unsupported type: ${typeOf(issue.input)}` : `invalid value for ${field}`
    default:
      return issue.message
  }
}

/** The type a block or element claims: a failed literal reports the value, a failed union the whole object. */
function typeOf(input: unknown): string {
  return String(typeof input === 'object' && input !== null ? Reflect.get(input, 'type') : input)
}
