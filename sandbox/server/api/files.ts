import { announceFile, completeFile } from '../files.ts'
import { asObject, asText } from '../http.ts'
import type { SlackFile } from '../model.ts'
import { type Call, type Method, SlackRefusal } from './call.ts'
import { postableChannel } from './channels.ts'
import { fileObject } from './objects.ts'

const writing = { scopes: ['files:write'], perMinute: 100 }

const getUploadURL: Method = {
  ...writing,
  handle({ workspace, args, url }) {
    const length = args.number('length', 0)
    if (length <= 0) throw new SlackRefusal('missing_argument')
    const file = announceFile(workspace, args.need('filename'), length)
    return { upload_url: `${url}/upload/v1/${file.id}`, file_id: file.id }
  },
}

const completeUpload: Method = {
  ...writing,
  handle(call) {
    const listed = call.args.json('files', 'invalid_arguments')
    if (!Array.isArray(listed) || listed.length === 0) throw new SlackRefusal('invalid_arguments')
    const completed = listed.map((item) => complete(call, asObject(item) ?? {}))
    if (call.args.text('channel_id') !== '') share(call, completed)
    return { files: completed.map((file) => fileObject(file, call.url, call.workspace.identity)) }
  },
}

function complete({ workspace }: Call, item: Readonly<Record<string, unknown>>): SlackFile {
  const file = workspace.files.get(asText(item.id))
  if (!file?.bytes) throw new SlackRefusal('file_not_found')
  completeFile(file, asText(item.title))
  return file
}

function share({ workspace, args }: Call, files: readonly SlackFile[]): void {
  const channel = postableChannel(workspace, args.text('channel_id'))
  const text = args.text('initial_comment')
  const from = workspace.identity.botUser
  workspace.messages.add({ channel: channel.id, from, text, blocks: [], files: files.map(({ id }) => id), via: 'api' })
}

const info: Method = {
  scopes: ['files:read'],
  perMinute: 100,
  handle({ workspace, args, url }) {
    const file = workspace.files.get(args.text('file'))
    if (!file) throw new SlackRefusal('file_not_found')
    return { file: fileObject(file, url, workspace.identity) }
  },
}

const remove: Method = {
  ...writing,
  perMinute: 50,
  handle({ workspace, args }) {
    if (!workspace.files.delete(args.text('file'))) throw new SlackRefusal('file_not_found')
    return {}
  },
}

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadURL,
  'files.completeUploadExternal': completeUpload,
  'files.info': info,
  'files.delete': remove,
}
