import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateCompany } from '../../../sandbox/company/index.ts'
import { answersOver } from '../../support/answers.ts'
import { companyNow, createCompanyDatabase } from '../../support/company.ts'

// The demo begins on Saturday 21 November 2026; on Monday at 09:00 in Tokyo the rules look for the first time.
const monday = '2026-11-23T00:00:00Z'
const database = await createCompanyDatabase()
afterAll(() => database.drop())
const company = await answersOver(database, { at: monday })
beforeAll(async () => {
  const start = Temporal.Instant.from(companyNow)
  await generateCompany({ start }).advance(database.client, 'ssot', start, Temporal.Instant.from(monday))
}, 120_000)

const firing = async (id: string): Promise<string[]> => {
  const found = (await company.catalog.alerts.get(id)?.observe(await company.context())) ?? []
  return found.filter(({ breached }) => breached).map(({ label }) => label)
}

/** What a newcomer is told, beside the customers at risk: what is planted. */
const planted: Readonly<Record<string, readonly string[]>> = {
  stage_conversion_drop: ['SMB'],
  stage_velocity: ['Negotiation'],
  stuck_deals: ['Yuto Hayashi', '渡邉 大輔'],
  renewal_without_opportunity: ['青嵐重工業株式会社'],
}

describe('on its first Monday the sample company is quiet but for what is planted', () => {
  it.each([...company.catalog.alerts.keys()].filter((id) => id !== 'churn_risk'))('%s', async (id) => {
    expect(await firing(id)).toEqual(planted[id] ?? [])
  })

  it('churn_risk tells of two of the three planted customers, among a few', async () => {
    const labels = await firing('churn_risk')
    expect(labels).toEqual(expect.arrayContaining(['青嵐重工業株式会社', 'Borealis Freight Group']))
    expect(labels).not.toContain('霧島リテールホールディングス')
    expect(labels.length).toBeLessThan(20)
  })
})
