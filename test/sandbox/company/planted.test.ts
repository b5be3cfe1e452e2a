import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { healthSql } from './health.ts'
import { days, type Loaded, loadCompany } from './loaded.ts'

const decaying = ['青嵐重工業株式会社', 'Borealis Freight Group', '霧島リテールホールディングス']

describe.each([
  ['a Saturday', '2026-02-28T01:00:00Z'],
  ["a quarter's first morning", '2026-04-01T00:30:00Z'],
  ['the day after a leap day', '2028-03-01T03:00:00Z'],
])('what is planted shows from %s on', (_, iso) => {
  let company: Loaded
  beforeAll(async () => {
    company = await loadCompany(iso)
  })
  afterAll(() => company.drop())

  for (const day of [0, 2, 10, 35]) {
    const at = () => days(company.start, day).toString()

    test(`on day ${day}: large customers decay, the third of them only after some days, and few others ever`, async () => {
      await company.company.advance(company.client, 'ssot', company.start, days(company.start, day))
      const local = days(company.start, day).toZonedDateTimeISO('Asia/Tokyo').toPlainDate().toString()
      const { rows } = await company.query(healthSql, [at(), local])
      const places = decaying.map((name) => rows.findIndex((row) => row.name === name))
      expect(Math.max(...places)).toBeLessThan(18)
      expect(places.map((place) => rows[place].score < 40)).toEqual([true, true, day > 2])
      if (day === 0) expect(rows[places[2] ?? 0].score).toBeGreaterThan(45)
      const share = rows.filter((row) => row.score < 40).length / rows.length
      expect(share).toBeGreaterThan(0.01)
      expect(share).toBeLessThan(0.08)
    })

    // The others change slowly: the two ends will do.
    if (day === 2 || day === 10) continue

    test(`on day ${day}: SMB MQLs turn into SQLs far less often than before, the others as always`, async () => {
      const { rows } = await company.query(
        `select segment = 'SMB' as smb, mql_at >= $2 as recent, count(*)::int as n, count(sql_at)::int as sqls from leads
         where mql_at >= $2::timestamptz - interval '365 days' and mql_at < $1::timestamptz - interval '7 days' group by 1, 2`,
        [at(), days(company.start, -42).toString()],
      )
      const rate = (smb: boolean, recent: boolean) => {
        const row = rows.find((each) => each.smb === smb && each.recent === recent)
        return { n: row.n, p: row.sqls / row.n }
      }
      const [before, after] = [rate(true, false), rate(true, true)]
      const pooled = (before.p * before.n + after.p * after.n) / (before.n + after.n)
      const z = (before.p - after.p) / Math.sqrt(pooled * (1 - pooled) * (1 / before.n + 1 / after.n))
      expect(after.n).toBeGreaterThan(45)
      expect(after.p).toBeLessThan(0.28)
      expect(z).toBeGreaterThan(2.6)
      expect(Math.abs(rate(false, false).p - rate(false, true).p)).toBeLessThan(0.09)
    })

    test(`on day ${day}: Negotiation takes about twice as long, and open deals pile up in it`, async () => {
      const visits = `select min(valid_from) as entered, max(valid_to) as left, bool_or(valid_to is null) as still
        from opportunity_history where stage_id = 'stg-negotiation' group by opportunity_id`
      const spent = (range: string) =>
        `percentile_cont(0.5) within group (order by "left" - entered) filter (where not still and ${range})`
      const row = await company.one(
        `select extract(epoch from ${spent(`"left" >= $1::timestamptz - interval '42 days'`)}) / extract(epoch from ${spent(
          `"left" < $2::timestamptz - interval '90 days'`,
        )}) as times,
        count(*) filter (where still and $1::timestamptz - entered > interval '35 days')::int as stuck from (${visits}) v`,
        [at(), company.start.toString()],
      )
      expect(Number(row.times)).toBeGreaterThan(1.6)
      expect(row.stuck).toBeGreaterThanOrEqual(10)
    })

    test(`on day ${day}: most of one rep's pipeline is past due, of the others' hardly any`, async () => {
      const { rows } = await company.query(
        `select u.email, coalesce(sum(amount) filter (where close_date < ($1::timestamptz at time zone 'Asia/Tokyo')::date), 0)::float8
           / sum(amount)::float8 as overdue, count(*)::int as n
         from opportunities o join stages s on s.id = o.stage_id join users u on u.id = o.owner_id
         where outcome = 'open' group by 1 order by 2 desc`,
        [at()],
      )
      expect(rows[0]).toMatchObject({ email: 'yuto.hayashi@kazahana.example' })
      expect(rows[0].overdue).toBeGreaterThan(0.5)
      expect(rows[0].n).toBeGreaterThan(10)
      expect(rows[2].overdue).toBeLessThan(0.25)
    })
  }
})
