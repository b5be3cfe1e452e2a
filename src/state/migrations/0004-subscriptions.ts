export default `
-- What people are subscribed to runs by the clock too.
alter table revops.schedules drop constraint schedules_kind_check,
  add constraint schedules_kind_check check (kind in ('report', 'alert', 'keeper', 'subscription'));
alter table revops.runs drop constraint runs_kind_check,
  add constraint runs_kind_check check (kind in ('report', 'alert', 'keeper', 'subscription'));

-- A digest may wait for fresh data: waits counts how often it did, which are no failed attempts; wait_until is business time.
alter table revops.runs add column waits int not null default 0, add column wait_until timestamptz;

-- known_since is business time, made_at machine time; channel null is the person's direct messages.
create table revops.subscriptions (
  position bigint generated always as identity primary key,
  id uuid not null unique default gen_random_uuid(),
  person text not null,
  kind text not null check (kind in ('report', 'kpi', 'account')),
  topic text not null,
  label text not null,
  channel text,
  locale text not null check (locale in ('en', 'ja')),
  schedule text not null,
  zone text not null,
  only_changes boolean not null,
  known_since timestamptz not null,
  told text,
  paused text,
  made_at timestamptz not null default clock_timestamp()
);
create unique index subscriptions_same on revops.subscriptions (person, kind, topic, coalesce(channel, ''));
create index subscriptions_channel on revops.subscriptions (channel) where channel is not null;
`
