export default `
-- What keeps the past runs by the clock too.
alter table revops.schedules drop constraint schedules_kind_check,
  add constraint schedules_kind_check check (kind in ('report', 'alert', 'keeper'));
alter table revops.runs drop constraint runs_kind_check,
  add constraint runs_kind_check check (kind in ('report', 'alert', 'keeper'));

-- The daily looks at the opportunities, where the source keeps no history of its own. at is the scheduled instant
-- (business time), taken_at machine time; mark tells one state of the versions from another.
create table revops.snapshots (
  at timestamptz primary key,
  mark uuid not null default gen_random_uuid(),
  versions bigint not null,
  taken_at timestamptz not null default clock_timestamp()
);

-- Opportunities as they stood, in the form of the contract's opportunity_history. updated_at is the source's own, of the
-- row as it was last looked at: another one means that something may have changed.
create table revops.opportunity_versions (
  opportunity_id text not null,
  valid_from timestamptz not null,
  valid_to timestamptz,
  stage_id text,
  amount numeric,
  close_date date,
  forecast_category text,
  owner_id text,
  updated_at timestamptz,
  primary key (opportunity_id, valid_from),
  check (valid_to > valid_from)
);
create unique index opportunity_versions_standing on revops.opportunity_versions (opportunity_id) where valid_to is null;
create index opportunity_versions_from on revops.opportunity_versions (valid_from);

-- What the company's figures of a closed period were when they were first told. definition tells one meaning of a figure
-- from another; reported_at is business time, synced_at the oldest sync of what it rests on. A value
-- that is null was told as no data.
create table revops.first_reported (
  metric text not null,
  period_from date not null,
  period_to date not null,
  definition text not null,
  value float8,
  numerator float8,
  denominator float8,
  n float8 not null,
  reported_at timestamptz not null,
  synced_at timestamptz,
  primary key (metric, period_from, period_to),
  check (period_to > period_from)
);
create index first_reported_period on revops.first_reported (period_to);
`
