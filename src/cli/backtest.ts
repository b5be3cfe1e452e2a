import { openWorkshop, unhurriedTimeoutMs } from '../answers/open.ts'
import { loadCatalog } from '../catalog.ts'
import type { Config } from '../config.ts'
import type { Context } from '../define/context.ts'
import { UserError } from '../errors.ts'
import { takeRule } from '../present/alerts/backtest/find.ts'
import { backtestMessage, firingRows } from '../present/alerts/backtest/message.ts'
import { checkedDays, usualDays } from '../present/alerts/backtest/parse.ts'
import { type Backtested, backtestJson, backtestReport } from '../present/alerts/backtest/report.ts'
import { words as say } from '../present/alerts/backtest/words.ts'
import { chartAsText } from '../present/surface.ts'
import { companyContext } from '../schedule/audience.ts'
import { type AskOptions, instantOf, localeOf } from './ask.ts'
import { openState } from './state.ts'
import { blocksAsText, columnsAsText, terminalBold } from './text.ts'

export interface BacktestOptions extends Omit<AskOptions, 'as'> {
  readonly days?: string | undefined
}

/** `revops backtest <rule>`: what would have been told, had the rule run at each of its instants in those days. */
export async function backtest(config: Config, words: readonly string[], options: BacktestOptions): Promise<number> {
  const catalog = await loadCatalog()
  const locale = localeOf(options.locale, config)
  const now = instantOf(options.at, config)
  const state = openState(config, catalog, now)
  // Nobody else is kept from their answer.
  const patience = { statementTimeoutMs: unhurriedTimeoutMs }
  const workshop = openWorkshop(config, { ...patience, state: state.view, catalog, past: state.past })
  try {
    const context = await companyContext(workshop, locale, now)
    const { rule, rest } = takeRule(words, context)
    if (rest.length > 0) throw new UserError(`backtest <rule> --days <n>, not “${rest.join(' ')}”.`)
    const days = checkedDays(Number(options.days ?? usualDays), context)
    const report = await backtestReport(context, rule, days)
    if (options.json) console.log(JSON.stringify(backtestJson(context, report), null, 2))
    else for (const line of textOf(context, report)) console.log(line)
    return 0
  } finally {
    await Promise.all([workshop.source.close(), state.close()])
  }
}

/** The message, and every firing however many there are: a terminal has no limits. */
function textOf(context: Context, report: Backtested): string[] {
  const { blocks, charts } = backtestMessage(context, report, false)
  const shown = blocks.map((block) => (block.type === 'chart' ? chartAsText(charts[block.chart]) : block))
  const { caption, columns } = say[context.locale]
  const rows = firingRows(context, report.found)
  const table = rows.length > 0 ? ['', `[${caption}]`, columnsAsText([columns, ...rows])] : []
  return [blocksAsText(shown, terminalBold), ...table]
}
