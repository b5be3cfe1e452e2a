import { context as contextBlock, escapeMrkdwn, header, section } from '../src/blocks/build.ts'
import { dataTable } from '../src/blocks/table.ts'
import { formatInstant } from '../src/calendar/format.ts'
import { defineCommand } from '../src/define/command.ts'
import type { Context } from '../src/define/context.ts'
import type { MessageBlock } from '../src/define/message.ts'
import { bilingual } from '../src/present/words.ts'

const words = bilingual({
  en: {
    title: 'Status',
    fresh: 'All sources are fresh.',
    stale: (names: string) => `:warning: Stale: ${names}.`,
    unknown: 'No `ssot.freshness`: how fresh the data is cannot be told.',
    source: ['Source', 'Synced', 'Relations'],
    sources: 'When each source last synced',
    everything: 'all',
    contract: 'The SSOT holds the contract in full.',
    problems: (n: number) =>
      `*${n}* ${n === 1 ? 'thing' : 'things'} in the SSOT that the contract asks for and does not find:`,
    run: ['What', 'Next', 'Last', 'Outcome'],
    runs: 'What the clock does next',
    never: 'not yet',
    deliveries: 'Deliveries',
    noDeliveries: 'Deliveries: none yet',
    more: (n: number) => `… and ${n} more`,
  },
  ja: {
    title: 'ステータス',
    fresh: 'すべてのデータソースは最新です。',
    stale: (names) => `:warning: 古いデータソース：${names}`,
    unknown: '`ssot.freshness` がないため、データの鮮度は分かりません。',
    source: ['データソース', '最終同期', 'テーブル'],
    sources: '各データソースの最終同期',
    everything: 'すべて',
    contract: 'SSOTは契約をすべて満たしています。',
    problems: (n) => `契約にあってSSOTに見つからないもの *${n}件*：`,
    run: ['内容', '次回', '前回', '結果'],
    runs: '次の予定',
    never: 'まだなし',
    deliveries: '配信',
    noDeliveries: '配信：まだありません',
    more: (n) => `…ほか${n}件`,
  },
})

const mostProblems = 10

/** How far the numbers can be trusted right now, and what the clock does next. */
export default defineCommand({
  summary: { en: 'Data freshness, the contract, what runs next', ja: 'データの鮮度・契約・次の予定' },
  usage: { en: '', ja: '' },
  examples: { en: ['status'], ja: ['status'] },
  aliases: ['ステータス', '状態'],
  live: true,
  parse: () => undefined,
  async run(context) {
    const { locale, sources, state } = context
    const say = words[locale]
    const [runs, deliveries] = await Promise.all([state.runs(), state.deliveries()])
    const counts = deliveries.map(({ state: name, count }) => `${name} ${count}`).join(' · ')
    const freshness = freshnessText(context)
    const { problems } = sources
    const listed = problems.slice(0, mostProblems).map(({ text }) => `• ${escapeMrkdwn(text)}`)
    const rest = problems.length - listed.length
    const blocks: MessageBlock[] = [
      header(say.title),
      section(freshness),
      ...sourceTable(context),
      section(
        problems.length === 0
          ? say.contract
          : [say.problems(problems.length), ...listed, ...(rest > 0 ? [say.more(rest)] : [])].join('\n'),
      ),
      ...runTable(context, runs),
      contextBlock([counts ? `${say.deliveries}: ${counts}` : say.noDeliveries]),
    ]
    return { text: `${say.title}: ${freshness}`, blocks, charts: [], readings: [] }
  },
})

function freshnessText({ locale, sources }: Context): string {
  const say = words[locale]
  if (sources.freshness.length === 0) return say.unknown
  const stale = sources.freshness.filter(({ stale: old }) => old).map(({ source }) => escapeMrkdwn(source))
  return stale.length === 0 ? say.fresh : say.stale(stale.join(', '))
}

function sourceTable({ locale, sources, company }: Context): MessageBlock[] {
  const say = words[locale]
  const rows = sources.freshness.map(({ source, syncedAt, relations }) => [
    source,
    formatInstant(syncedAt, company.calendar.zone, locale),
    relations === null ? say.everything : relations.join(', '),
  ])
  const table = dataTable({ caption: say.sources, header: say.source, rows, pageSize: 10 })
  return table ? [table] : []
}

function runTable(
  { locale, catalog, company }: Context,
  runs: Awaited<ReturnType<Context['state']['runs']>>,
): MessageBlock[] {
  const say = words[locale]
  const zone = company.calendar.zone
  const rows = runs.map(({ id, kind, next, last }) => [
    (kind === 'report' ? catalog.reports : catalog.alerts).get(id)?.title[locale] ?? id,
    formatInstant(next, zone, locale),
    last ? formatInstant(last.due, zone, locale) : say.never,
    last?.outcome ?? '–',
  ])
  const table = dataTable({ caption: say.runs, header: say.run, rows, pageSize: 10 })
  return table ? [table] : []
}
