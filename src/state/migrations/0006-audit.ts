export default `
-- Who asked what, and what was shared where; at is machine time. What was answered is nowhere in it.
create table revops.audit (
  position bigint generated always as identity primary key,
  at timestamptz not null,
  act text not null check (act in ('asked', 'shared')),
  slack_user text not null,
  email text,
  question text not null,
  channel text,
  scope text check (scope in ('everything', 'aggregates', 'people')),
  outcome text not null check (outcome in ('answered', 'refused', 'unknown', 'failed')),
  ms int not null
);
create index audit_at on revops.audit (at);
create index audit_email on revops.audit (email, at);
`
