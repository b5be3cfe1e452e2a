import { context as contextBlock, divider, escapeMrkdwn, fields, header, section } from '../../blocks/build.ts'
import type { BarsSpec } from '../../blocks/chart.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import openPipeline from '../../metrics/open-pipeline.ts'
import pipelineHealth from '../../metrics/pipeline-health.ts'
import quotaAttainment from '../../metrics/quota-attainment.ts'
import { formatValue } from '../format.ts'
import { chartFormat } from '../kpi/trend.ts'
import { lineSections, paragraph } from '../lines.ts'
import type { Whose } from '../people.ts'
import { periodShort, periodText } from '../periods.ts'
import { spoken } from '../plain.ts'
import { provenance, relationsOf, scopeText, snapshotNote, staleWarning } from '../provenance.ts'
import { styleOf } from '../style.ts'
import { codeText } from '../typed.ts'
import { attentionLines } from './attention.ts'
import { attentionWord } from './attention-page.ts'
import { summaryFields } from './fields.ts'
import type { PipelineFigures } from './figures.ts'
import { leadText } from './lead.ts'
import { movementTable } from './movement.ts'
import { personTable, stageTable } from './tables.ts'
import { words } from './words.ts'

/** The pipeline on one screen: what is open, whether it is enough, what needs attention, what changed. */
export function pipelineMessage(context: Context, whose: Whose, figures: PipelineFigures, typed: string): Message {
  const { locale } = context
  const say = words[locale]
  const { period, whole, byStage, byPerson, forecast } = figures
  const open = whole.one(openPipeline)
  const name = whose.person ? escapeMrkdwn(whose.person.name) : scopeText(context, whose.scope)
  const relations = relationsOf(openPipeline)
  const healthId = context.catalog.idOf(pipelineHealth)
  const lead = leadText(context, figures)
  const chart = stageChart(context, figures)
  // With nothing open, nothing won and no target, one sentence says it all.
  const bare = open.n === 0 && forecast.one(quotaAttainment).n === 0 && forecast.one(quotaAttainment).value === null
  const details = bare
    ? []
    : [
        ...fields(summaryFields(context, figures)),
        ...(chart ? [{ type: 'chart', chart: 0 } as const] : []),
        ...stageTable(context, byStage),
        ...renewalLine(context, figures),
        ...attentionSection(context, figures, typed),
        ...movementSection(context, figures),
        ...(byPerson ? personTable(context, byPerson, figures) : []),
      ]
  return {
    text: spoken(locale, [say.title, name], lead),
    blocks: [
      ...staleWarning(context, relations),
      header(say.title),
      contextBlock([`${name} · ${periodText(period, context)}`]),
      ...paragraph([lead]),
      ...details,
      provenance(context, {
        relations,
        readings: [open, ...forecast.of(quotaAttainment)],
        n: open.n,
        extra: bare ? [] : snapshotNote(context),
      }),
    ],
    charts: chart && !bare ? [chart] : [],
    readings: [
      ...whole.all.filter(({ metric }) => !context.endOfDay || metric !== healthId),
      ...byStage.all,
      ...forecast.all,
      ...(byPerson?.readings.all ?? []),
    ],
  }
}

function stageChart(context: Context, { byStage }: PipelineFigures): BarsSpec | undefined {
  const readings = byStage.of(openPipeline).filter(({ value }) => value !== null)
  if (readings.length === 0) return undefined
  const say = words[context.locale]
  return {
    kind: 'bars',
    title: say.byStage,
    categories: readings.map(({ by }) => by.stage ?? say.unknownStage),
    series: [{ name: say.amount, values: readings.map(({ value }) => value) }],
    format: chartFormat(context, 'money'),
  }
}

function renewalLine(context: Context, { whole }: PipelineFigures): MessageBlock[] {
  const renewals = whole.one(openPipeline).beside[0]?.value
  if (!renewals) return []
  return [contextBlock([words[context.locale].renewals(formatValue(renewals, 'money', styleOf(context), 'short'))])]
}

/** Flags rest on next steps and the like, which are known as of now only. */
function attentionSection(context: Context, { attention, byPerson }: PipelineFigures, typed: string): MessageBlock[] {
  if (context.endOfDay) return [contextBlock([words[context.locale].flagsNow])]
  const all = codeText(['/revops pipeline', typed, attentionWord[context.locale]].filter(Boolean).join(' '))
  const lines = attentionLines(context, attention, byPerson !== undefined, all)
  if (lines.length === 0) return []
  return [divider(), section(`*${words[context.locale].attention(attention.total)}*`), ...lineSections(lines)]
}

/** What changed until now says nothing about a period that was over before. */
function movementSection(context: Context, { movements, over, period }: PipelineFigures): MessageBlock[] {
  const say = words[context.locale]
  if (over) return []
  if (!movements) return [contextBlock([say.noHistory])]
  return movementTable(context, movements, say.changed(periodShort(period, context)))
}
