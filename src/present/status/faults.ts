import { clip } from '../../blocks/build.ts'
import type { SourceStatus } from '../../define/sources.ts'
import type { Locale, Words } from '../../define/words.ts'
import { type RelationName, relationContract, relationNames } from '../../ssot/contract.ts'
import type { Severity } from '../../ssot/quality/finding.ts'
import { bilingual } from '../words.ts'

/** Something to mend in the SSOT, whether its shape or its rows are at fault. */
export interface Fault {
  readonly severity: Severity
  /** The product cannot answer without it. */
  readonly fatal: boolean
  readonly relation: RelationName
  readonly words: Words
  /** One row of those at fault, for who may see any. */
  readonly example: string | null
  /** Ids of the KPIs that rest on it. */
  readonly kpis: readonly string[]
}

/** Everything to mend: what the contract lacks and what is wrong with the rows, errors first, the gravest first. */
export function faultsOf({ problems, findings, touches, has }: SourceStatus): Fault[] {
  const shape = problems.map(({ relation, column, fatal, words, example }): Fault => {
    const severity = fatal ? 'error' : 'warning'
    // Of an optional column, the KPIs that name it; without a required one, the relation answers nothing.
    const optional = column !== undefined && !relationContract(relation).columns[column]?.required
    const kpis = touches({ relation, ...(optional ? { columns: [column] } : {}) })
    return { severity, fatal, relation, words, example: example ?? null, kpis }
  })
  const rows = findings.map((found): Fault => {
    const { check, relation } = found
    const fatal = check === 'unreadable' && relationContract(relation).required && !has(relation)
    return { ...found, fatal, kpis: touches(found) }
  })
  const all = [...shape, ...rows]
  return [
    ...all.filter(({ severity }) => severity === 'error'),
    ...all.filter(({ severity }) => severity === 'warning'),
  ]
}

const mostKpis = 3
const mostExample = 60

/** A fault in one line: the sentence, an example where it may be shown, the KPIs it touches. */
export function faultText(fault: Fault, locale: Locale, showExample: boolean): string {
  const { example, words, kpis } = fault
  const say = text[locale]
  const shown = showExample && example !== null ? say.example(words[locale], clip(example, mostExample)) : words[locale]
  return kpis.length > 0 ? say.touching(shown, kpisText(kpis, locale)) : shown
}

/** The first few ids, and how many more. */
function kpisText(ids: readonly string[], locale: Locale): string {
  const say = text[locale]
  const first = ids.slice(0, mostKpis).join(say.comma)
  return ids.length > mostKpis ? say.more(first, ids.length - mostKpis) : first
}

/** A source that synced too long ago, the relations it feeds and the KPIs that rest on them. */
export interface StaleSource {
  readonly source: string
  /** Empty: every relation. */
  readonly relations: readonly RelationName[]
  readonly kpis: readonly string[]
}

export function staleSources({ freshness, touches, has }: SourceStatus): StaleSource[] {
  return freshness.flatMap(({ source, stale, relations }) => {
    if (!stale) return []
    const fed = relationNames.filter((name) => has(name) && (relations?.includes(name) ?? true))
    const kpis = [...new Set(fed.flatMap((relation) => touches({ relation })))]
    return [{ source, relations: relations === null ? [] : fed, kpis }]
  })
}

export function staleText({ source, relations, kpis }: StaleSource, locale: Locale): string {
  const say = text[locale]
  const fed = say.stale(source, relations.length > 0 ? relations.join(say.comma) : say.everything)
  return kpis.length > 0 ? say.touching(fed, kpisText(kpis, locale)) : fed
}

const text = bilingual({
  en: {
    comma: ', ',
    example: (sentence: string, example: string) => `${sentence} (for example ${example})`,
    touching: (sentence: string, kpis: string) => `${sentence} · touches ${kpis}`,
    more: (first: string, n: number) => `${first} and ${n} more`,
    stale: (source: string, relations: string) => `${source}: ${relations}`,
    everything: 'every relation',
  },
  ja: {
    comma: '・',
    example: (sentence, example) => `${sentence}（例：${example}）`,
    touching: (sentence, kpis) => `${sentence} ／ 影響するKPI：${kpis}`,
    more: (first, n) => `${first} ほか${n}件`,
    stale: (source, relations) => `${source}：${relations}`,
    everything: 'すべてのテーブル',
  },
})
