import type { Temporal } from 'temporal-polyfill'
import type { Observation } from '../../../define/alert.ts'
import type { Context } from '../../../define/context.ts'
import type { Condition, Watch } from '../../../define/rule.ts'
import { type Judgement, judge } from '../../../insight/condition.ts'
import { kindOf } from './kind.ts'
import { isMean, meanChangeP } from './mean-test.ts'
import { type Measured, measure } from './measure.ts'
import { slowerP } from './median-test.ts'
import { peopleFinder, type Whom } from './people.ts'
import { sentenceOf } from './sentence.ts'
import { daysOf } from './spans.ts'
import { subjectOf } from './subject.ts'

/** Every series of a rule over a KPI, as it stands now. */
export async function observeWatch(context: Context, watch: Watch): Promise<Observation[]> {
  const [measured = []] = await measure(context, watch, [context])
  const [tested, whom] = await Promise.all([
    testOf(watch)(context, watch, measured),
    whomOf(context, watch, [measured]),
  ])
  return measured.map((each, i) => observationOf(context, watch, each, tested[i], whom(each.key)))
}

/** Medians and mean scores are tested on their rows, the rest on what is known of them. */
const testOf = ({ metric }: Watch) => (isMean(metric) ? meanChangeP : slowerP)

/** The same at many instants; what is tested on its rows is tested instant by instant, since each has lines of its own. */
export async function observeWatchAt(
  context: Context,
  watch: Watch,
  instants: readonly Temporal.Instant[],
): Promise<Observation[][]> {
  const { zone } = context.company.calendar
  const moments = instants.map((now) => ({ now, today: now.toZonedDateTimeISO(zone).toPlainDate() }))
  const found: Observation[][] = []
  const measured = await measure(context, watch, moments)
  const whom = await whomOf(context, watch, measured)
  for (const series of measured) {
    const tested = await testOf(watch)(context, watch, series)
    found.push(series.map((each, i) => observationOf(context, watch, each, tested[i], whom(each.key))))
  }
  return found
}

const whomOf = (context: Context, watch: Watch, measured: readonly (readonly Measured[])[]) =>
  peopleFinder(
    context,
    watch,
    measured.flatMap((series) => series.map(({ key }) => key)),
  )

function observationOf(
  context: Context,
  watch: Watch,
  measured: Measured,
  p: number | null | undefined,
  whom: Whom,
): Observation {
  const { metric, conditions, atLeast } = watch
  const held = conditions.map((condition, i) => ({
    condition,
    other: measured.others[i],
    ...(p === undefined ? {} : { p }),
  }))
  const full = judge(measured.now, held, kindOf(metric), atLeast)
  const judged = measured.early ? { ...full, enough: true, breached: false, cleared: true } : full
  const series = measured.key ?? ''
  return {
    series,
    label: measured.label,
    breached: judged.breached,
    cleared: judged.cleared,
    enough: judged.enough,
    weight: weightOf(measured, judged),
    fingerprint: judged.breached ? 'breached' : 'quiet',
    subject: subjectOf(context, watch, series),
    summary: {
      en: sentenceOf('en', context, watch, measured, judged),
      ja: sentenceOf('ja', context, watch, measured, judged),
    },
    facts: factsOf(measured, judged, conditions),
    ...whom,
  }
}

/** What is missing in the figure's own terms: rows for a ratio, money for money. */
function weightOf({ now, otherWindows, window }: Measured, { verdicts }: Judgement): number {
  const [first] = verdicts
  if (!first || first.change === null) return now.n
  const days = otherWindows[0] ? daysOf(window) : 0
  const size = now.denominator ?? (days > 0 ? (first.other ?? 0) : (now.value ?? 0))
  return Math.abs(first.change) * Math.abs(size)
}

/** What the message needs to draw and to say how sure it is. */
function factsOf({ now, window }: Measured, { verdicts }: Judgement, conditions: readonly Condition[]) {
  const { period } = window
  return {
    value: now.value,
    n: now.n,
    numerator: now.numerator,
    denominator: now.denominator,
    from: period.from.toString(),
    to: period.to.toString(),
    p: verdicts.find(({ p }) => p !== null)?.p ?? null,
    change: verdicts[0]?.change ?? null,
    line: lineOf(conditions, verdicts),
  }
}

/** The line that was crossed, in the KPI's unit, for the chart. */
function lineOf(conditions: readonly Condition[], verdicts: Judgement['verdicts']): number | null {
  const [condition] = conditions
  if (!condition) return null
  if (condition.kind === 'level') return 'below' in condition ? condition.below : condition.above
  return verdicts[0]?.other ?? null
}
