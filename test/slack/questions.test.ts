import { expect, it } from 'vitest'
import { validateMessage } from '../../src/blocks/validate.ts'
import { loadConfig } from '../../src/config.ts'
import type { Conversation } from '../../src/slack/conversation.ts'
import { createMessages } from '../fuzz/messages.ts'

const nothing = () => undefined

it('what a very long question was taken for is shown as far as anybody reads it', async () => {
  const command = `kpi bookings where ${'segment=SMB and '.repeat(400)}region=Kanto`
  const message = { text: 'Bookings', blocks: [], charts: [], readings: [], understood: command }
  const conversation = {
    ask: async ({ text }: { text: string }) => ({
      kind: 'answered',
      locale: 'en',
      question: text,
      answered: { message, live: false },
    }),
    localeOf: async () => 'en',
  } as unknown as Conversation
  const messages = createMessages({
    conversation,
    config: loadConfig({}),
    log: { info: nothing, warn: nothing, error: nothing },
    now: nothing as never,
  })
  const [said] = await messages.direct('U1', 'please tell me')
  expect(validateMessage({ text: said?.text ?? '', blocks: said?.blocks ?? [] })).toEqual([])
  expect(JSON.stringify(said?.blocks)).toMatch(
    /Understood as `\/revops kpi bookings where (segment=SMB and )+s?[^`]{0,15}…`\./,
  )
})
