import fc from 'fast-check'
import { companies } from '../canary/company.ts'
import type { Rows } from '../support/rows.ts'

/** Names as long, and as strange, as whoever keeps the CRM lets them be; none holds what would end a value in a question. */
export const longNames = {
  accounts: [
    'Consolidated Holdings of the Northern Provinces '.repeat(30).trim(),
    '株式会社とても長い名前の商事会社'.repeat(80),
    'x'.repeat(2_900),
    `<!channel> *Bold* & <@U0000000001|Ann> \`code\` ${'~Sons~ '.repeat(40)}`.trim(),
  ],
  segment: 'Mid-market companies with more than one place of business '.repeat(8).trim(),
  owner: 'Maria de los Angeles '.repeat(20).trim(),
} as const

/** A small company; the first of its rows have names of hundreds and thousands of letters. */
export function longNamed(seed: number): Rows {
  const [company = {}] = fc.sample(companies, { seed, numRuns: 1 })
  const { accounts = [], users = [], opportunities = [], campaigns = [] } = company
  return {
    ...company,
    accounts: accounts.map((each, i) => ({
      ...each,
      ...(longNames.accounts[i] !== undefined && { name: longNames.accounts[i] }),
      ...(i === 4 && { segment: longNames.segment }),
    })),
    users: users.map((each) => (each.id === 'r0' ? { ...each, name: longNames.owner } : each)),
    opportunities: opportunities.map((each, i) =>
      i % 3 === 0 ? { ...each, name: `Deal ${i} ${'about '.repeat(400)}` } : each,
    ),
    campaigns: campaigns.map((each, i) => (i === 0 ? { ...each, name: 'Spring campaign '.repeat(60).trim() } : each)),
  }
}
