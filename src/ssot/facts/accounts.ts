import type { Dimension, ExtraSource, Join, PersonColumn } from '../fact.ts'
import { sql } from '../sql.ts'

/** What facts with one row per account (or per subscription of one) share: their rows carry `account_id`. */
export const accountJoins = {
  account: { sql: (c) => sql`left join ${c.t.accounts} account on account.id = f.account_id` },
  owner: { sql: (c) => sql`left join ${c.t.users} owner on owner.id = account.owner_id`, after: ['account'] },
  manager: { sql: (c) => sql`left join ${c.t.users} manager on manager.id = owner.manager_id`, after: ['owner'] },
  csm: { sql: (c) => sql`left join ${c.t.users} csm on csm.id = account.csm_id`, after: ['account'] },
} as const satisfies Record<string, Join>

export const accountDimensions = {
  segment: { key: sql`account.segment`, joins: ['account'], needs: ['accounts.segment'] },
  region: { key: sql`account.region`, joins: ['account'], needs: ['accounts.region'] },
  industry: { key: sql`account.industry`, joins: ['account'], needs: ['accounts.industry'] },
  account: { key: sql`f.account_id`, name: sql`account.name`, joins: ['account'], personal: true },
  owner: { key: sql`account.owner_id`, name: sql`owner.name`, joins: ['owner'], personal: true },
  team: { key: sql`owner.team`, joins: ['owner'], needs: ['users.team', 'accounts.owner_id'] },
  manager: { key: sql`manager.id`, name: sql`manager.name`, joins: ['manager'], personal: true },
  csm: { key: sql`account.csm_id`, name: sql`csm.name`, joins: ['csm'], personal: true, needs: ['accounts.csm_id'] },
} as const satisfies Record<string, Dimension>

export const accountOwner: PersonColumn = { column: sql`account.owner_id`, joins: ['account'] }
export const accountCsm: PersonColumn = { column: sql`account.csm_id`, joins: ['account'] }
export const accountPeople: readonly PersonColumn[] = [accountOwner, accountCsm]

export const accountExtras: readonly ExtraSource[] = [{ relation: 'accounts', alias: 'account', joins: ['account'] }]
