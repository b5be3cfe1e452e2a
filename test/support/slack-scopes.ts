const reading = ['channels:read', 'groups:read', 'im:read', 'mpim:read']
const history = ['channels:history', 'groups:history', 'im:history', 'mpim:history']

/**
 * The scopes that a bot token needs for a method, one of each list, as https://docs.slack.dev/reference/methods names them;
 * written off by hand in November 2026. An empty list: any bot token will do.
 */
export const documentedScopes: Readonly<Record<string, readonly string[]>> = {
  'assistant.threads.setStatus': ['chat:write'],
  'auth.revoke': [],
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.unfurl': ['links:write'],
  'chat.update': ['chat:write'],
  'conversations.history': history,
  'conversations.info': reading,
  'conversations.join': ['channels:join'],
  'conversations.list': reading,
  'conversations.members': reading,
  'conversations.open': ['channels:manage', 'groups:write', 'im:write', 'mpim:write'],
  'conversations.replies': history,
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
}
