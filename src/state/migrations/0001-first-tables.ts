export default `
-- What the clock runs, and since when: instants before that were never missed.
create table revops.schedules (
  kind text not null check (kind in ('report', 'alert')),
  id text not null,
  schedule text not null,
  known_since timestamptz not null,
  primary key (kind, id)
);

-- One row for each instant at which a definition was due, claimed by that instant.
-- due is business time; lease_until, started_at and finished_at are machine time.
create table revops.runs (
  kind text not null check (kind in ('report', 'alert')),
  id text not null,
  due timestamptz not null,
  late boolean not null,
  claimed_by text not null,
  lease_until timestamptz not null,
  attempts int not null default 1,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  outcome text,
  reason text,
  primary key (kind, id, due),
  check ((finished_at is null) = (outcome is null))
);
create index runs_unfinished on revops.runs (lease_until) where finished_at is null;

-- How each series of an alert stands. All instants are business time.
create table revops.alert_series (
  alert text not null,
  series text not null,
  label text not null,
  state text not null check (state in ('ok', 'pending', 'firing', 'recovering', 'no_data', 'error')),
  since timestamptz,
  pending_since timestamptz,
  cleared_since timestamptz,
  told_at timestamptz,
  told jsonb,
  latest jsonb,
  primary key (alert, series)
);

create table revops.alert_transitions (
  position bigint generated always as identity primary key,
  alert text not null,
  series text not null,
  old_state text not null,
  new_state text not null,
  reason jsonb not null,
  observation jsonb,
  at timestamptz not null
);
create index alert_transitions_series on revops.alert_transitions (alert, series, position);

-- The queue of record. due is business time, all other instants are machine time.
create table revops.deliveries (
  position bigint generated always as identity primary key,
  key text not null unique,
  channel text not null,
  locale text not null check (locale in ('en', 'ja')),
  payload jsonb not null,
  source_kind text not null,
  source text not null,
  due timestamptz not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'unknown')),
  -- An earlier try may have been posted: look before sending again.
  uncertain boolean not null default false,
  attempts int not null default 0,
  not_before timestamptz not null default clock_timestamp(),
  claimed_by text,
  lease_until timestamptz,
  ts text,
  last_error text,
  created_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz
);
create index deliveries_open on revops.deliveries (channel, position) where state in ('queued', 'sending');
create index deliveries_sent on revops.deliveries (channel, sent_at desc) where sent_at is not null;
create index deliveries_state on revops.deliveries (state);

-- Running processes, by heartbeat.
create table revops.replicas (
  id text primary key,
  worker_pool text,
  heartbeat timestamptz not null default clock_timestamp()
);
`
