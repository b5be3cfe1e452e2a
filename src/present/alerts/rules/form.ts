import { actions, button, section } from '../../../blocks/build.ts'
import type { ChartSpec } from '../../../blocks/chart.ts'
import { plain } from '../../../blocks/text.ts'
import type { Block } from '../../../blocks/types.ts'
import type { Context } from '../../../define/context.ts'
import type { FormValues, Modal } from '../../../define/form.ts'
import type { Metric } from '../../../define/metric.ts'
import { dimensionLabels } from '../../dimensions.ts'
import { groupedField, menuField, textField } from '../../form-fields.ts'
import { metricGroups } from '../../metric-groups.ts'
import { ownerChannel } from '../check/alert-faults.ts'
import { hasTest } from '../check/watch-faults.ts'
import { personDimensions } from '../person-dimensions.ts'
import { ruleActions } from './actions.ts'
import { scopeOfRules } from './allowed.ts'
import { againstChoices, againstWords, overChoices, overWords } from './choices.ts'
import { byBlock } from './form-values.ts'
import { formWords } from './form-words.ts'

export interface FormView {
  readonly metric: Metric
  readonly values: FormValues
  /** What the form carries along: which rule it changes. */
  readonly metadata: string
  readonly editing: boolean
  /** Under the fields: what the rule would say, or what is wrong. */
  readonly below?: readonly Block[]
  /** Under all of it: how what the rule watches went before. */
  readonly chart?: ChartSpec
}

/** The form of a rule over a KPI: breakdowns and confidence are offered only where the KPI has them. */
export function ruleForm(context: Context, { metric, values, metadata, editing, below = [], chart }: FormView): Modal {
  const { locale } = context
  const say = formWords[locale]
  const id = context.catalog.idOf(metric) ?? ''
  const unit = say.units[metric.unit]
  const value = (field: string): string => values[field] ?? ''
  const optional = true
  const dimensions = dimensionsOf(context, metric)
  return {
    type: 'modal',
    callback_id: ruleActions.form,
    private_metadata: metadata,
    title: plain(say.title[editing ? 'edit' : 'new']),
    submit: plain(say.save),
    close: plain(say.close),
    blocks: [
      section(say.scope[scopeOfRules(context)]),
      groupedField(
        { id: 'metric', label: say.metric },
        metricGroups(context, ({ kind }) => kind !== 'table'),
        id,
        ruleActions.metric,
      ),
      textField({ id: 'name', label: say.name, hint: say.nameHint, optional }, value('name'), metric.label[locale]),
      // Slack takes no menu without choices.
      ...(dimensions.length > 0
        ? [
            menuField({ id: byBlock(id), label: say.by, optional }, dimensions, value('by'), {
              placeholder: say.byNone,
            }),
          ]
        : []),
      menuField({ id: 'over', label: say.over }, overs(context), value('over')),
      menuField({ id: 'condition', label: say.condition }, conditions(context, metric), value('condition')),
      textField({ id: 'value', label: say.value, hint: say.valueHint(unit) }, value('value')),
      textField({ id: 'clears', label: say.clears, hint: say.clearsHint, optional }, value('clears')),
      textField({ id: 'floor', label: say.floor, hint: say.floorHint(unit), optional }, value('floor')),
      textField({ id: 'atLeast', label: say.atLeast }, value('atLeast')),
      ...(hasTest(metric)
        ? [
            menuField(
              { id: 'confidence', label: say.confidence, optional },
              [90, 95, 99].map((percent) => ({ value: String(percent), text: say.confidenceShare(percent) })),
              value('confidence'),
              { placeholder: say.confidenceNone },
            ),
          ]
        : []),
      textField({ id: 'forDays', label: say.forDays }, value('forDays')),
      textField({ id: 'repeat', label: say.repeat, hint: say.repeatHint, optional }, value('repeat')),
      textField({ id: 'schedule', label: say.schedule, hint: say.scheduleHint }, value('schedule')),
      menuField({ id: 'channel', label: say.channel }, channels(context, metric), value('channel')),
      menuField(
        { id: 'severity', label: say.severity },
        (['warning', 'critical'] as const).map((each) => ({ value: each, text: say.severities[each] })),
        value('severity'),
      ),
      actions([button({ text: say.preview, actionId: ruleActions.preview, value: 'preview' })], 'preview'),
      ...below,
    ],
    ...(chart && { chart }),
  }
}

const dimensionsOf = (context: Context, metric: Metric) =>
  context.dimensions(metric).map((value) => ({ value, text: dimensionLabels[value]?.[context.locale] ?? value }))

const overs = ({ locale }: Context) =>
  Object.entries(overChoices).map(([value, over]) => ({ value, text: overWords(over, locale) }))

function conditions({ locale }: Context, { comparable }: Metric) {
  const say = formWords[locale]
  return [
    { value: 'below', text: say.below },
    { value: 'above', text: say.above },
    ...Object.entries(againstChoices)
      .filter(([value]) => comparable !== false || value.startsWith('target'))
      .map(([value, against]) => ({ value, text: say.worseThan(againstWords(against, locale)) })),
  ]
}

function channels({ locale, company, dimensions }: Context, metric: Metric) {
  const people = dimensions(metric).some((name) => personDimensions.includes(name))
  return [
    ...company.channels.map(({ name }) => ({ value: name, text: `#${name}` })),
    ...(people ? [{ value: ownerChannel, text: formWords[locale].owner }] : []),
  ]
}
