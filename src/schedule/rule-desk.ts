import { contextFor } from '../answers/context.ts'
import { personByEmail } from '../answers/identity.ts'
import { section } from '../blocks/build.ts'
import { plain } from '../blocks/text.ts'
import { formatInstant } from '../calendar/format.ts'
import { parseSchedule } from '../calendar/schedule.ts'
import type { Alert } from '../define/alert.ts'
import { type AlertRules, mostRules, type RuleSpec, type StoredRule } from '../define/alert-rule.ts'
import type { Context } from '../define/context.ts'
import type { FormMaker, Modal, SentForm } from '../define/form.ts'
import type { Metric } from '../define/metric.ts'
import type { FormSeed, RuleDesk, RuleMaker } from '../define/rule-desk.ts'
import type { Locale } from '../define/words.ts'
import { UserError } from '../errors.ts'
import { ownerChannel } from '../present/alerts/check/alert-faults.ts'
import { ruleActions } from '../present/alerts/rules/actions.ts'
import { mayChangeRule, mayMakeRules, scopeOfRules } from '../present/alerts/rules/allowed.ts'
import { ruleForm } from '../present/alerts/rules/form.ts'
import { blockOf, defaultValues, fieldsOf, valuesOf } from '../present/alerts/rules/form-values.ts'
import { formWords } from '../present/alerts/rules/form-words.ts'
import { faultBlocks, previewOf } from '../present/alerts/rules/preview.ts'
import { readForm } from '../present/alerts/rules/read-form.ts'
import { usualRows } from '../present/alerts/rules/usual-rows.ts'
import { lineName } from '../present/names.ts'
import { unmarked } from '../present/plain.ts'
import { words as placeWords } from '../present/subscriptions/words.ts'
import { refusedIn } from '../query/check-question.ts'
import { checkedAlert } from './stored-rules.ts'
import type { Tools } from './tools.ts'

/** Rules are checked here as at start, and told field by field, in the language of whoever makes them. */
export function createRuleDesk({ workshop, config, clock }: Pick<Tools, 'workshop' | 'config' | 'clock'>): RuleDesk {
  async function contextOf({ email, locale }: FormMaker): Promise<Context & { readonly rules: AlertRules }> {
    const snapshot = await workshop.source.snapshot()
    const who = personByEmail(snapshot.people, email, locale, workshop.company.contact)
    const say = formWords[locale]
    const context = await contextFor(workshop, { who, locale, now: clock.now(), snapshot })
    if (!mayMakeRules(context)) throw new UserError(say.refused)
    const { rules } = context
    if (!rules) throw new UserError(say.noDatabase)
    if (workshop.company.channels.length === 0) throw new UserError(say.noChannel)
    return { ...context, rules }
  }

  /** The rule that a form changes; undefined for a new one. */
  async function changed(
    context: Context & { readonly rules: AlertRules },
    id: string,
  ): Promise<StoredRule | undefined> {
    if (id === '') return undefined
    const say = formWords[context.locale]
    const rule = (await context.rules.all()).find((each) => each.id === id)
    if (!rule) throw new UserError(say.gone)
    if (!mayChangeRule(context, rule)) throw new UserError(say.notYours)
    return rule
  }

  /** What was sent, read and checked: a rule that can run, or all that is wrong, by block id. */
  async function read(maker: FormMaker, { metadata, values }: SentForm) {
    const context = await contextOf(maker)
    const rule = await changed(context, metadata)
    const { metric: id = '' } = values
    const metric = metricOf(context, id)
    const hidden = context.withheld.metrics.get(id)
    if (hidden) throw new UserError(formWords[maker.locale].withheld(hidden.label[maker.locale]))
    const fields = fieldsOf(values)
    const form = readForm(fields, id, metric, maker.locale, rule?.spec)
    const shown = { metric, values: fields, metadata, editing: rule !== undefined }
    const about = rule ?? { id: '', madeBy: context.who.id, scope: scopeOfRules(context) }
    // A rule that sees no more than a team would never be able to look.
    const refused = about.scope === 'team' ? refusedIn(context.scope, metric)?.[maker.locale] : undefined
    if ('unread' in form || refused !== undefined) {
      const unread = 'unread' in form ? [...form.unread] : []
      const errors: Record<string, string> = {
        ...Object.fromEntries(unread.map(([field, words]) => [blockOf(field, id), words])),
        ...(refused !== undefined && { metric: refused }),
      }
      return { context, rule, shown, errors, spec: undefined, alert: undefined }
    }
    const made = checkedAlert(form.spec, about, { config, workshop })
    const errors = 'observe' in made ? tooOften(form.spec, context) : errorsOf(made, id, maker.locale)
    return { context, rule, shown, errors, spec: form.spec, alert: 'observe' in made ? made : undefined }
  }

  return {
    waiting: (locale) => modal(locale, formWords[locale].title.new, formWords[locale].wait),
    sorry: (locale, text) => modal(locale, formWords[locale].sorry, text),
    async form(maker, seed) {
      const context = await contextOf(maker)
      const { id, metric, values } = await seedOf(context, seed, changed)
      return ruleForm(context, { metric, values, metadata: id, editing: id !== '' })
    },
    async redraw(maker, { metadata, values }) {
      const context = await contextOf(maker)
      const metric = metricOf(context, values.metric ?? '')
      return ruleForm(context, { metric, values: fieldsOf(values), metadata, editing: metadata !== '' })
    },
    async preview(maker, sent) {
      const { context, shown, errors, alert } = await read(maker, sent)
      const wrong = Object.values(errors)
      const told =
        alert && wrong.length === 0 ? await previewOf(context, alert) : { below: faultBlocks(wrong, maker.locale) }
      return ruleForm(context, { ...shown, ...told })
    },
    async save(maker, sent) {
      const { context, rule, spec, alert, ...found } = await read(maker, sent)
      const errors = { ...(await unfitPlace(context, maker, sent, rule)), ...found.errors }
      if (!spec || !alert || Object.keys(errors).length > 0) return { errors }
      const say = formWords[maker.locale]
      const { rules, who, now } = context
      if (rule) {
        if (!(await rules.change(rule.id, spec, now))) return { errors: { metric: say.gone } }
      } else {
        const made = await rules.add({ spec, madeBy: who.id, scope: scopeOfRules(context), knownSince: now })
        if (made === 'too many') return { errors: { metric: say.tooMany(mostRules) } }
      }
      return { saved: savedModal(context, spec, alert) }
    },
    async remove(maker, id) {
      const context = await contextOf(maker)
      const rule = await changed(context, id)
      const say = formWords[maker.locale]
      if (!rule || !(await context.rules.remove(id))) throw new UserError(say.gone)
      return say.deleted(lineName(rule.name))
    },
  }
}

/** What a form begins with, and whose rule it is. */
async function seedOf(
  context: Context & { readonly rules: AlertRules },
  seed: FormSeed,
  changed: (context: Context & { readonly rules: AlertRules }, id: string) => Promise<StoredRule | undefined>,
) {
  if (seed.kind === 'edit') {
    const rule = await changed(context, seed.id)
    const metric = metricOf(context, rule?.spec?.metric ?? '')
    const values = rule?.spec
      ? valuesOf(rule.spec, metric)
      : { ...defaultValues(context.locale), name: rule?.name ?? '' }
    return { id: seed.id, metric, values }
  }
  const metric = metricOf(context, seed.metric ?? '')
  const values = defaultValues(context.locale, seed.by)
  // Only a KPI's answer says of what there are to be so many.
  const atLeast = seed.metric === undefined ? undefined : await usualRows(context, metric, seed.by)
  return { id: '', metric, values: atLeast === undefined ? values : { ...values, atLeast } }
}

/** The KPI with this id; the first of all where nothing is chosen yet, or what was is no more. */
function metricOf({ catalog }: Context, id: string): Metric {
  const metric = catalog.metrics.get(id) ?? catalog.metrics.get('win_rate') ?? [...catalog.metrics.values()][0]
  if (!metric) throw new Error('there is no KPI')
  return metric
}

const errorsOf = (
  faults: Exclude<ReturnType<typeof checkedAlert>, Alert>,
  metric: string,
  locale: Locale,
): Record<string, string> =>
  Object.fromEntries(faults.map(({ field, words }) => [blockOf(field, metric), words[locale]]))

/** Figures do not change by the quarter of an hour, and each look is a query. */
function tooOften({ schedule }: RuleSpec, { company, now, locale }: Context): Record<string, string> {
  const read = parseSchedule(schedule, company.calendar)
  const first = read.next(now)
  return read.next(first).since(first).total('minutes') < 60 ? { schedule: formWords[locale].tooOften } : {}
}

/** A channel of which subscriptions would be refused is refused to rules. Who changes another's rule need not be in its channel. */
async function unfitPlace(
  { company, locale }: Context,
  { unfit }: RuleMaker,
  { values }: SentForm,
  rule: StoredRule | undefined,
): Promise<Record<string, string>> {
  const channel = company.channels.find(({ name }) => name === values.channel)
  const why = channel && (await unfit(channel.id))
  if (why === undefined || (why === 'foreign' && rule?.spec?.channel === channel?.name)) return {}
  return { channel: unmarked(placeWords[locale][why], locale) }
}

function savedModal(context: Context, spec: RuleSpec, alert: Alert): Modal {
  const { locale, company, now } = context
  const say = formWords[locale]
  const next = parseSchedule(spec.schedule, company.calendar).next(now)
  const channel = spec.channel === ownerChannel ? say.owner : `#${spec.channel}`
  const lines = [
    say.saved(lineName(spec.name)),
    alert.summary[locale],
    say.next(formatInstant(next, company.calendar.zone, locale), channel),
  ]
  return modal(locale, say.title.new, lines.join('\n'))
}

const modal = (locale: Locale, title: string, text: string): Modal => ({
  type: 'modal',
  callback_id: ruleActions.form,
  private_metadata: '',
  title: plain(title),
  close: plain(formWords[locale].close),
  blocks: [section(text)],
})
