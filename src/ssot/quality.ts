import { z } from 'zod'
import type { Words } from '../define/words.ts'
import { type RelationName, relationContract, relationNames } from './contract.ts'
import type { SsotPool } from './pool.ts'
import { identifier, join, type Sql, sql } from './sql.ts'
import type { MappedSsot } from './tables.ts'

/** Something in the SSOT's rows that answers have to know of. */
export interface QualityFinding {
  readonly relation: RelationName
  readonly kind: 'foreign_currency' | 'closed_without_date' | 'unknown_stage' | 'odd_probability'
  /** Rows concerned; for currencies, 1. */
  readonly count: number
  readonly words: Words
}

export interface Quality {
  readonly findings: readonly QualityFinding[]
  /** Relations that hold amounts in another currency than the company's, and which one. */
  readonly foreign: ReadonlyMap<RelationName, string>
}

export const unknownQuality: Quality = { findings: [], foreign: new Map() }

const found = z.object({
  foreign: z.array(z.object({ relation: z.string(), currency: z.string() })),
  closed_without_date: z.number(),
  unknown_stage: z.number(),
  odd_probability: z.array(z.string()),
})

/** Looks through the rows once; it reads whole relations, so it is for now and then, not for every answer. */
export async function checkQuality(pool: SsotPool, { tables, has }: MappedSsot, currency: string): Promise<Quality> {
  const [row] = await pool.query(
    sql`select coalesce((select json_agg(x) from (${foreignCurrencies({ tables, has }, currency)}) x), '[]') as foreign,
      (select count(*) from ${tables.opportunities} o join ${tables.stages} s on s.id = o.stage_id
        where s.outcome in ('won', 'lost') and o.closed_at is null) as closed_without_date,
      (select count(*) from ${tables.opportunities} o
        where not exists (select from ${tables.stages} s where s.id = o.stage_id)) as unknown_stage,
      coalesce((select json_agg(s.name order by s.position) from ${tables.stages} s where s.probability not between 0 and 1), '[]')
        as odd_probability`,
    found,
  )
  if (!row) return unknownQuality
  const foreign = new Map(row.foreign.map((each) => [each.relation as RelationName, each.currency]))
  const closed = has('opportunities.closed_at') ? row.closed_without_date : 0
  return {
    foreign,
    findings: [
      ...[...foreign].map(([relation, other]) => foreignFinding(relation, other, currency)),
      ...counted('opportunities', 'closed_without_date', closed, withoutDate(closed)),
      ...counted('opportunities', 'unknown_stage', row.unknown_stage, withoutStage(row.unknown_stage)),
      ...row.odd_probability.flatMap((name) => counted('stages', 'odd_probability', 1, oddProbability(name))),
    ],
  }
}

/** One other currency of each relation that names them; the first found will do. */
function foreignCurrencies({ tables, has }: Pick<MappedSsot, 'tables' | 'has'>, currency: string): Sql {
  const selects = relationNames
    .filter((name) => 'currency' in relationContract(name).columns && has(`${name}.currency`))
    .map(
      (name) => sql`(select ${name}::text as relation, upper(btrim(r.currency)) as currency from ${tables[name]} r
        where upper(btrim(r.${identifier('currency')})) <> ${currency} limit 1)`,
    )
  return selects.length > 0
    ? join(selects, ' union all ')
    : sql`select null::text as relation, null::text as currency where false`
}

const counted = (
  relation: RelationName,
  kind: QualityFinding['kind'],
  count: number,
  words: Words,
): QualityFinding[] => (count > 0 ? [{ relation, kind, count, words }] : [])

const foreignFinding = (relation: RelationName, other: string, base: string): QualityFinding => ({
  relation,
  kind: 'foreign_currency',
  count: 1,
  words: {
    en: `${relation} holds amounts in ${other}, not only in ${base}: convert them in the view. Until then its sums are not shown`,
    ja: `${relation}に${base}以外の通貨（${other}）があります。ビューで換算してください。それまで合計は表示しません`,
  },
})

const withoutDate = (n: number): Words => ({
  en: `${n} closed ${n === 1 ? 'deal has' : 'deals have'} no closed_at: left out of everything that goes by it`,
  ja: `closed_atのないクローズ済み商談が${n}件：クローズ日による集計から除外`,
})

const withoutStage = (n: number): Words => ({
  en: `${n} ${n === 1 ? 'deal is' : 'deals are'} in a stage that stages does not know: left out`,
  ja: `stagesにないステージの商談が${n}件：除外`,
})

const oddProbability = (name: string): Words => ({
  en: `the probability of stage “${name}” is not between 0 and 1: it is computed instead`,
  ja: `ステージ「${name}」の確度が0〜1の範囲にありません：実績から計算します`,
})
