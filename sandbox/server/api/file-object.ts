import { fileType, isProcessed, mimeType } from '../files.ts'
import type { SlackFile } from '../model.ts'
import type { Call } from './call.ts'

/** A file as `files.info` answers. Until it is processed Slack knows neither its type nor its size in pixels. */
export function fileObject({ workspace, url }: Pick<Call, 'workspace' | 'url'>, file: SlackFile): object {
  const { identity } = workspace
  const processed = isProcessed(file)
  const created = Math.floor(file.createdAt / 1_000)
  const address = `${url}/files/${file.id}/${encodeURIComponent(file.name)}`
  return {
    id: file.id,
    created,
    timestamp: created,
    name: file.name,
    title: file.title,
    mimetype: processed ? mimeType(file) : '',
    filetype: processed ? fileType(file) : '',
    pretty_type: processed ? fileType(file).toUpperCase() : '',
    size: file.bytes?.length ?? 0,
    user: identity.botUser,
    user_team: identity.team,
    mode: 'hosted',
    editable: false,
    url_private: address,
    url_private_download: `${address}?download=1`,
    permalink: address,
    public_url_shared: false,
    is_external: false,
    external_type: '',
    display_as_bot: false,
    has_rich_preview: false,
    is_starred: false,
    comments_count: 0,
    ...whereShared({ workspace }, file),
    ...(processed && { thumb_360: address }),
  }
}

/** The conversations that show the file, by their kind, and the messages in which they do. */
function whereShared({ workspace }: Pick<Call, 'workspace'>, { id }: SlackFile) {
  const messages = workspace.messages.all.filter(({ files }) => files?.includes(id))
  const places = workspace.channels.filter((channel) => messages.some((each) => each.channel === channel.id))
  const of = (kind: string) => places.filter((channel) => channel.kind === kind).map((channel) => channel.id)
  const sharesIn = (ids: readonly string[]) =>
    Object.fromEntries(
      ids.map((channel) => [
        channel,
        messages.filter((each) => each.channel === channel).map(({ ts, thread_ts }) => ({ ts, thread_ts })),
      ]),
    )
  const [channels, groups, ims] = [of('public'), of('private'), of('dm')]
  const closed = [...groups, ...ims]
  return {
    is_public: channels.length > 0,
    channels,
    groups,
    ims,
    shares: {
      ...(channels.length > 0 && { public: sharesIn(channels) }),
      ...(closed.length > 0 && { private: sharesIn(closed) }),
    },
  }
}
