export default `
-- A delivery posts a message, edits one that was posted, or answers in its thread; root is that message's key.
alter table revops.deliveries
  add column act text not null default 'post' check (act in ('post', 'edit', 'reply')),
  add column root text,
  -- A direct message has a channel of its own, which Slack tells when it is posted.
  add column posted_in text,
  add check ((act = 'post') = (root is null));

-- Where a firing series was told, and what people made of it. who is an id of ssot.users; instants are business time.
alter table revops.alert_series
  -- When it last began to fire, also after it was over.
  add column began timestamptz,
  add column post_key text,
  add column post_channel text,
  add column post_locale text check (post_locale in ('en', 'ja')),
  add column acknowledged_by text,
  add column acknowledged_at timestamptz,
  add column assignee text,
  add column assigned_by text,
  add column snoozed_by text,
  add column snoozed_until timestamptz,
  add column snoozed_for text check (snoozed_for in ('day', 'week', 'change')),
  add column escalated_at timestamptz;
update revops.alert_series set began = since where since is not null;
create index alert_series_post on revops.alert_series (post_key) where post_key is not null;

-- Every press of an alert's buttons, for ever: who did what to which message.
create table revops.alert_marks (
  position bigint generated always as identity primary key,
  alert text not null,
  post_key text not null,
  series text[] not null,
  mark text not null check (mark in ('acknowledged', 'snoozed', 'assigned', 'not useful')),
  who text not null,
  detail jsonb,
  at timestamptz not null
);
create index alert_marks_alert on revops.alert_marks (alert, mark, at);
-- One person thinks once of a message that it is of no use.
create unique index alert_marks_opinion on revops.alert_marks (post_key, who) where mark = 'not useful';

-- What was told in a channel, whichever rule told it: the same fact is not told twice within the hour.
create table revops.alert_told (
  channel text not null,
  subject text not null,
  alert text not null,
  at timestamptz not null,
  primary key (channel, subject, alert, at)
);
`
