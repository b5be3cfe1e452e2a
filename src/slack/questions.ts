import type { App } from '@slack/bolt'
import { clip, context as contextBlock } from '../blocks/build.ts'
import { fitted, type SlackMessage } from '../present/surface.ts'
import { codeText } from '../present/typed.ts'
import { bilingual } from '../present/words.ts'
import { answerOf } from './body.ts'
import type { CommandParts } from './command.ts'
import type { Outcome } from './conversation.ts'
import { sendFile } from './file.ts'
import { createRecent } from './recent.ts'
import { opensRuleForm } from './rule-form.ts'
import { orTextAlone } from './text-alone.ts'

const rememberedEvents = 1_000
/** Nobody reads more of what they were understood to ask; a text that is longer than Slack's would sink the answer. */
const longestShown = 1_000

/** A question in a message, and where it was asked. */
interface Question {
  readonly text: string
  readonly userId: string
  readonly channel: string
  /** The thread it is answered in. An answer to one person must not begin one: Slack shows it to nobody, and says nothing. */
  readonly thread: string | undefined
  /** In the bot's own direct messages nobody else reads along. */
  readonly direct: boolean
}

/**
 * Questions in plain messages, answered as the command answers them: a mention of the bot in a channel or a thread, only to
 * who asked, where they asked; and whatever is written to the bot directly, Slack's agent view included, in a thread below.
 */
export function onQuestions(app: App, parts: CommandParts): void {
  const isNew = createRecent(rememberedEvents)
  app.event('app_mention', async ({ event, context, body }) => {
    if (event.user === undefined || event.bot_id !== undefined || !isNew(body.event_id)) return
    await answerQuestion(parts, {
      text: withoutMention(event.text, context.botUserId),
      userId: event.user,
      channel: event.channel,
      thread: event.thread_ts,
      direct: false,
    })
  })
  app.event('message', async ({ event, context, body }) => {
    // Edits, deletions and joins have a subtype; the bot's own messages and those of others a bot_id.
    if (event.channel_type !== 'im' || event.subtype !== undefined || event.bot_id !== undefined) return
    if (!isNew(body.event_id)) return
    await answerQuestion(parts, {
      text: withoutMention(event.text ?? '', context.botUserId),
      userId: event.user,
      channel: event.channel,
      thread: event.thread_ts ?? event.ts,
      direct: true,
    })
  })
}

async function answerQuestion(parts: CommandParts, question: Question): Promise<void> {
  const { conversation, post, log } = parts
  const { text, userId, channel, thread, direct } = question
  const began = performance.now()
  if (direct) void showWorking(parts, question)
  const asked = opensRuleForm(text)
    ? onlyAsCommand(parts, userId)
    : conversation.ask({ text, userId, channel, now: parts.now() })
  const outcome = await asked
  const answer = withUnderstood(answerOf(outcome, { direct, linked: parts.linked }), outcome, direct)
  const said = { channel, text: answer.text, ...(thread !== undefined && { thread_ts: thread }) }
  const send = (whole: { readonly blocks?: never }): Promise<unknown> =>
    direct
      ? post.chat.postMessage({ ...said, ...whole, unfurl_links: false, unfurl_media: false })
      : post.chat.postEphemeral({ ...said, ...whole, user: userId })
  try {
    await orTextAlone(
      // Ours are a superset of the SDK's types, which lack Slack's newest blocks.
      () => send({ blocks: answer.blocks as never }),
      () => send({}),
      log,
    )
    parts.onAnswer(outcome.kind, (performance.now() - began) / 1_000)
    const file = outcome.kind === 'answered' ? outcome.answered.message.file : undefined
    if (file) await sendFile(post, userId, file, outcome.locale)
  } catch (error) {
    log.error({ err: error }, 'an answer to a message was not delivered')
  }
}

/**
 * What a question in words was taken for, above its answer's buttons, and how to put it right. Nothing where it was typed
 * as the command it is, and nothing under a sentence: that says itself what was not understood.
 */
function withUnderstood(answer: SlackMessage, outcome: Outcome, direct: boolean): SlackMessage {
  if (outcome.kind === 'sorry') return answer
  const { understood } = outcome.answered.message
  if (understood === undefined || sameWords(understood, outcome.question)) return answer
  const command = clip(codeText(`/revops ${understood}`), longestShown)
  const line = contextBlock([say[outcome.locale].understood(command, direct)])
  const at = answer.blocks.at(-1)?.type === 'actions' ? -1 : answer.blocks.length
  return fitted(
    { ...answer, blocks: [...answer.blocks.slice(0, at), line, ...answer.blocks.slice(at)] },
    outcome.locale,
  )
}

const sameWords = (one: string, other: string): boolean =>
  one.toLowerCase().replaceAll(/\s+/g, ' ').trim() === other.toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** "RevOps is looking it up…" under the question, until the answer is there. Nothing depends on it. */
async function showWorking({ conversation, config, post, log }: CommandParts, question: Question): Promise<void> {
  const { userId, channel, thread } = question
  if (thread === undefined) return
  try {
    const locale = await conversation.localeOf(userId).catch(() => config.locale)
    await post.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status: say[locale].working })
  } catch (error) {
    log.info({ err: error }, 'no status was shown')
  }
}

/** A form opens only from a command or a button: Slack gives messages no trigger. */
async function onlyAsCommand({ conversation, config }: CommandParts, userId: string): Promise<Outcome> {
  const locale = await conversation.localeOf(userId).catch(() => config.locale)
  return { kind: 'sorry', text: say[locale].asCommand, locale }
}

const withoutMention = (text: string, bot: string | undefined): string =>
  bot === undefined ? text : text.replaceAll(new RegExp(`<@${bot}(?:\\|[^>]*)?>`, 'g'), ' ').trim()

const say = bilingual({
  en: {
    working: 'is looking it up…',
    understood: (command: string, direct: boolean) =>
      `Understood as \`${command}\`. Not what you meant? ${direct ? 'Ask again in other words' : 'Mention me again with other words'}, or type the command.`,
    asCommand: 'A new rule is made in a form, which opens with `/revops alerts new`.',
  },
  ja: {
    working: 'が集計中です…',
    understood: (command, direct) =>
      `\`${command}\` と解釈しました。違う場合は、${direct ? '言い換えて' : 'もう一度メンションして'}お尋ねいただくか、コマンドを直接入力してください。`,
    asCommand: '新しいルールはフォームで作成します。`/revops alerts new` と入力してください。',
  },
})
