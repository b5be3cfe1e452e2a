-- The Maven CRM as landed (schema raw, all text) mapped onto the contract with views, as a user would map their own.
create schema ssot;

create view ssot.users as
  select sales_agent as id, sales_agent as name, lower(replace(sales_agent, ' ', '.')) || '@maven.example' as email,
    'rep' as role, regional_office as team, manager as manager_id, true as active
  from raw.sales_teams
  union all
  select distinct manager, manager, lower(replace(manager, ' ', '.')) || '@maven.example', 'manager', regional_office, null, true
  from raw.sales_teams
  union all
  select 'cro', 'Chief Revenue Officer', 'cro@maven.example', 'executive', null, null, true;

create view ssot.accounts as
  select account as id, account as name, case sector when 'technolgy' then 'technology' else sector end as industry,
    case office_location when 'Philipines' then 'Philippines' else office_location end as region,
    date '2016-01-01' as created_at
  from raw.accounts;

create view ssot.stages as
  select * from (values ('Prospecting', 'Prospecting', 1, 'open'), ('Engaging', 'Engaging', 2, 'open'),
    ('Won', 'Won', 3, 'won'), ('Lost', 'Lost', 4, 'lost')) s (id, name, position, outcome);

create view ssot.opportunities as
  select opportunity_id as id, opportunity_id as name, account as account_id, sales_agent as owner_id, deal_stage as stage_id,
    case product when 'GTXPro' then 'GTX Pro' else product end as product, close_value::numeric as amount,
    case when deal_stage in ('Won', 'Lost') then close_date::date end as closed_at, engage_date::date as created_at,
    coalesce(close_date, engage_date, '2016-10-01')::date as updated_at
  from raw.sales_pipeline;
