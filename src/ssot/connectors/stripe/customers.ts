import type { Setting, Step } from '../define.ts'
import { as, columnsOf, lines, mapped } from '../mapped.ts'
import { customer } from './shapes.ts'

const c = columnsOf(customer, 'c')

/** Keys of a customer's metadata under which companies keep the id of the CRM's account. */
const keys = [
  'account_id',
  'crm_account_id',
  'external_id',
  'salesforce_account_id',
  'salesforce_id',
  'sfdc_account_id',
  'hubspot_company_id',
  'company_id',
].join('|')

/**
 * A step `payer (customer_id, account_id)`: the CRM's account by the id in the customer's metadata, else by a name that one
 * account alone has. A customer that is neither stands as an account of its own, under its own id: its revenue is the
 * company's, whether or not the CRM knows it.
 */
export function payerStep(setting: Setting): Step {
  const accounts = setting.ssot('accounts')
  // Metadata is JSON, as text or as such; a text that is no JSON must not stop the view.
  const named = mapped`substring(coalesce(${c.metadata}, ${c.metadata_json}::text) from ${`"(?:${keys})" *: *"?([^",}]+)`})`
  return {
    name: 'payer',
    why: 'An account by the id in the metadata, else by a name that is one account’s alone, else the customer itself.',
    body: lines(
      mapped`
        select ${c.id} as customer_id, ${accounts ? mapped`coalesce(known.id, alike.id, ${c.id})` : mapped`coalesce(${named}, ${c.id})`} as account_id
        from ${as(customer, 'c')}`,
      accounts &&
        mapped`
          left join ${accounts} known on known.id = ${named}
          left join (
            select lower(btrim(name)) as name, min(id) as id from ${accounts} group by 1 having count(*) = 1
          ) alike on alike.name = lower(btrim(${c.name}))`,
    ),
  }
}
