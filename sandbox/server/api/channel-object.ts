import type { Channel } from '../model.ts'
import type { Identity } from '../options.ts'

/** When the workspace was made, in Unix seconds: before anything that is told of it. */
const founded = 1_735_689_600
const blank = { value: '', creator: '', last_set: 0 }

/** A conversation as Slack's answers show it. */
export const channelObject = (channel: Channel, identity: Identity): object => ({
  id: channel.id,
  created: founded,
  is_archived: channel.isArchived,
  is_org_shared: false,
  context_team_id: identity.team,
  ...(channel.kind === 'dm' ? direct(channel) : shared(channel, identity)),
})

/** Of direct messages little is told, and nothing that only channels have. */
const direct = ({ members }: Channel) => ({ is_im: true, user: members?.[0], is_open: true, priority: 0 })

/** A private channel is a channel too, since the ids of both begin with C. */
const shared = ({ name, kind, isExtShared, botIsMember }: Channel, identity: Identity) => ({
  name,
  name_normalized: name,
  previous_names: [],
  creator: identity.slackbot,
  is_channel: true,
  is_group: false,
  is_im: false,
  is_mpim: false,
  is_private: kind === 'private',
  is_general: name === 'general',
  is_shared: isExtShared,
  is_ext_shared: isExtShared,
  is_pending_ext_shared: false,
  is_member: botIsMember,
  unlinked: 0,
  pending_shared: [],
  shared_team_ids: [identity.team],
  topic: blank,
  purpose: blank,
})

/** How far the bot has read, which only a channel of its own tells: nothing, since bots mark nothing as read. */
export const readSoFar = { last_read: '0000000000.000000' }
