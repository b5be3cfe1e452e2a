import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { botScopes } from '../src/slack/installing/scopes.ts'
import { documentedScopes } from './support/slack-scopes.ts'

const manifest = z
  .object({
    _metadata: z.object({ major_version: z.literal(2) }),
    display_information: z.object({
      name: z.string().max(35),
      description: z.string(),
      long_description: z.string().min(175).max(4_000),
    }),
    features: z.object({
      unfurl_domains: z
        .array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/))
        .min(1)
        .max(5),
      slash_commands: z.array(z.object({ command: z.string(), should_escape: z.boolean() })),
    }),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()) }) }),
    settings: z.object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
      interactivity: z.object({ is_enabled: z.boolean() }),
    }),
  })
  .parse(parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8')))

const folder = new URL('../src/slack/', import.meta.url)
const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n')

const found = (pattern: RegExp): string[] =>
  [...new Set([...code.matchAll(pattern)].map(([, name = '']) => name))].sort()

/** What the methods that are called need for what the bot does with them: for each kind of conversation its own scope. */
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  'assistant.threads.setStatus': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write', 'chat:write.public'],
  'chat.unfurl': ['links:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'users.info': ['users:read', 'users:read.email'],
  'users.list': ['users:read', 'users:read.email'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
  // What the SDK makes of it are files.getUploadURLExternal and files.completeUploadExternal.
  filesUploadV2: ['files:write'],
}

/** What mentions, direct messages, links and the agent view take. */
const eventScopes = ['app_mentions:read', 'assistant:write', 'im:history', 'links:read']

describe('manifest.yml and src/slack say the same', () => {
  it('names every slash command that is handled, and no other', () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(found(/app\.command\('(\/\w+)'/g))
    expect(manifest.features.slash_commands[0]?.should_escape).toBe(true)
  })

  it('subscribes to every event that is handled, and no other', () => {
    const listed = found(/app\.event\('(\w+)'/g)
    const looped = [...code.matchAll(/for \(const event of \[([^\]]+)\]/g)].flatMap(([, names = '']) =>
      [...names.matchAll(/'(\w+)'/g)].map(([, name = '']) => name),
    )
    // One handler takes messages of every kind; those of direct messages are asked for.
    const handled = [...listed, ...looped].map((event) => (event === 'message' ? 'message.im' : event))
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual(handled.sort())
  })

  it('has interactivity because buttons are handled', () => {
    expect(manifest.settings.interactivity.is_enabled).toBe(found(/(app\.action)/g).length > 0)
  })

  it('needs of each method only what Slack’s documentation names, or what more the same answer holds', () => {
    for (const [method, needed] of Object.entries(scopesOf)) {
      const named = documentedScopes[method === 'filesUploadV2' ? 'files.completeUploadExternal' : method]
      const beyond = needed.filter((scope) => !named?.includes(scope))
      // To post where the bot is no member; to get e-mails with a profile.
      const more: Readonly<Record<string, readonly string[]>> = {
        'chat.postMessage': ['chat:write.public'],
        'users.info': ['users:read.email'],
        'users.list': ['users:read.email'],
      }
      expect([method, beyond]).toEqual([method, more[method] ?? []])
      expect(needed.length > 0, method).toBe(named !== undefined && named.length > 0)
    }
  })

  it('has the scopes of every method that is called, and of nothing else', () => {
    const methods = [
      ...found(/\.((?:assistant\.threads|chat|conversations|users|views|files|reactions|pins|bookmarks)\.\w+)\(/g),
      ...found(/\.(filesUploadV2)\(/g),
    ]
    const needed = methods.flatMap((method) => {
      expect(Object.keys(scopesOf), `${method} is called: give its scopes here`).toContain(method)
      return scopesOf[method] ?? []
    })
    const { bot, bot_optional: optional } = manifest.oauth_config.scopes
    expect([...botScopes].sort()).toEqual([...bot, ...optional].sort())
    expect([...bot, ...optional].sort()).toEqual([...new Set(['commands', ...eventScopes, ...needed])].sort())
  })
})
