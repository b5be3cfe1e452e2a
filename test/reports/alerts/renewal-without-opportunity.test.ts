import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../support/rows.ts'
import { useRule } from '../../support/rule.ts'
import { firing, shown } from '../../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo: 90 days ahead is 14 February 2027, 30 days 16 December.
const at = '2026-11-16T00:00:00Z'
const { observe, standing, message } = await useRule('renewal_without_opportunity', { at })

const term = (term_ends_on: string, rest: Row<'subscriptions'> = {}): Row<'subscriptions'> => ({
  term_ends_on,
  auto_renew: false,
  ...rest,
})
const renewal = { type: 'renewal', account_id: 'acme' }

describe('when it fires', () => {
  it.each<[string, Row<'subscriptions'>, Row<'opportunities'>[], string]>([
    ['90 days ahead', term('2027-02-14'), [], 'fires'],
    ['91 days ahead', term('2027-02-15'), [], 'not seen'],
    ['tomorrow', term('2026-11-17'), [], 'fires'],
    ['a term that has ended', term('2026-11-16'), [], 'not seen'],
    ['it renews by itself', term('2027-01-31', { auto_renew: true }), [], 'not seen'],
    ['a renewal is open', term('2027-01-31'), [renewal], 'not seen'],
    ['another kind of deal is open', term('2027-01-31'), [{ ...renewal, type: 'expansion' }], 'fires'],
    [
      'a renewal was lost',
      term('2027-01-31'),
      [{ ...renewal, stage_id: 'lost', closed_at: '2026-11-10T12:00' }],
      'fires',
    ],
    [
      'notice was given',
      term('2027-01-31', { ended_on: '2027-01-31', end_known_at: '2026-11-10T12:00' }),
      [],
      'not seen',
    ],
  ])('%s', async (_, subscription, opportunities, expected) => {
    expect(await standing({ subscriptions: [subscription], opportunities }, 'acme')).toBe(expected)
  })

  it('once told, it is over when a renewal is opened or notice is given', async () => {
    const told = firing({
      alert: 'renewal_without_opportunity',
      series: 'acme',
      label: 'Acme',
      state: 'firing',
      since: Temporal.Instant.from(at),
      summary: { en: '', ja: '' },
      people: [],
    })
    const again = await useRule('renewal_without_opportunity', { at, state: told })
    const subscriptions = [term('2027-01-31')]
    expect(await again.standing({ subscriptions, opportunities: [renewal] }, 'acme')).toBe('is over')
    const ended = [term('2027-01-31', { ended_on: '2027-01-31', end_known_at: '2026-11-10T12:00' })]
    expect(await again.standing({ subscriptions: ended }, 'acme')).toBe('is over')
    expect(await again.standing({ subscriptions }, 'acme')).toBe('fires')
  })

  it('thirty days before the end it is news again', async () => {
    const [far] = await observe({ subscriptions: [term('2026-12-17')] })
    const [near] = await observe({ subscriptions: [term('2026-12-16')] })
    expect([far?.fingerprint, near?.fingerprint]).toEqual(['due', 'urgent'])
  })

  it('the CSM is mentioned; of a customer without one, whoever leads customer success', async () => {
    const found = await observe({
      subscriptions: [term('2027-01-31'), term('2027-01-31', { account_id: 'globex', mrr: 900 })],
    })
    expect(found.map(({ series, weight, mention, people }) => [series, weight, mention, people])).toEqual([
      ['globex', 900, [], ['bob']],
      ['acme', 100, ['cleo'], ['cleo', 'ann']],
    ])
  })
})

it('tells the customer, what is at stake, when it ends, and who looks after them', async () => {
  const rows = { subscriptions: [term('2027-01-31', { mrr: 120_000 })] }
  const told = await message(rows)
  expect(told.text).toBe(
    'Renewals without an opportunity, Acme: Acme (¥120K of MRR, CSM Cleo): the term ends on Sun 31 Jan 2027, in 76 days, and no renewal opportunity is open.',
  )
  expect(shown(told)).toContain('<@person:cleo>')
  expect((await message(rows, 'ja')).text).toContain('契約が終了します（残り76日）')
})
