import { actions, button, context as contextBlock, escapeMrkdwn, section } from '../../../blocks/build.ts'
import { plain } from '../../../blocks/text.ts'
import type { StoredRule } from '../../../define/alert-rule.ts'
import type { Context } from '../../../define/context.ts'
import type { MessageBlock } from '../../../define/message.ts'
import { lineName } from '../../names.ts'
import { mayName } from '../../person-name.ts'
import { ruleActions } from '../rules/actions.ts'
import { alertOf } from '../rules/alert-of.ts'
import { mayChangeRule, mayMakeRules } from '../rules/allowed.ts'
import { ofSomebody } from '../watch/people.ts'
import type { OpinionsLine } from './opinions-line.ts'
import { ruleLine } from './rule-line.ts'
import { listWords } from './words.ts'

/** Rules with their buttons that one message has room for. */
const most = 10

/** Rules that people made: who made each, why one does not run, and buttons for who may change it. */
export async function madeRules(context: Context, opinions: OpinionsLine): Promise<MessageBlock[]> {
  const { rules, locale, who } = context
  const say = listWords[locale]
  if (!rules) return []
  const all = (await rules.all()).filter(({ spec }) => !spec || mayRead(context, spec))
  // One's own first: they are looked for.
  const sorted = [...all].sort((a, b) => Number(b.madeBy === who.id) - Number(a.madeBy === who.id))
  const shown = sorted.slice(0, most)
  return [
    ...(all.length > 0 ? [section(`*${say.made}*`)] : []),
    ...shown.flatMap((rule) => [
      section(`${lineOf(context, rule)}${mayChangeRule(context, rule) ? opinions(rule.id) : ''}`),
      ...(mayChangeRule(context, rule) ? [buttonsOf(context, rule)] : []),
    ]),
    ...(all.length > shown.length ? [contextBlock([say.more(all.length - shown.length)])] : []),
    ...(mayMakeRules(context)
      ? [actions([button({ text: say.make, actionId: ruleActions.new, value: '{}' })], 'new rule')]
      : []),
  ]
}

/** A rule over somebody's records alone names them. */
function mayRead(context: Context, spec: NonNullable<StoredRule['spec']>): boolean {
  if (context.withheld.metrics.has(spec.metric)) return false
  const metric = context.catalog.metrics.get(spec.metric)
  return !metric || context.scope.kind !== 'aggregates' || !ofSomebody(context, { ...spec, metric })
}

function lineOf(context: Context, rule: StoredRule): string {
  const { locale, catalog, people } = context
  const { name, madeBy, scope, off, spec } = rule
  const say = listWords[locale]
  const maker = people.find((person) => person.id === madeBy)
  const made = mayName(context, madeBy) ? [say.by(maker && lineName(maker.name))] : []
  const by = [...made, ...(scope === 'team' ? [say.team] : [])].join(' · ')
  const alert = spec && off === null ? alertOf(spec, rule, catalog) : undefined
  const about = by === '' ? [] : [`_${by}_`]
  if (alert && 'observe' in alert) return [ruleLine(context, alert), ...about].join('\n      ')
  return [`• *${lineName(name)}*`, ...(off ? [say.off(escapeMrkdwn(off[locale]))] : []), ...about].join('\n      ')
}

function buttonsOf({ locale }: Context, { id, name }: StoredRule) {
  const say = listWords[locale]
  return actions(
    [
      button({ text: say.edit, actionId: ruleActions.edit, value: id }),
      button({
        text: say.remove,
        actionId: ruleActions.delete,
        value: id,
        style: 'danger',
        confirm: {
          title: plain(say.remove),
          text: plain(say.sure(name)),
          confirm: plain(say.remove),
          deny: plain(say.keep),
          style: 'danger',
        },
      }),
    ],
    id,
  )
}
