import { plain } from '../../../blocks/text.ts'
import type { InputBlock } from '../../../blocks/types.ts'
import { parseSchedule } from '../../../calendar/schedule.ts'
import type { Context } from '../../../define/context.ts'
import type { FormValues, Modal } from '../../../define/form.ts'
import { refusedIn } from '../../../query/check-question.ts'
import { channelField, groupedField, menuField, textField } from '../../form-fields.ts'
import { metricGroups } from '../../metric-groups.ts'
import { refusalOf } from '../allowed.ts'
import { usualTimeOf } from '../settle.ts'
import { subscribeActions } from './actions.ts'
import { type Carried, chosenIn } from './values.ts'
import { everyChoices, monthDays, monthDayWords, weekdays } from './when.ts'
import { formWords } from './words.ts'

/** The form of a subscription: of what was chosen in it, it asks what is still to be said. */
export function subscribeForm(context: Context, values: FormValues, carried: Carried): Modal {
  const say = formWords[context.locale]
  const editing = carried.id !== ''
  return {
    type: 'modal',
    callback_id: subscribeActions.form,
    private_metadata: JSON.stringify(carried),
    title: plain(say.title[editing ? 'edit' : 'new']),
    submit: plain(say.save[editing ? 'edit' : 'new']),
    close: plain(say.close),
    blocks: [
      ...topicFields(context, values),
      ...timeFields(context, values),
      textField({ id: 'zone', label: say.zone, hint: say.zoneHint }, values.zone ?? ''),
      ...placeFields(context, values, carried),
      menuField(
        { id: 'language', label: say.language },
        (['en', 'ja'] as const).map((value) => ({ value, text: say.languages[value] })),
        values.language ?? '',
      ),
      menuField(
        { id: 'changes', label: say.changes },
        (['always', 'changed'] as const).map((value) => ({ value, text: say.changesChoices[value] })),
        values.changes ?? '',
      ),
    ],
  }
}

function topicFields(context: Context, values: FormValues): InputBlock[] {
  const { catalog, locale } = context
  const say = formWords[locale]
  const { what = '', metric = '', question = '', account = '' } = values
  // What would be refused as soon as it is sent is not offered.
  const reports = [...catalog.reports]
    .filter(([, { audience }]) => !refusalOf(audience, context, false))
    .map(([id, { title }]) => ({ value: `report:${id}`, text: title[locale] }))
  const totals = context.scope.kind === 'aggregates'
  const figures = (totals ? (['kpi'] as const) : (['kpi', 'account'] as const)).map((value) => ({
    value,
    text: say[value],
  }))
  const groups = [
    { label: say.reports, choices: reports },
    { label: say.figures, choices: figures },
  ]
  const menu = groupedField({ id: 'what', label: say.what }, groups, what, subscribeActions.what)
  if (what === 'account') {
    return [menu, textField({ id: 'account', label: say.accountName, hint: say.accountHint }, account)]
  }
  if (what !== 'kpi') return [menu]
  return [
    menu,
    groupedField(
      { id: 'metric', label: say.metric },
      [...together(context, metric), ...metricGroups(context, (each) => !refusedIn(context.scope, each))],
      metric,
    ),
    textField({ id: 'question', label: say.question, hint: say.questionHint, optional: true }, question),
  ]
}

/** Several KPIs in one question are no choice of the menu, unless they are what there is to change. */
function together({ catalog, locale }: Context, ids: string) {
  if (!ids.includes(',')) return []
  const names = ids.split(',').map((id) => catalog.metrics.get(id)?.label[locale] ?? id)
  const text = names.join(locale === 'ja' ? '、' : ', ')
  return [{ label: formWords[locale].metric, choices: [{ value: ids, text }] }]
}

function timeFields(context: Context, values: FormValues): InputBlock[] {
  const { locale, company } = context
  const { calendar } = company
  const say = formWords[locale]
  const { every = '', weekday = '', monthday = '', time = '', schedule = '' } = values
  const usual = usualTimeOf(context, chosenIn(values))
  const choices = everyChoices.map((value) => ({
    value,
    text: value === 'usual' && usual ? say.usual(parseSchedule(usual, calendar).describe(locale)) : say.every[value],
  }))
  const menu = menuField({ id: 'every', label: say.when }, choices, every, { speaks: subscribeActions.every })
  if (every === 'usual') return [menu]
  if (every === 'words') {
    return [menu, textField({ id: 'schedule', label: say.schedule, hint: say.scheduleHint }, schedule)]
  }
  const names = new Intl.DateTimeFormat(locale, { weekday: locale === 'ja' ? 'narrow' : 'long', timeZone: 'UTC' })
  // 5 January 1970 was a Monday.
  const nameOf = (i: number): string => names.format(new Date(Date.UTC(1970, 0, 5 + i)))
  const days = {
    weekly: menuField(
      { id: 'weekday', label: say.weekday },
      weekdays.map((value, i) => ({ value, text: say.weekdays(nameOf(i)) })),
      weekday,
    ),
    monthly: menuField(
      { id: 'monthday', label: say.monthday },
      monthDays.map((value) => ({ value, text: monthDayWords(value, calendar, locale) })),
      monthday,
    ),
  }
  return [
    menu,
    ...(every === 'weekly' || every === 'monthly' ? [days[every]] : []),
    textField({ id: 'time', label: say.time, hint: say.timeHint }, time),
  ]
}

function placeFields({ locale }: Context, values: FormValues, { here }: Carried): InputBlock[] {
  const say = formWords[locale]
  const { place = '', channel = '' } = values
  const choices = (['dm', 'here', 'channel'] as const)
    .filter((value) => value !== 'here' || here !== undefined)
    .map((value) => ({ value, text: say.places[value] }))
  const menu = menuField({ id: 'place', label: say.place }, choices, place, { speaks: subscribeActions.place })
  return place === 'channel' ? [menu, channelField({ id: 'channel', label: say.channel }, channel)] : [menu]
}
