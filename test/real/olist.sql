-- The Olist funnel as landed (schema raw, all text) mapped onto the contract with views, as a user would map their own.
create schema ssot;

create view ssot.users as
  select distinct sr_id as id, sr_id as name, sr_id || '@olist.example' as email, 'rep' as role from raw.closed_deals where sr_id is not null
  union all
  select 'cro', 'Chief Revenue Officer', 'cro@olist.example', 'executive';

create view ssot.accounts as
  select seller_id as id, seller_id as name, max(business_segment) as segment, min(won_date)::timestamp at time zone 'America/Sao_Paulo' as created_at
  from raw.closed_deals group by 1;

create view ssot.stages as
  select * from (values ('qualified', 'Qualified', 1, 'open'), ('won', 'Won', 2, 'won'), ('lost', 'Lost', 3, 'lost')) s (id, name, position, outcome);

-- A deal begins when the lead first made contact and is won when the seller signed.
create view ssot.opportunities as
  select d.mql_id as id, d.mql_id as name, d.seller_id as account_id, d.sr_id as owner_id, 'won' as stage_id,
    m.origin as source, d.declared_monthly_revenue::numeric as amount,
    d.won_date::timestamp at time zone 'America/Sao_Paulo' as closed_at,
    m.first_contact_date::timestamp at time zone 'America/Sao_Paulo' as created_at,
    d.won_date::timestamp at time zone 'America/Sao_Paulo' as updated_at
  from raw.closed_deals d join raw.leads m using (mql_id);

create view ssot.leads as
  select m.mql_id as id, m.origin as source, d.mql_id as opportunity_id,
    m.first_contact_date::date as created_at, m.first_contact_date::date as mql_at,
    d.won_date::timestamp at time zone 'America/Sao_Paulo' as converted_at, m.first_contact_date::date as updated_at
  from raw.leads m left join raw.closed_deals d using (mql_id);
