/** What the app asks for when it is installed: as manifest.yml has it, the optional ones last. */
export const botScopes: readonly string[] = [
  'app_mentions:read',
  'assistant:write',
  'commands',
  'chat:write',
  'chat:write.public',
  'files:write',
  'links:read',
  'links:write',
  'users:read',
  'users:read.email',
  'channels:read',
  'channels:history',
  'im:history',
  'im:write',
  'groups:read',
  'groups:history',
]
