import type { Context } from '../../define/context.ts'
import type { FollowUp } from '../../define/message.ts'
import { UserError } from '../../errors.ts'
import type { StepMeasures } from '../../metrics/measures/funnel.ts'
import { nearest } from '../../nearest.ts'
import type { Leaf } from '../../query/plan.ts'
import { type Asked, askedAgain } from '../ask-on.ts'
import { conversionOf, type FunnelFigures, type FunnelQuestion, planFunnel } from '../funnel/figures.ts'
import { stepName } from '../funnel/words.ts'
import { typed } from '../typed.ts'
import { bilingual } from '../words.ts'

/** A step of the funnel whose rows are asked for, by its name in either language. */
export interface StepQuestion extends FunnelQuestion {
  readonly step: string
}

/** What `rows` is about: figures with their rows, what they are called, and how they are asked for. */
export interface Subject {
  readonly leaves: readonly Leaf[]
  readonly label: string
  /** After `rows`. */
  readonly id: string
}

/** The rows of a step: those its share counts, each with whether it moved on; those that entered the last one. */
export async function stepSubject(context: Context, question: StepQuestion): Promise<Subject> {
  const { locale } = context
  const plan = await planFunnel(context, question)
  const named = new Map(
    plan.steps.flatMap((measures) => namesOf(measures).map((name) => [fold(name), measures] as const)),
  )
  const found = named.get(fold(question.step))
  if (!found) {
    const names = plan.steps.map(({ step }) => stepName(step, locale))
    throw new UserError(
      words[locale].unknown(typed(question.step), names.join(', '), nearest(question.step, names) ?? names[0] ?? ''),
    )
  }
  const label = words[locale].label(...wayOf(found, locale))
  const conversion = conversionOf(found, question.view)
  const metric = { ...(conversion ?? found.volume), label: { en: label, ja: label } }
  const id = conversion ? 'funnel_conversion' : 'funnel_volume'
  return { leaves: [{ metric: { ...metric, id }, window: plan.window }], label, id: idOf(found, context) }
}

/** The rows of each step that the asker may list. */
export function stepFollowUps(context: Context, { steps, view, whole }: FunnelFigures, asked: Asked): FollowUp[] {
  const { locale, scope } = context
  return steps
    .filter(({ volume }) => whole.one(volume).reason !== 'not_connected')
    .filter(({ volume }) => volume.fact.listed && (scope.kind !== 'aggregates' || volume.fact.open))
    .map((measures) => ({
      label: stepName(measures.step, locale),
      menu: words[locale].rows,
      question: ['rows', idOf(measures, context), ...(view === 'period' ? ['period'] : []), askedAgain(asked, context)]
        .filter(Boolean)
        .join(' '),
    }))
}

const idOf = ({ step }: StepMeasures, { locale }: Context): string => {
  const name = stepName(step, locale)
  return `funnel ${/\s/.test(name) ? `"${name}"` : name}`
}

const namesOf = ({ step }: StepMeasures): string[] => [stepName(step, 'en'), stepName(step, 'ja')]

const wayOf = ({ step, next }: StepMeasures, locale: Context['locale']): [string, string | undefined] => [
  stepName(step, locale),
  next && stepName(next, locale),
]

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '')

const words = bilingual({
  en: {
    label: (from: string, to: string | undefined) => (to === undefined ? `Funnel: ${from}` : `Funnel: ${from} → ${to}`),
    rows: 'Rows',
    unknown: (name: string, known: string, guess: string) =>
      `The funnel has no step “${name}”. It has: ${known}. For example \`/revops rows funnel ${guess}\`.`,
  },
  ja: {
    label: (from, to) => (to === undefined ? `ファネル：${from}` : `ファネル：${from}→${to}`),
    rows: '明細',
    unknown: (name, known, guess) =>
      `ファネルに「${name}」というステップはありません。ステップ：${known}。例：\`/revops rows funnel ${guess}\``,
  },
})
