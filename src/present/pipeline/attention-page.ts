import { context as contextBlock, escapeMrkdwn, header, section } from '../../blocks/build.ts'
import { toDate } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import { UserError } from '../../errors.ts'
import openPipeline from '../../metrics/open-pipeline.ts'
import pipelineHealth from '../../metrics/pipeline-health.ts'
import { lineSections } from '../lines.ts'
import type { Whose } from '../people.ts'
import { spoken } from '../plain.ts'
import { provenance, relationsOf, scopeText, staleWarning } from '../provenance.ts'
import { codeText } from '../typed.ts'
import { bilingual } from '../words.ts'
import { dealLines, dealsNeedingAttention } from './attention.ts'
import { words as pipelineWords } from './words.ts'

/** Deals on a page. */
const pageDeals = 15

/** What lists the deals that need attention, after `pipeline` and whose they are. */
export const attentionWord = { en: 'attention', ja: '要対応' } as const

export const isAttention = (word: string): boolean => /^(?:attention|要対応)$/i.test(word)

/** All open deals with a flag, the largest first, page by page. `typed`: the question as typed, but for its page. */
export async function attentionMessage(
  context: Context,
  { scope, person }: Whose,
  page: number,
  typed: string,
): Promise<Message> {
  const { locale, now, today, company } = context
  const say = words[locale]
  if (context.endOfDay) throw new UserError(`${pipelineWords[locale].flagsNow}${say.stop}`)
  if (scope.kind === 'aggregates') throw new UserError(say.totals)
  const period = toDate('quarter', today, company.calendar)
  const [{ rows, total }, readings] = await Promise.all([
    context.list(dealsNeedingAttention, { period, scope, limit: pageDeals, offset: (page - 1) * pageDeals }),
    context.read({ metrics: [openPipeline, pipelineHealth], windows: [{ period, asOf: now }], scope }),
  ])
  if (rows.length === 0 && page > 1) throw new UserError(say.noPage(page))
  const name = person ? escapeMrkdwn(person.name) : scopeText(context, scope)
  const lead = total === 0 ? say.none : pipelineWords[locale].attention(total)
  const first = (page - 1) * pageDeals + 1
  const next = codeText(`/revops pipeline ${typed} page ${page + 1}`)
  const relations = relationsOf(pipelineHealth)
  return {
    text: spoken(locale, [say.title, name], lead),
    blocks: [
      ...staleWarning(context, relations),
      header(say.title),
      contextBlock([total > 0 ? `${name} · ${say.shown(first, first + rows.length - 1, total)}` : name]),
      section(total > 0 ? `*${lead}*` : lead),
      ...lineSections(dealLines(context, rows, scope.kind !== 'people' || scope.ids.length > 1)),
      ...(first + rows.length <= total ? [contextBlock([say.next(next)])] : []),
      provenance(context, { relations, readings: [readings.one(openPipeline)], n: readings.one(openPipeline).n }),
    ],
    charts: [],
    readings: readings.all,
  }
}

const words = bilingual({
  en: {
    title: 'Deals that need attention',
    none: 'No open deal needs attention.',
    shown: (from: number, to: number, total: number) => `${from} to ${to} of ${total}, the largest first`,
    next: (command: string) => `Next page: \`${command}\`.`,
    noPage: (page: number) => `There is no page ${page}.`,
    totals: 'Your role sees deals only as totals, so they are not listed.',
    stop: '.',
  },
  ja: {
    title: '要対応の商談',
    none: '要対応の商談はありません。',
    shown: (from, to, total) => `${total}件中 ${from}〜${to}件目（金額の大きい順）`,
    next: (command) => `次のページ：\`${command}\``,
    noPage: (page) => `${page}ページ目はありません。`,
    totals: '権限上、商談は合計のみ閲覧できるため、一覧は表示しません。',
    stop: '。',
  },
})
