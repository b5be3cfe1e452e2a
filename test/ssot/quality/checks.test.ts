import { describe, expect, it } from 'vitest'
import { relationContract } from '../../../src/ssot/contract.ts'
import type { Check } from '../../../src/ssot/quality/check.ts'
import { checks } from '../../../src/ssot/quality/checks.ts'
import { useCompany } from '../../support/company.ts'
import { found } from '../../support/quality.ts'

const name = ({ relation, id }: Check): string => `${relation} ${id}`

describe('every check', () => {
  it('has a name of its own within its relation', () => {
    expect(new Set(checks.map(name)).size).toBe(checks.length)
  })

  it.each(checks.map((check) => [name(check), check] as const))('%s counts in both languages', (_, check) => {
    const [one, many] = [check.words(1), check.words(2_000)]
    expect(one.en).toMatch(/\b1 [a-z]/)
    expect(many.en).toMatch(/\b2,000 [a-z]/)
    expect(one.en.replace('1', '2,000')).not.toBe(many.en)
    expect(one.ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff].*1[件名]/)
    expect(many.ja).toBe(one.ja.replace(/1([件名])/, '2,000$1'))
  })

  it('names only columns that its relation has', () => {
    for (const { relation, columns = [] } of checks) {
      expect(Object.keys(relationContract(relation).columns)).toEqual(expect.arrayContaining([...columns]))
    }
  })
})

describe('the sample company', async () => {
  const company = await useCompany()

  it('has no error in its rows: some open deals have no amount yet, as anywhere', async () => {
    const { quality } = await company.source.checked()
    expect(quality.relations.every(({ at, failed }) => at && !failed)).toBe(true)
    const { rows } = await company.database.query(`select count(*)::int as n, min(o.id) as example
      from ssot.opportunities o join ssot.stages s on s.id = o.stage_id where s.outcome = 'open' and o.amount is null`)
    expect(found(quality)).toEqual([`warning opportunities open_without_amount ${rows[0].n} ${rows[0].example}`])
  })
})
