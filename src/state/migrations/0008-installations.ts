export default `
-- Workspaces, and whole organizations (Enterprise Grid), in which the app was installed by OAuth. id is the workspace's, or
-- of an installation for an organization the organization's. sealed holds what Slack gave, tokens included: nonce, tag and
-- ciphertext of AES-256-GCM, bound to the ids beside it. key_id names the key; installed_at is machine time.
create table revops.installations (
  id text primary key,
  team_id text,
  enterprise_id text,
  is_enterprise_install boolean not null,
  name text,
  bot_id text not null,
  bot_user_id text not null,
  scopes text[] not null,
  sealed bytea not null,
  key_id text not null,
  installed_by text not null,
  installed_at timestamptz not null default clock_timestamp(),
  check (id = case when is_enterprise_install then enterprise_id else team_id end)
);
`
