import { context as contextBlock, escapeMrkdwn, header, section } from '../src/blocks/build.ts'
import { dataTable } from '../src/blocks/table.ts'
import { formatInstant, fullDate } from '../src/calendar/format.ts'
import { defineCommand } from '../src/define/command.ts'
import type { Context } from '../src/define/context.ts'
import type { MessageBlock } from '../src/define/message.ts'
import { lineSections } from '../src/present/lines.ts'
import { spoken } from '../src/present/plain.ts'
import { checkedText } from '../src/present/status/checked.ts'
import { type Fault, faultsOf, faultText, staleSources, staleText } from '../src/present/status/faults.ts'
import { words } from '../src/present/status/words.ts'
import { errorText } from '../src/present/undelivered.ts'

const mostFaults = 10

/** How far the numbers can be trusted right now, and what the clock does next. */
export default defineCommand({
  summary: { en: 'Data freshness, what is to be mended, what runs next', ja: 'データの鮮度・要修正項目・次の予定' },
  usage: { en: '', ja: '' },
  examples: { en: ['status'], ja: ['status'] },
  aliases: ['ステータス', '状態'],
  live: true,
  parse: () => undefined,
  async run(context) {
    const { locale, sources, state, company } = context
    const say = words[locale]
    const [runs, delivered, reported] = await Promise.all([
      state.runs(),
      deliveryText(context),
      context.countReported(),
    ])
    const freshness = freshnessText(context)
    const checked = checkedText(sources.checked, company.calendar, locale)
    const blocks: MessageBlock[] = [
      header(say.title),
      section([freshness, ...staleLines(context)].join('\n')),
      ...sourceTable(context),
      ...faultSections(context),
      ...(checked.length > 0 ? [contextBlock([checked.join(' · ')])] : []),
      ...runTable(context, runs),
      contextBlock([...keptText(context, reported), ...delivered]),
    ]
    return { text: spoken(locale, [say.title], freshness), blocks, charts: [], readings: [] }
  },
})

/** How many messages stand how, and what is wrong with those that have not arrived. */
async function deliveryText({ locale, state }: Context): Promise<string[]> {
  const say = words[locale]
  const [deliveries, { waitingSeconds, lastError }] = await Promise.all([state.deliveries(), state.trouble()])
  if (deliveries.length === 0) return [say.noDeliveries]
  const counts = deliveries.map(({ state: name, count }) => `${say.states[name] ?? name} ${count}`)
  // A message that is on its way is no news.
  const minutes = Math.floor((waitingSeconds ?? 0) / 60)
  const line = [say.deliveries(counts.join(' · ')), ...(minutes > 0 ? [say.waiting(minutes)] : [])].join(' · ')
  return [line, ...(lastError === null ? [] : [say.lastError(escapeMrkdwn(errorText(lastError, locale)))])]
}

function freshnessText({ locale, sources }: Context): string {
  const say = words[locale]
  if (sources.freshness.length === 0) return say.unknown
  const stale = sources.freshness.filter(({ stale: old }) => old).map(({ source }) => escapeMrkdwn(source))
  return stale.length === 0 ? say.fresh : say.stale(stale.join(', '))
}

/** What rests on each stale source. */
const staleLines = ({ locale, sources }: Context): string[] =>
  staleSources(sources).map((source) => `• ${escapeMrkdwn(staleText(source, locale))}`)

/** What is to be mended, errors first; which row it is, for who sees everything. */
function faultSections({ locale, sources, scope }: Context): MessageBlock[] {
  const say = words[locale]
  const faults = faultsOf(sources)
  if (faults.length === 0) return [section(sources.checked.some(({ at }) => at) ? say.contract : say.holds)]
  const lineOf = (fault: Fault): string => {
    const mark = fault.severity === 'error' ? ':x:' : '•'
    return `${mark} ${escapeMrkdwn(faultText(fault, locale, scope.kind === 'everything'))}`
  }
  const errors = faults.filter(({ severity }) => severity === 'error').length
  const rest = faults.length - mostFaults
  const listed = faults.slice(0, mostFaults).map(lineOf)
  return lineSections([say.problems(faults.length, errors), ...listed, ...(rest > 0 ? [say.more(rest)] : [])])
}

/** What the bot itself keeps of the past. */
function keptText({ locale, sources: { snapshots } }: Context, reported: number): string[] {
  const say = words[locale]
  const deals = snapshots ? [say.kept(snapshots.versions, fullDate(snapshots.since, locale))] : []
  const unused = snapshots?.used === false ? [say.keptUnused] : []
  const parts = [...deals, ...unused, ...(reported > 0 ? [say.reported(reported)] : [])]
  return parts.length > 0 ? [parts.join(' · ')] : []
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
    kind === 'keeper'
      ? (say.keepers[id] ?? id)
      : ((kind === 'report' ? catalog.reports : catalog.alerts).get(id)?.title[locale] ?? id),
    formatInstant(next, zone, locale),
    last ? formatInstant(last.due, zone, locale) : say.never,
    last ? (say.outcomes[last.outcome] ?? last.outcome) : '–',
  ])
  const table = dataTable({ caption: say.runs, header: say.run, rows, pageSize: 10 })
  return table ? [table] : []
}
