import { context as contextBlock, header, section } from '../../../blocks/build.ts'
import { formatInstant } from '../../../calendar/format.ts'
import type { Context } from '../../../define/context.ts'
import type { Message } from '../../../define/message.ts'
import type { FiringSeries } from '../../../define/state.ts'
import { firingFor, listedOf } from '../../firing.ts'
import { lineSections } from '../../lines.ts'
import { lineName } from '../../names.ts'
import { spoken } from '../../plain.ts'
import { seriesName } from '../linked.ts'
import { scopeOfRules } from '../rules/allowed.ts'
import { madeRules } from './made.ts'
import { opinionsLine } from './opinions-line.ts'
import { ruleLine, waiting } from './rule-line.ts'
import { listWords } from './words.ts'

const mostSeries = 20

/** What is firing, since when and why; what is watched, and the rules that people made. */
export async function alertsMessage(context: Context): Promise<Message> {
  const { locale, catalog, rules } = context
  const say = listWords[locale]
  const opinions = await opinionsLine(context)
  const [firing, stored, made] = await Promise.all([
    firingFor(context),
    rules?.all() ?? [],
    madeRules(context, opinions),
  ])
  // Rules of files are theirs who run the bot.
  const mayTune = scopeOfRules(context) === 'company'
  const ids = new Set(stored.map(({ id }) => id))
  const files = [...catalog.alerts].flatMap(([id, rule]) =>
    ids.has(id) ? [] : [`${ruleLine(context, rule)}${mayTune ? opinions(id) : ''}`],
  )
  const rest = firing.length - mostSeries
  return {
    text: spoken(locale, [say.title], say.firing(firing.length)),
    blocks: [
      header(say.title),
      section(say.firing(firing.length)),
      ...firing.slice(0, mostSeries).map((series) => section(seriesText(context, series))),
      ...(rest > 0 ? [contextBlock([say.more(rest)])] : []),
      ...lineSections([`*${say.rules}*`, ...files]),
      ...made,
    ],
    charts: [],
    readings: [],
    listed: [...listedOf(firing), ...catalog.alerts.keys()],
  }
}

/** What fires, in its own words, and since when. */
export function seriesText(context: Context, series: FiringSeries): string {
  const { locale, catalog, company } = context
  const say = listWords[locale]
  const rule = catalog.alerts.get(series.alert)
  const title = rule?.title[locale] ?? series.alert
  const since = say.since(formatInstant(series.since, company.calendar.zone, locale))
  const state = `${series.state === 'recovering' ? ` · ${say.recovering}` : ''}${rule ? waiting(context, rule) : ''}`
  const label = series.label ? ` · ${seriesName(context, rule, series)}` : ''
  return `*${lineName(title)}*${label}\n${series.summary[locale]}\n_${since}${state}_`
}
