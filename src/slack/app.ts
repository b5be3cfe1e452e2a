import { App, type Receiver } from '@slack/bolt'
import { Temporal } from 'temporal-polyfill'
import type { Answers } from '../answers/answer.ts'
import type { ChartRenderer } from '../chart/renderer.ts'
import type { Config } from '../config.ts'
import type { AlertDesk } from '../define/alert-desk.ts'
import type { Audit } from '../define/audit.ts'
import type { RuleDesk } from '../define/rule-desk.ts'
import type { Strangers } from '../define/stranger.ts'
import type { SubscribeDesk } from '../define/subscribe-desk.ts'
import type { Log } from '../log.ts'
import { onActions } from './actions.ts'
import { onAlertActions } from './alert-actions.ts'
import { type AnswerLinks, createAnswerLinks } from './answer-links.ts'
import { type Channels, createChannels } from './channels.ts'
import { clientOptions, createClients, type SlackClients, slackLogger } from './clients.ts'
import { onCommand } from './command.ts'
import { createConversation } from './conversation.ts'
import { onFollowUps } from './follow-ups.ts'
import { createGate } from './gate.ts'
import { onHome } from './home.ts'
import { onLinkButtons } from './link-buttons.ts'
import { sayLinkPage } from './link-page.ts'
import { createMayPost } from './may-post.ts'
import { createMembers } from './members.ts'
import { createSlackUsers } from './people.ts'
import type { Poster } from './post.ts'
import { onQuestions } from './questions.ts'
import { portOf } from './receiver.ts'
import { endsToken, onRemoval } from './removal.ts'
import { onRuleForm } from './rule-form.ts'
import { onSubscribeForm } from './subscribe-form.ts'
import { onLinks } from './unfurl.ts'

export interface SlackAppOptions {
  readonly config: Config
  /** Where requests come from; see `receiverFor` and `createInlet`. */
  readonly receiver: Receiver
  readonly answers: Answers
  readonly clients: SlackClients
  readonly channels: Channels
  readonly poster: Poster
  readonly renderer: ChartRenderer
  readonly desk: AlertDesk
  readonly rules: RuleDesk
  readonly subscribing: SubscribeDesk
  /** Undefined where there is no public address to begin links with. */
  readonly links: AnswerLinks | undefined
  readonly audit: Audit
  readonly strangers: Strangers
  readonly log: Log
  now(): Temporal.Instant
  /** Called when a question got its answer, or a sentence in its place. */
  onAnswer(outcome: 'answered' | 'sorry', seconds: number): void
  /** The app was removed, or its tokens revoked: nothing may be posted any more. */
  onUninstalled(): void
}

export interface SlackApp {
  /** Resolves with the port that is listened on; undefined in Socket Mode. */
  start(): Promise<number | undefined>
  stop(): Promise<void>
}

export { createAnswerLinks, createChannels, createClients, sayLinkPage }

/** The Bolt app of one workspace. */
export function createSlackApp(options: SlackAppOptions): SlackApp {
  const { config, receiver, answers, clients, poster, renderer, log, now } = options
  const since = Temporal.Now.instant()
  const app = new App({
    receiver,
    ...(config.slack.botToken === undefined ? {} : { token: config.slack.botToken }),
    clientOptions: clientOptions(config, log),
    logger: slackLogger(log),
    deferInitialization: true,
    // Nothing is remembered of conversations; Bolt would keep every one in memory.
    convoStore: false,
  })
  const users = createSlackUsers(clients.read)
  const { channels, audit, strangers, links } = options
  const members = createMembers(clients.read)
  const mayPost = createMayPost(channels, members)
  const gate = createGate({ users, config, audit, strangers, log })
  const conversation = createConversation({ answers, gate, users, mayPost, links, config })
  const { post } = clients
  const forms = {
    rule: onRuleForm(app, { rules: options.rules, mayPost, gate, post, renderer, config, log }),
    subscribe: onSubscribeForm(app, { desk: options.subscribing, mayPost, gate, post, renderer, config, log }),
  }
  const parts = { conversation, config, post, log, now, onAnswer: options.onAnswer, forms, linked: links !== undefined }
  onCommand(app, parts)
  onQuestions(app, parts)
  onFollowUps(app, parts)
  onActions(app, { conversation, channels, members, poster, now, config, log })
  onAlertActions(app, { desk: options.desk, users, post: clients.post, config, log })
  onHome(app, { conversation, now, log })
  if (links) {
    onLinkButtons(app, links, gate, parts)
    onLinks(app, { links, conversation, channels, members, post, config, log, now })
  }
  onRemoval(app, async (removal) => {
    const { event } = removal
    if (!(await endsToken(removal, clients.read, since))) {
      log.info({ event }, 'Slack says that the app was removed, or tokens of it; this token goes on working')
      return
    }
    log.warn({ event }, 'Slack says the app was removed; scheduled posts stop')
    options.onUninstalled()
  })
  app.error(async (error) => log.error({ err: error }, 'a Slack event failed'))
  let started = false
  return {
    async start() {
      await app.init()
      const server: unknown = await app.start(config.port)
      started = true
      return portOf(server)
    },
    async stop() {
      if (started) await app.stop()
    },
  }
}
