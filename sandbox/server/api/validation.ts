import { validateBlocks, validateView } from '../../../src/blocks/validate.ts'
import { asObject } from '../http.ts'
import { type Method, SlackRefusal } from './call.ts'

/** Checks blocks, a view or a message without posting, and needs no token. */
const validate: Method = {
  token: 'none',
  scopes: [],
  perMinute: 100,
  handle({ args }) {
    const [blocks, message, view] = ['blocks', 'message', 'view'].map((name) => args.json(name, 'invalid_arguments'))
    if ([blocks, message, view].filter((part) => part !== undefined).length !== 1) {
      const messages = ['must provide exactly one of `blocks`, `view`, or `message`']
      throw new SlackRefusal('invalid_arguments', { response_metadata: { messages } })
    }
    const refuse = (error: string, errors: readonly object[]) => {
      if (errors.length > 0) throw new SlackRefusal(error, { errors })
    }
    if (blocks !== undefined) refuse('invalid_blocks', validateBlocks(blocks))
    if (view !== undefined) refuse('invalid_view', validateView(view))
    if (message !== undefined) {
      const faults = validateBlocks(asObject(message)?.blocks ?? [])
      refuse(
        'invalid_message',
        faults.map((fault) => ({ ...fault, pointer: `/blocks${fault.pointer}` })),
      )
    }
    return {}
  },
}

/** Says back what it was given; `error` is answered as if it had happened. */
const test: Method = {
  token: 'none',
  scopes: [],
  perMinute: 300,
  handle({ args }) {
    const error = args.text('error')
    if (error !== '') throw new SlackRefusal(error, { args: args.given })
    return { args: args.given }
  },
}

export const validationMethods: Readonly<Record<string, Method>> = { 'blocks.validate': validate, 'api.test': test }
