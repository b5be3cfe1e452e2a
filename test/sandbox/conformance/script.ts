import { type Body, call, repEmail, type Stage } from './stage.ts'

type Args = Readonly<Record<string, unknown>>

export interface Step {
  /** What is tried, which names it in the list of differences. */
  readonly name: string
  readonly method: string
  /** Made from what earlier steps were answered, by their names. */
  readonly args?: (stage: Stage, said: (step: string) => Body) => Args | Promise<Args>
  readonly token?: string
  /** What has to happen before. */
  readonly first?: (stage: Stage, said: (step: string) => Body) => Promise<unknown>
}

const unknown = 'C0UNKNOWN1'
const noTs = '1700000000.000001'
const modal = (external_id = '') => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'A form' },
  blocks: [{ type: 'divider' }],
  ...(external_id !== '' && { external_id }),
})
const home = { type: 'home', blocks: [{ type: 'divider' }] }
const idOf = (body: Body): string => (body.view as { id: string }).id
const fileIn = (body: Body): string => String(body.file_id)

/** Calls good and bad, in an order in which each finds what it needs. */
export const script: readonly Step[] = [
  { name: 'a good token', method: 'auth.test' },
  { name: 'a bad token', method: 'auth.test', token: 'xoxb-wrong' },
  { name: 'no token', method: 'auth.test', token: '' },

  { name: 'a post', method: 'chat.postMessage', args: ({ ids }) => ({ channel: ids.sales, text: 'hello' }) },
  {
    name: 'a post with blocks and metadata',
    method: 'chat.postMessage',
    args: ({ ids }) => ({
      channel: ids.sales,
      text: 'hello',
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'hello' } }],
      metadata: { event_type: 'delivery', event_payload: { key: 'k' } },
    }),
  },
  {
    name: 'a post in a thread',
    method: 'chat.postMessage',
    args: ({ ids }, said) => ({ channel: ids.sales, text: 'and this', thread_ts: said('a post').ts }),
  },
  { name: 'a post to a person', method: 'chat.postMessage', args: ({ ids }) => ({ channel: ids.rep, text: 'hello' }) },
  { name: 'a post nowhere', method: 'chat.postMessage', args: () => ({ channel: unknown, text: 'hello' }) },
  { name: 'a post without a channel', method: 'chat.postMessage', args: () => ({ text: 'hello' }) },
  { name: 'a post without a word', method: 'chat.postMessage', args: ({ ids }) => ({ channel: ids.sales }) },
  { name: 'a post to an archive', method: 'chat.postMessage', args: ({ ids }) => ({ channel: ids.old, text: 'x' }) },
  {
    name: 'a post where the bot is not',
    method: 'chat.postMessage',
    args: ({ ids }) => ({ channel: ids.finance, text: 'x' }),
  },
  {
    name: 'a post of more than a message holds',
    method: 'chat.postMessage',
    args: ({ ids }) => ({ channel: ids.sales, text: 'x'.repeat(40_001) }),
  },
  {
    name: 'a post whose blocks are no JSON',
    method: 'chat.postMessage',
    args: ({ ids }) => ({ channel: ids.sales, text: 'x', blocks: '[{' }),
  },
  {
    name: 'a post whose metadata is no JSON',
    method: 'chat.postMessage',
    args: ({ ids }) => ({ channel: ids.sales, text: 'x', metadata: '{' }),
  },

  {
    name: 'an ephemeral',
    method: 'chat.postEphemeral',
    args: ({ ids }) => ({ channel: ids.sales, user: ids.rep, text: 'psst' }),
  },
  {
    name: 'an ephemeral to nobody known',
    method: 'chat.postEphemeral',
    args: ({ ids }) => ({ channel: ids.sales, user: 'U0UNKNOWN1', text: 'psst' }),
  },
  {
    name: 'an ephemeral to nobody',
    method: 'chat.postEphemeral',
    args: ({ ids }) => ({ channel: ids.sales, text: 'psst' }),
  },
  {
    name: 'an ephemeral without a word',
    method: 'chat.postEphemeral',
    args: ({ ids }) => ({ channel: ids.sales, user: ids.rep }),
  },
  {
    name: 'an ephemeral nowhere',
    method: 'chat.postEphemeral',
    args: ({ ids }) => ({ channel: unknown, user: ids.rep, text: 'psst' }),
  },

  {
    name: 'an update',
    method: 'chat.update',
    args: ({ ids }, said) => ({ channel: ids.sales, ts: said('a post').ts, text: 'better' }),
  },
  {
    name: 'an update of nothing',
    method: 'chat.update',
    args: ({ ids }) => ({ channel: ids.sales, ts: noTs, text: 'x' }),
  },
  { name: 'an update without a ts', method: 'chat.update', args: ({ ids }) => ({ channel: ids.sales, text: 'x' }) },
  {
    name: 'an update of somebody else’s',
    method: 'chat.update',
    args: ({ ids }) => ({ channel: ids.sales, ts: ids.ts, text: 'x' }),
  },
  {
    name: 'an update without a word',
    method: 'chat.update',
    args: ({ ids }, said) => ({ channel: ids.sales, ts: said('a post').ts }),
  },
  {
    name: 'an update that is too long',
    method: 'chat.update',
    args: ({ ids }, said) => ({ channel: ids.sales, ts: said('a post').ts, text: 'x'.repeat(4_001) }),
  },

  {
    name: 'a permalink',
    method: 'chat.getPermalink',
    args: ({ ids }, said) => ({ channel: ids.sales, message_ts: said('a post').ts }),
  },
  {
    name: 'a permalink to nothing',
    method: 'chat.getPermalink',
    args: ({ ids }) => ({ channel: ids.sales, message_ts: noTs }),
  },
  {
    name: 'a permalink to nowhere',
    method: 'chat.getPermalink',
    args: () => ({ channel: unknown, message_ts: noTs }),
  },

  { name: 'a channel', method: 'conversations.info', args: ({ ids }) => ({ channel: ids.sales }) },
  { name: 'an unknown channel', method: 'conversations.info', args: () => ({ channel: unknown }) },
  { name: 'a channel that is not named', method: 'conversations.info' },
  { name: 'a private channel', method: 'conversations.info', args: ({ ids }) => ({ channel: ids.finance }) },
  { name: 'all channels', method: 'conversations.list' },
  { name: 'members', method: 'conversations.members', args: ({ ids }) => ({ channel: ids.sales }) },
  { name: 'members of nowhere', method: 'conversations.members', args: () => ({ channel: unknown }) },
  { name: 'joining', method: 'conversations.join', args: ({ ids }) => ({ channel: ids.sales }) },
  { name: 'joining an archive', method: 'conversations.join', args: ({ ids }) => ({ channel: ids.old }) },
  { name: 'joining nowhere', method: 'conversations.join', args: () => ({ channel: unknown }) },
  { name: 'direct messages', method: 'conversations.open', args: ({ ids }) => ({ users: ids.rep }) },
  {
    name: 'direct messages by their id',
    method: 'conversations.open',
    args: (_, said) => ({ channel: (said('direct messages').channel as { id: string }).id, return_im: true }),
  },
  { name: 'direct messages with nobody', method: 'conversations.open' },
  { name: 'direct messages with nobody known', method: 'conversations.open', args: () => ({ users: 'U0UNKNOWN1' }) },

  { name: 'a history', method: 'conversations.history', args: ({ ids }) => ({ channel: ids.sales }) },
  {
    name: 'a page of a history',
    method: 'conversations.history',
    args: ({ ids }) => ({ channel: ids.sales, limit: 1 }),
  },
  { name: 'a history of nowhere', method: 'conversations.history', args: () => ({ channel: unknown }) },
  { name: 'a history without a channel', method: 'conversations.history' },
  {
    name: 'a thread',
    method: 'conversations.replies',
    args: ({ ids }, said) => ({ channel: ids.sales, ts: said('a post').ts }),
  },
  {
    name: 'a thread that is not',
    method: 'conversations.replies',
    args: ({ ids }) => ({ channel: ids.sales, ts: noTs }),
  },
  { name: 'a thread of nowhere', method: 'conversations.replies', args: () => ({ channel: unknown, ts: noTs }) },
  { name: 'a thread without a channel', method: 'conversations.replies' },

  {
    name: 'deleting',
    method: 'chat.delete',
    args: ({ ids }, said) => ({ channel: ids.sales, ts: said('a post with blocks and metadata').ts }),
  },
  {
    name: 'deleting again',
    method: 'chat.delete',
    args: ({ ids }, said) => ({ channel: ids.sales, ts: said('a post with blocks and metadata').ts }),
  },
  {
    name: 'deleting somebody else’s',
    method: 'chat.delete',
    args: ({ ids }) => ({ channel: ids.sales, ts: ids.ts }),
  },

  { name: 'a person', method: 'users.info', args: ({ ids }) => ({ user: ids.rep }) },
  { name: 'nobody known', method: 'users.info', args: () => ({ user: 'U0UNKNOWN1' }) },
  { name: 'nobody', method: 'users.info' },
  { name: 'a person by e-mail', method: 'users.lookupByEmail', args: () => ({ email: repEmail }) },
  { name: 'nobody by e-mail', method: 'users.lookupByEmail', args: () => ({ email: 'nobody@example.com' }) },
  { name: 'no e-mail', method: 'users.lookupByEmail' },
  { name: 'everybody', method: 'users.list' },

  { name: 'an upload', method: 'files.getUploadURLExternal', args: () => ({ filename: 'a.csv', length: 3 }) },
  {
    name: 'an upload without a length',
    method: 'files.getUploadURLExternal',
    args: () => ({ filename: 'a.csv' }),
  },
  {
    name: 'a completed upload',
    method: 'files.completeUploadExternal',
    first: (_, said) => fetch(String(said('an upload').upload_url), { method: 'POST', body: 'a,b' }),
    args: ({ ids }, said) => ({
      files: [{ id: fileIn(said('an upload')), title: 'Rows' }],
      channel_id: ids.sales,
      initial_comment: 'All rows',
    }),
  },
  {
    name: 'an upload completed twice',
    method: 'files.completeUploadExternal',
    args: (_, said) => ({ files: [{ id: fileIn(said('an upload')) }] }),
  },
  { name: 'an upload without files', method: 'files.completeUploadExternal' },
  { name: 'a file', method: 'files.info', args: (_, said) => ({ file: fileIn(said('an upload')) }) },
  { name: 'no known file', method: 'files.info', args: () => ({ file: 'F0UNKNOWN1' }) },
  { name: 'deleting a file', method: 'files.delete', args: (_, said) => ({ file: fileIn(said('an upload')) }) },
  { name: 'deleting a file again', method: 'files.delete', args: (_, said) => ({ file: fileIn(said('an upload')) }) },
  { name: 'deleting no known file', method: 'files.delete', args: () => ({ file: 'F0UNKNOWN1' }) },

  { name: 'a home tab', method: 'views.publish', args: ({ ids }) => ({ user_id: ids.rep, view: home }) },
  {
    name: 'a home tab with an old hash',
    method: 'views.publish',
    args: ({ ids }) => ({ user_id: ids.rep, view: home, hash: '1.old' }),
  },
  { name: 'a home tab for nobody known', method: 'views.publish', args: () => ({ user_id: 'U0UNKNOWN1', view: home }) },
  { name: 'a home tab of nothing', method: 'views.publish', args: ({ ids }) => ({ user_id: ids.rep }) },
  {
    name: 'a modal',
    method: 'views.open',
    args: async ({ trigger }) => ({ trigger_id: await trigger(), view: modal('form') }),
  },
  { name: 'a modal without a trigger', method: 'views.open', args: () => ({ view: modal() }) },
  {
    name: 'a modal of nothing',
    method: 'views.open',
    args: async ({ trigger }) => ({ trigger_id: await trigger(), view: '{' }),
  },
  {
    name: 'an update of a modal',
    method: 'views.update',
    args: (_, said) => ({ view_id: idOf(said('a modal')), view: modal('form') }),
  },
  {
    name: 'an update of a modal by its external id',
    method: 'views.update',
    args: () => ({ external_id: 'form', view: modal('form') }),
  },
  {
    name: 'an update of a modal with an old hash',
    method: 'views.update',
    args: (_, said) => ({ view_id: idOf(said('a modal')), hash: '1.old', view: modal('form') }),
  },
  { name: 'an update of no modal', method: 'views.update', args: () => ({ view_id: 'V0UNKNOWN1', view: modal() }) },
  {
    name: 'a second modal upon it',
    method: 'views.push',
    args: async ({ trigger }, said) => ({ trigger_id: await trigger(idOf(said('a modal'))), view: modal() }),
  },
  {
    name: 'a modal with the external id of another',
    method: 'views.push',
    args: async ({ trigger }, said) => ({ trigger_id: await trigger(idOf(said('a modal'))), view: modal('form') }),
  },
  {
    name: 'a third modal upon them',
    method: 'views.push',
    args: async ({ trigger }, said) => ({
      trigger_id: await trigger(idOf(said('a second modal upon it'))),
      view: modal(),
    }),
  },
  {
    name: 'a fourth',
    method: 'views.push',
    args: async ({ trigger }, said) => ({
      trigger_id: await trigger(idOf(said('a third modal upon them'))),
      view: modal(),
    }),
  },
]

/** What each step was answered, by name; `ask` makes the calls. */
export async function play(stage: Stage, steps = script, ask: typeof call = call): Promise<ReadonlyMap<string, Body>> {
  const answers = new Map<string, Body>()
  const said = (name: string): Body => answers.get(name) ?? {}
  for (const { name, method, args, token, first } of steps) {
    await first?.(stage, said)
    answers.set(name, await ask(stage, method, await args?.(stage, said), token))
  }
  return answers
}
