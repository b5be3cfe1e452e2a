import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'

/** E-mails, calls, meetings, tasks and notes, by when they were. */
export const activities = defineFact({
  id: 'activities',
  reads: ['activities', 'accounts', 'users'],
  needs: ['activities'],
  time: 'event',
  at: { column: sql`f.at`, type: 'instant' },
  rows: (c) => sql`
    select x.id, x.kind, x.at, x.user_id, x.account_id, x.opportunity_id, x.lead_id from ${c.t.activities} x
    where x.at < ${c.asOf}`,
  joins: {
    owner: { sql: (c) => sql`left join ${c.t.users} owner on owner.id = f.user_id` },
    manager: { sql: (c) => sql`left join ${c.t.users} manager on manager.id = owner.manager_id`, after: ['owner'] },
    account: { sql: (c) => sql`left join ${c.t.accounts} account on account.id = f.account_id` },
  },
  dimensions: {
    kind: { key: sql`f.kind` },
    owner: {
      key: sql`f.user_id`,
      name: sql`owner.name`,
      joins: ['owner'],
      personal: true,
      needs: ['activities.user_id'],
    },
    team: { key: sql`owner.team`, joins: ['owner'], needs: ['activities.user_id', 'users.team'] },
    manager: { key: sql`manager.id`, name: sql`manager.name`, joins: ['manager'], personal: true },
    account: {
      key: sql`f.account_id`,
      name: sql`account.name`,
      joins: ['account'],
      personal: true,
      needs: ['activities.account_id'],
    },
    segment: { key: sql`account.segment`, joins: ['account'], needs: ['activities.account_id', 'accounts.segment'] },
    region: { key: sql`account.region`, joins: ['account'], needs: ['activities.account_id', 'accounts.region'] },
    industry: { key: sql`account.industry`, joins: ['account'], needs: ['activities.account_id', 'accounts.industry'] },
  },
  people: [{ column: sql`f.user_id` }],
  rowKey: sql`f.id`,
  listed: [
    { id: 'at', label: { en: 'When', ja: '日時' }, value: sql`f.at`, type: 'instant' },
    { id: 'kind', label: { en: 'Kind', ja: '種類' }, value: sql`f.kind`, type: 'text' },
    { id: 'person', label: { en: 'Person', ja: '担当者' }, value: sql`owner.name`, type: 'text', joins: ['owner'] },
    {
      id: 'account',
      label: { en: 'Account', ja: 'アカウント' },
      value: sql`account.name`,
      type: 'text',
      joins: ['account'],
    },
  ],
  extras: [{ relation: 'accounts', alias: 'account', joins: ['account'] }],
})
