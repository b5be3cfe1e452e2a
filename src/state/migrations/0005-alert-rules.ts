export default `
-- Rules that people made in Slack. spec is a rule file's shape, with KPIs by their ids; made_by is an id of ssot.users.
-- known_since is business time, made_at machine time; off says why a rule does not run any more, in both languages.
create table revops.alert_rules (
  position bigint generated always as identity primary key,
  id uuid not null unique default gen_random_uuid(),
  name text not null,
  spec jsonb not null,
  made_by text not null,
  scope text not null check (scope in ('company', 'team')),
  known_since timestamptz not null,
  off jsonb,
  made_at timestamptz not null default clock_timestamp()
);
`
