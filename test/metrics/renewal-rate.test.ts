import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { addDays, agree, dayOf, groupBy, questions, ratio, sumOf } from '../support/reference.ts'
import { readDirectory } from '../support/reference-people.ts'
import { readSubscriptions, type Span } from '../support/reference-subscriptions.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const march = (asOf = '2026-12-01T00:00') => tokyo.one('renewal_rate', { period: '2026-03', asOf })
/** A term of a year that ends on 10 March. */
const term = { started_on: '2025-03-10', term_ends_on: '2026-03-10' }

describe('renewal rate, by hand', () => {
  it('is the part of the ending MRR still paid 30 days later, at most what ended', async () => {
    const accounts = ['same', 'more', 'less', 'gone', 'later'].map((id) => ({ id, name: id }))
    await tokyo.fill({
      accounts,
      subscriptions: [
        { ...term, account_id: 'same', mrr: 100 },
        { ...term, account_id: 'more', mrr: 100, ended_on: '2026-03-10' },
        { account_id: 'more', mrr: 250, started_on: '2026-03-10', term_ends_on: '2027-03-10' },
        { ...term, account_id: 'less', mrr: 100, ended_on: '2026-03-10' },
        { account_id: 'less', mrr: 60, started_on: '2026-03-10', term_ends_on: '2027-03-10' },
        { ...term, account_id: 'gone', mrr: 100, ended_on: '2026-03-20' },
        { ...term, account_id: 'later', mrr: 100, term_ends_on: '2026-04-01' },
      ],
    })
    // Ending: four of 100. Still paid on 9 April: 100, 100 (not 250), 60, 0. The fifth ends in April.
    expect(await march()).toMatchObject({ value: 0.65, numerator: 260, denominator: 400, n: 4, mature: true })
  })

  it('counts what has no MRR as left out: what ended, and what a renewal is worth', async () => {
    const accounts = ['kept', 'unknown', 'partly', 'renewed'].map((id) => ({ id, name: id }))
    await tokyo.fill({
      accounts,
      subscriptions: [
        { ...term, account_id: 'kept', mrr: 100 },
        { ...term, account_id: 'unknown', mrr: null },
        { ...term, account_id: 'partly', product: 'a', mrr: 60 },
        { ...term, account_id: 'partly', product: 'b', mrr: null },
        // Renewed, but nobody entered for how much.
        { ...term, account_id: 'renewed', mrr: 40, ended_on: '2026-03-10' },
        { account_id: 'renewed', mrr: null, started_on: '2026-03-10' },
      ],
    })
    // 100 + 60 of 100 + 60 + 40.
    const reading = await march()
    expect(reading).toMatchObject({ value: 0.8, numerator: 160, denominator: 200, n: 3 })
    expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([['without an MRR', 3]])
  })

  it('looks 30 days after the end: a renewal that comes late, but in time, counts', async () => {
    await tokyo.fill({
      subscriptions: [
        { ...term, mrr: 100, ended_on: '2026-03-10' },
        { mrr: 100, started_on: '2026-04-09' },
        { ...term, mrr: 100, ended_on: '2026-03-10', account_id: 'globex' },
        { mrr: 100, started_on: '2026-04-10', account_id: 'globex' },
      ],
    })
    // 10 March + 30 days is 9 April.
    expect(await march()).toMatchObject({ numerator: 100, denominator: 200 })
  })

  it('is immature for 30 days, and until then says what is paid today', async () => {
    await tokyo.fill({
      subscriptions: [
        { ...term, mrr: 100, ended_on: '2026-03-20' },
        { ...term, mrr: 50, account_id: 'globex', term_ends_on: '2026-03-31' },
      ],
    })
    // On 15 March the first has ended its term and is still paid; the second has not ended yet.
    expect(await march('2026-03-15T12:00')).toMatchObject({ value: 1, denominator: 100, mature: false, closed: false })
    expect(await march('2026-03-25T12:00')).toMatchObject({ value: 0, denominator: 100, mature: false })
    expect(await march('2026-04-30T12:00')).toMatchObject({ value: 50 / 150, mature: false, closed: true })
    expect(await march('2026-05-01T00:00')).toMatchObject({ value: 50 / 150, mature: true })
  })

  it('without a term ends where the last contiguous span does', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, started_on: '2025-01-01', ended_on: '2026-03-05' },
        { mrr: 120, started_on: '2026-03-05', ended_on: '2026-03-25' },
        { mrr: 40, account_id: 'globex', started_on: '2025-01-01' },
      ],
    })
    // 5 March is a change of the amount, no end. Globex goes on.
    expect(await march()).toMatchObject({ value: 0, denominator: 120, n: 1 })
  })

  it('counts neither a term cut short, nor one replaced before its end', async () => {
    await tokyo.fill({
      subscriptions: [
        { ...term, mrr: 100, ended_on: '2025-12-01' },
        { ...term, mrr: 70, ended_on: '2025-12-01', account_id: 'globex' },
        { mrr: 90, started_on: '2025-12-01', term_ends_on: '2026-03-10', account_id: 'globex' },
      ],
    })
    expect(await march()).toMatchObject({ value: 1, numerator: 90, denominator: 90 })
  })

  it('does not take what was paid under another term all along for a renewal', async () => {
    await tokyo.fill({
      subscriptions: [
        { ...term, mrr: 100, product: 'Core', ended_on: '2026-03-10' },
        { started_on: '2025-06-01', term_ends_on: '2026-06-01', mrr: 80, product: 'Plus' },
      ],
    })
    expect(await march()).toMatchObject({ value: 0, denominator: 100 })
  })

  it('nor another product’s own renewal within those 30 days', async () => {
    await tokyo.fill({
      subscriptions: [
        { ...term, mrr: 100, product: 'Core', ended_on: '2026-03-10' },
        { started_on: '2025-03-20', term_ends_on: '2026-03-20', ended_on: '2026-03-20', mrr: 80, product: 'Plus' },
        { started_on: '2026-03-20', term_ends_on: '2027-03-20', mrr: 80, product: 'Plus' },
      ],
    })
    // Core ended, Plus renewed: 80 of 180.
    expect(await march()).toMatchObject({ numerator: 80, denominator: 180, n: 2 })
  })

  it('takes a move to another product for a renewal', async () => {
    await tokyo.fill({
      subscriptions: [
        { ...term, mrr: 100, product: 'Core', ended_on: '2026-03-10' },
        { started_on: '2026-03-10', mrr: 100, product: 'Plus' },
      ],
    })
    expect(await march()).toMatchObject({ value: 1 })
  })

  it('is null where no term ends', async () => {
    await tokyo.fill({ subscriptions: [{ mrr: 100 }] })
    expect(await march()).toMatchObject({ value: null, reason: 'no_data' })
  })
})

describe('renewal rate, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const { spans, activeOn, counted } = await readSubscriptions(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'renewal_rate',
      questions,
      (pick, { fromDay, toDay, asOf }) => {
        const today = dayOf(asOf - 1)
        const endOf = (span: Span): string | null => {
          if (span.termEnds !== null) return span.termEnds
          const { to } = span
          if (to === null) return null
          const next = spans.some(
            (other) =>
              other !== span &&
              other.account === span.account &&
              other.product === span.product &&
              other.from <= to &&
              (other.to === null || other.to > to),
          )
          return next ? null : to
        }
        const ending = spans.flatMap((span) => {
          const end = endOf(span)
          const lives = end !== null && span.from < end && (span.to === null || span.to >= end)
          return lives && end >= fromDay && end < toDay && end <= today ? [{ span, end }] : []
        })
        const terms = [...groupBy(ending, ({ span, end }) => `${span.account} ${end}`).values()].flatMap((group) => {
          const [first] = group
          if (!first) return []
          const { account } = first.span
          const mrr = sumOf(group.map(({ span }) => span.mrr))
          const lines = new Set(group.map(({ span }) => span.product))
          const others = activeOn(addDays(first.end, -1)).filter(
            (span) => span.account === account && !group.some((each) => each.span === span),
          )
          const check = [addDays(first.end, 30), today].sort()[0] ?? today
          const kept = activeOn(check).filter(
            (span) =>
              span.account === account &&
              !others.includes(span) &&
              (lines.has(span.product) || !others.some((other) => other.product === span.product)),
          )
          return mrr > 0 ? [{ mrr, kept: Math.min(mrr, sumOf(kept.map((span) => span.mrr))), ...counted(account) }] : []
        })
        const rows = pick(terms)
        return { ...ratio(sumOf(rows.map(({ kept }) => kept)), sumOf(rows.map(({ mrr }) => mrr))), n: rows.length }
      },
      directory.dimensions,
    ))
})
