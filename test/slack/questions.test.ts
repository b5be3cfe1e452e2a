import { expect, it } from 'vitest'
import { section } from '../../src/blocks/build.ts'
import { validateMessage } from '../../src/blocks/validate.ts'
import { loadConfig } from '../../src/config.ts'
import type { Conversation } from '../../src/slack/conversation.ts'
import { onQuestions } from '../../src/slack/questions.ts'
import { createMessages } from '../fuzz/messages.ts'
import { control, startWithBot } from '../sandbox/server/fake-bot.ts'

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

it.each([
  ['dm', 'win rate', false],
  ['sales', '@RevOps win rate', true],
])('an answer in %s whose blocks Slack refuses is given in its text alone', async (channel, text, ephemeral) => {
  // Nothing can be said in a section of no words.
  const message = { text: 'Win rate 38%', blocks: [section('')], charts: [], readings: [] }
  const outcome = { kind: 'answered', locale: 'en', question: 'win rate', answered: { message, live: false } }
  const conversation = { ask: async () => outcome, localeOf: async () => 'en' } as unknown as Conversation
  let delivered: () => void = nothing
  const answered = new Promise<void>((resolve) => {
    delivered = resolve
  })
  const bot = await startWithBot((app) =>
    onQuestions(app, {
      conversation,
      config: loadConfig({}),
      post: app.client,
      log: { info: nothing, warn: nothing, error: nothing },
      now: nothing as never,
      forms: nothing as never,
      linked: false,
      onAnswer: () => delivered(),
    }),
  )
  try {
    await control(bot.sandbox, 'say', { user: 'cro@example.com', channel, text })
    await answered
    const shown = await control(bot.sandbox, `messages?channel=${channel}&user=cro@example.com`)
    const said = (shown as unknown as { text: string; blocks: unknown[]; ephemeral: boolean }[]).at(-1)
    expect(said).toMatchObject({ text: 'Win rate 38%', blocks: [], ephemeral })
  } finally {
    await bot.stop()
  }
})
