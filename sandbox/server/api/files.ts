import { announceFile, completeFile } from '../files.ts'
import { asObject, asText } from '../http.ts'
import type { Channel, SlackFile } from '../model.ts'
import type { Workspace } from '../workspace.ts'
import { type Call, invalidArguments, type Method, SlackRefusal } from './call.ts'
import { postableChannel } from './channels.ts'
import { fileObject } from './file-object.ts'

const writing = { scopes: ['files:write'], perMinute: 100 }

/** Characters of the description for screen readers. */
const mostAlt = 1_000

const getUploadURL: Method = {
  ...writing,
  handle({ workspace, args, url }) {
    const [name, length] = [args.text('filename'), args.number('length', 0)]
    // The one method whose documentation names this error; a length of 0 is none.
    if (name === '' || length <= 0) throw new SlackRefusal('missing_argument')
    if (args.text('alt_txt').length > mostAlt) throw new SlackRefusal('alt_txt_too_large')
    const file = announceFile(workspace, name, length)
    return { upload_url: `${url}/upload/v1/${file.id}`, file_id: file.id }
  },
}

const completeUpload: Method = {
  ...writing,
  requires: ['files'],
  handle(call) {
    const listed = call.args.json('files', 'invalid_arguments')
    if (!Array.isArray(listed) || listed.length === 0) throw invalidArguments(['must provide an array of files'])
    const items = listed.map((item) => asObject(item) ?? {})
    const files = items.map(({ id }) => uploaded(call, asText(id)))
    const channels = destinations(call)
    for (const [i, file] of files.entries()) completeFile(file, asText(items[i]?.title))
    for (const channel of channels) share(call, channel, files)
    return { files: files.map((file) => fileObject(call, file)) }
  },
}

/** Bytes that arrived for an upload that is not completed yet. */
function uploaded({ workspace }: Call, id: string): SlackFile {
  const file = workspace.files.get(id)
  if (!file?.bytes || file.readyAt !== null || file.isDeleted) throw new SlackRefusal('file_not_found')
  return file
}

/** Where the files are shared: only where the bot is, whatever it may post elsewhere. */
function destinations({ workspace, args }: Call): Channel[] {
  const ids = [args.text('channel_id'), ...args.text('channels').split(',')].filter((id) => id !== '')
  if (ids.length > 100) throw new SlackRefusal('channels_limit_exceeded')
  return [...new Set(ids)].map((id) => {
    const channel = postableChannel(workspace, id)
    if (!channel.botIsMember) throw new SlackRefusal('not_in_channel')
    return channel
  })
}

function share({ workspace, args }: Call, channel: Channel, files: readonly SlackFile[]): void {
  workspace.messages.add({
    channel: channel.id,
    from: workspace.identity.botUser,
    text: args.text('initial_comment'),
    blocks: [],
    thread_ts: args.text('thread_ts') || undefined,
    files: files.map(({ id }) => id),
    via: 'api',
  })
}

function knownFile(workspace: Workspace, id: string): SlackFile {
  const file = workspace.files.get(id)
  if (!file) throw new SlackRefusal('file_not_found')
  if (file.isDeleted) throw new SlackRefusal('file_deleted')
  return file
}

const info: Method = {
  scopes: ['files:read'],
  perMinute: 100,
  requires: ['file'],
  handle(call) {
    const file = fileObject(call, knownFile(call.workspace, call.args.text('file')))
    // Comments on files are gone from Slack; their list is not.
    return { file, comments: [], paging: { count: 0, total: 0, page: 1, pages: 0 } }
  },
}

const remove: Method = {
  ...writing,
  perMinute: 50,
  requires: ['file'],
  handle({ workspace, args }) {
    knownFile(workspace, args.text('file')).isDeleted = true
    return {}
  },
}

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadURL,
  'files.completeUploadExternal': completeUpload,
  'files.info': info,
  'files.delete': remove,
}
