export default `
-- Questions that were given an address. used_at is machine time, and no finer than a day.
create table revops.links (
  id text primary key,
  question text not null,
  used_at timestamptz not null default clock_timestamp()
);
create index links_used_at on revops.links (used_at);
`
